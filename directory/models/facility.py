"""시설: a place where help is given."""

from django.db import models
from django.db.models import F, Q
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.models import PageManager
from wagtail.search import index

from common import json_ld
from common.facts import choice, iso
from common.fields import BodyField
from common.serializers import fact_fields
from directory.blocks import PhonesBlock
from directory.models.content import AgencyContentPage, AgencyContentQuerySet
from directory.models.fees import FeeKind
from directory.models.kind import FacilityKind
from directory.models.term import Axis, Term


class Precision(models.TextChoices):
    """How much of a date is known."""

    YEAR = "year", "연"
    MONTH = "month", "월"
    DAY = "day", "일"


class OperatingStatus(models.TextChoices):
    OPERATING = "operating", "운영 중"
    SUSPENDED = "suspended", "휴지"
    CLOSED = "closed", "폐지"


class FacilityQuerySet(AgencyContentQuerySet):
    text_fields = (*AgencyContentQuerySet.text_fields, "road_address", "lot_address")

    def listed(self):
        """Facilities a resident may see: published and not closed."""
        return self.published().exclude(status=OperatingStatus.CLOSED)

    def of_kind(self, code):
        """Facilities of a kind or of any kind below it."""
        return self.filter(Q(kind__code=code) | Q(kind__parent__code=code))

    def for_cards(self):
        return super().for_cards().select_related("kind")

    def for_facts(self):
        return super().for_facts().select_related("kind", "source")


