"""시설: a place where help is given."""

from django.db import models
from django.db.models import Q
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.models import PageManager
from wagtail.search import index

from common import json_ld
from common.facts import choice, iso
from common.serializers import fact_fields
from directory.models.content import AgencyContentPage, AgencyContentQuerySet


class FacilityKind(models.Model):
    """시설종류: a tree of two levels, the group (노인, 영유아 …) and the kind."""

    code = models.SlugField("코드", max_length=40, unique=True)
    label = models.CharField("이름", max_length=60)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name="상위 종류"
    )
    order = models.PositiveSmallIntegerField("순서", default=0)

    class Meta:
        verbose_name = "시설종류"
        verbose_name_plural = "시설종류"
        ordering = ["order", "pk"]

    def __str__(self):
        return self.label

    def facts(self):
        return {"code": self.code, "label": self.label}


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
        return super().for_facts().select_related("kind")


class FacilityPage(AgencyContentPage):
    """One facility. What came from an official list keeps its source and the source's own id."""

    kind = models.ForeignKey(FacilityKind, models.PROTECT, related_name="facilities", verbose_name="시설종류")
    operator = models.CharField("운영 주체", max_length=100, blank=True, help_text="법인이나 위탁 기관")
    status = models.CharField(
        "운영 상태", max_length=10, choices=OperatingStatus.choices, default=OperatingStatus.OPERATING
    )
    road_address = models.CharField("도로명주소", max_length=200, blank=True)
    lot_address = models.CharField("지번주소", max_length=200, blank=True)
    postcode = models.CharField("우편번호", max_length=5, blank=True)
    fax = models.CharField("팩스", max_length=40, blank=True)
    website = models.URLField("홈페이지", max_length=1000, blank=True)
    opening_hours = models.CharField(
        "운영시간", max_length=200, blank=True, help_text="예: 평일 09:00–18:00, 공휴일 휴관"
    )
    fee = models.CharField("이용료", max_length=200, blank=True)
    capacity = models.PositiveIntegerField("정원", null=True, blank=True)
    latitude = models.DecimalField("위도", max_digits=9, decimal_places=6, null=True, blank=True)
    longitude = models.DecimalField("경도", max_digits=9, decimal_places=6, null=True, blank=True)
    source = models.CharField("출처", max_length=60, blank=True, editable=False)
    source_id = models.CharField("출처의 번호", max_length=60, blank=True, editable=False)
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
                FieldPanel("opening_hours"),
                FieldPanel("fee"),
                FieldRowPanel([FieldPanel("capacity"), FieldPanel("operator")]),
            ],
            heading="이용 안내",
        ),
        MultiFieldPanel(
            [
                FieldPanel("road_address"),
                FieldRowPanel([FieldPanel("lot_address"), FieldPanel("postcode")]),
                FieldRowPanel([FieldPanel("latitude"), FieldPanel("longitude")]),
                FieldRowPanel([FieldPanel("website"), FieldPanel("fax")]),
            ],
            heading="찾아오는 길과 연락처",
        ),
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
            models.UniqueConstraint(
                fields=["source", "source_id"], condition=~Q(source=""), name="facility_once_per_source_id"
            ),
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(latitude__range=(33, 39), longitude__range=(124, 132)),
                name="facility_stands_in_korea_or_nowhere",
            ),
        ]

    def with_content_json(self, content):
        page = super().with_content_json(content)
        page.source, page.source_id = self.source, self.source_id
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
            "source": self.source,
            "source_id": self.source_id,
            "source_date": iso(self.source_date),
        }

    def public_json_ld(self, facts, request=None):
        return [json_ld.facility(facts)]