class FacilityPage(AgencyContentPage):
    """One facility. What came from an official list keeps its source and the source's own id."""

    kind = models.ForeignKey(FacilityKind, models.PROTECT, related_name="facilities", verbose_name="시설종류")
    operator = models.CharField("운영 주체", max_length=100, blank=True, help_text="법인이나 위탁 기관")
    status = models.CharField(
        "운영 상태", max_length=10, choices=OperatingStatus.choices, default=OperatingStatus.OPERATING
    )
    suspended_from = models.DateField("쉬기 시작한 날", null=True, blank=True)
    suspended_until = models.DateField("다시 여는 날", null=True, blank=True)
    opened_on = models.DateField("문을 연 날", null=True, blank=True)
    opened_precision = models.CharField(
        "문을 연 날의 정확도", max_length=5, choices=Precision.choices, default=Precision.DAY
    )
    road_address = models.CharField("도로명주소", max_length=200, blank=True)
    address_detail = models.CharField("상세주소", max_length=100, blank=True, help_text="층, 호, 건물 이름")
    lot_address = models.CharField("지번주소", max_length=200, blank=True)
    postcode = models.CharField("우편번호", max_length=5, blank=True)
    legal_dong = models.ForeignKey(
        "directory.LegalDong", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="법정동"
    )
    address_public = models.BooleanField(
        "주소를 공개합니다",
        default=True,
        help_text="쉼터처럼 위치를 알리면 안 되는 곳은 끄십시오. 주소와 지도, 좌표가 어디에도 나가지 않습니다.",
    )
    latitude = models.DecimalField("위도", max_digits=9, decimal_places=6, null=True, blank=True)
    longitude = models.DecimalField("경도", max_digits=9, decimal_places=6, null=True, blank=True)
    transport = models.CharField("오시는 길", max_length=200, blank=True, help_text="가까운 역과 버스")
    phones = BodyField(PhonesBlock(), blank=True, verbose_name="다른 전화번호")
    fax = models.CharField("팩스", max_length=40, blank=True)
    email = models.EmailField("이메일", blank=True)
    website = models.URLField("홈페이지", max_length=1000, blank=True)
    opening_hours = models.CharField(
        "운영시간 설명",
        max_length=200,
        blank=True,
        help_text="아래 표로 다 적지 못하는 것만 적습니다. 예: 프로그램마다 다릅니다.",
    )
    fee_kind = models.CharField("이용료 구분", max_length=6, choices=FeeKind.choices, blank=True)
    fee = models.CharField("이용료", max_length=200, blank=True)
    capacity = models.PositiveIntegerField("정원", null=True, blank=True)
    occupancy = models.PositiveIntegerField("현재 인원", null=True, blank=True)
    access = ParentalManyToManyField(
        Term,
        blank=True,
        related_name="+",
        verbose_name="편의시설",
        limit_choices_to={"axis": Axis.ACCESS},
    )
    access_note = models.CharField("편의시설 설명", max_length=200, blank=True)
    source = models.ForeignKey(
        "directory.ImportSource",
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="facilities",
        verbose_name="출처",
    )
    source_key = models.CharField("출처의 번호", max_length=60, blank=True, editable=False)
    source_date = models.DateField("데이터 기준일", null=True, blank=True, editable=False)

    objects = PageManager.from_queryset(FacilityQuerySet)()

    parent_page_types = ["directory.AgencyPage"]
    subpage_types = []
    content_panels = [
        *AgencyContentPage.content_panels[:1],
        FieldRowPanel([FieldPanel("kind"), FieldPanel("status")]),
        *AgencyContentPage.body_panels,
        MultiFieldPanel(
            [
                InlinePanel("hours", label="운영시간"),
                FieldPanel("opening_hours"),
                FieldRowPanel([FieldPanel("fee_kind"), FieldPanel("fee")]),
                FieldRowPanel([FieldPanel("capacity"), FieldPanel("occupancy")]),
                FieldRowPanel([FieldPanel("operator"), FieldPanel("opened_on")]),
                FieldRowPanel([FieldPanel("suspended_from"), FieldPanel("suspended_until")]),
            ],
            heading="이용 안내",
        ),
        MultiFieldPanel(
            [
                FieldPanel("address_public"),
                FieldRowPanel([FieldPanel("road_address"), FieldPanel("address_detail")]),
                FieldRowPanel([FieldPanel("lot_address"), FieldPanel("postcode")]),
                FieldRowPanel([FieldPanel("latitude"), FieldPanel("longitude")]),
                FieldPanel("transport"),
                FieldPanel("phones"),
                FieldRowPanel([FieldPanel("website"), FieldPanel("email")]),
                FieldPanel("fax"),
            ],
            heading="찾아오는 길과 연락처",
        ),
        MultiFieldPanel([FieldPanel("access"), FieldPanel("access_note")], heading="편의시설"),
        AgencyContentPage.reach_panel,
        AgencyContentPage.responsibility_panel,
    ]
    search_fields = [
        *AgencyContentPage.search_fields,
        index.SearchField("road_address"),
        index.AutocompleteField("road_address"),
        index.SearchField("lot_address"),
        index.SearchField("operator"),
        index.RelatedFields("kind", [index.SearchField("label")]),
        index.FilterField("status"),
    ]
    api_fields = [
        *AgencyContentPage.api_fields,
        *fact_fields("kind", "operator", "status", "road_address", "lot_address", "postcode"),
        *fact_fields("fax", "website", "opening_hours", "fee", "capacity", "latitude"),
        *fact_fields("longitude", "source", "source_id", "source_date"),
    ]

    class Meta:
        verbose_name = "시설"
        verbose_name_plural = "시설"
        constraints = [
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(latitude__range=(33, 39), longitude__range=(124, 132)),
                name="facility_stands_in_korea_or_nowhere",
            ),
            models.CheckConstraint(
                condition=Q(suspended_from__isnull=True)
                | Q(suspended_until__isnull=True)
                | Q(suspended_until__gte=F("suspended_from")),
                name="facility_reopens_after_it_is_suspended",
            ),
        ]

    def with_content_json(self, content):
        page = super().with_content_json(content)
        page.source, page.source_key, page.source_date = self.source, self.source_key, self.source_date
        return page

    def public_card(self, request=None):
        return super().public_card(request) | {
            "kind": self.kind.facts() if self.kind_id else None,
            "status": choice(self.status, self.get_status_display()),
            "phone": self.phone,
            "road_address": self.road_address or self.lot_address,
            "opening_hours": self.opening_hours,
        }

    def public_facts(self, request=None):
        return super().public_facts(request) | {
            "operator": self.operator,
            "road_address": self.road_address,
            "lot_address": self.lot_address,
            "postcode": self.postcode,
            "fax": self.fax,
            "website": self.website,
            "fee": self.fee,
            "capacity": self.capacity,
            "latitude": float(self.latitude) if self.latitude is not None else None,
            "longitude": float(self.longitude) if self.longitude is not None else None,
            "source": self.source.facts() if self.source else None,
            "source_id": self.source_key,
            "source_date": iso(self.source_date),
        }

    def public_json_ld(self, facts, request=None):
        return [json_ld.facility(facts)]
