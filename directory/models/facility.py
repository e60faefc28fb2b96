"""시설: a place where help is given. Its address is in `directory.models.place`."""

from django.db import models
from django.db.models import Q
from django.template.response import TemplateResponse
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.models import PageManager
from wagtail.search import index

from common import json_ld
from common.addresses import DIRECTORY
from common.boosts import KEYWORD
from common.facts import choice, iso
from common.fields import BodyField
from common.moments import midnight
from common.serializers import fact_fields
from directory.blocks import PhonesBlock
from directory.facility_forms import FacilityPageForm
from directory.models.content import AgencyContentPage, AgencyContentQuerySet
from directory.models.fees import FeeKind
from directory.models.handout import WithHandout
from directory.models.kind import FacilityKind
from directory.models.opening import WithHours
from directory.models.operating import InState, Operating, OperatingStatus
from directory.models.place import Located, Place
from directory.models.term import Axis, Term
from directory.opening import in_words


class FacilityQuerySet(InState, Located, AgencyContentQuerySet):
    def listed(self):
        """Facilities a resident may see; a closed one is withdrawn, so these are the published ones."""
        return self.published()

    def of_kind(self, code):
        """Facilities of a kind or of any kind below it."""
        return self.filter(Q(kind__code=code) | Q(kind__parent__code=code))

    def for_cards(self):
        return super().for_cards().select_related("kind")

    def for_facts(self):
        return super().for_facts().select_related("kind", "source", "legal_dong")


class FacilityPage(WithHandout, Operating, Place, WithHours, AgencyContentPage):
    """One facility. What came from an official list keeps its source and the source's own id."""

    kind = models.ForeignKey(FacilityKind, models.PROTECT, related_name="facilities", verbose_name="시설종류")
    operator = models.CharField("운영 주체", max_length=100, blank=True, help_text="법인이나 위탁 기관")
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

    base_form_class = FacilityPageForm

    parent_page_types = ["directory.AgencyPage"]
    subpage_types = []
    content_panels = [
        *AgencyContentPage.content_panels[:1],
        FieldRowPanel([FieldPanel("kind"), FieldPanel("status")]),
        *AgencyContentPage.body_panels,
        MultiFieldPanel(
            [
                InlinePanel(
                    "hours",
                    label="운영시간",
                    help_text="요일마다 시간이 다르면 줄을 나눕니다. 날짜를 적은 줄은 그동안 다른 줄보다 앞섭니다.",
                ),
                FieldPanel("opening_hours"),
            ],
            heading="운영시간",
        ),
        MultiFieldPanel(
            [
                FieldPanel("phones"),
                FieldRowPanel([FieldPanel("website"), FieldPanel("email")]),
                FieldPanel("fax"),
            ],
            heading="연락처",
            help_text="대표 전화는 아래 ‘담당과 이용 조건’의 문의 전화입니다.",
        ),
        MultiFieldPanel(
            [
                FieldPanel("address_public"),
                FieldRowPanel([FieldPanel("road_address"), FieldPanel("address_detail")]),
                FieldRowPanel([FieldPanel("lot_address"), FieldPanel("postcode")]),
                FieldPanel("legal_dong"),
                FieldRowPanel([FieldPanel("latitude"), FieldPanel("longitude")]),
                FieldPanel("transport"),
            ],
            heading="찾아오는 길",
        ),
        MultiFieldPanel([FieldPanel("access"), FieldPanel("access_note")], heading="편의시설"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("fee_kind"), FieldPanel("fee")]),
                FieldRowPanel([FieldPanel("capacity"), FieldPanel("occupancy")]),
                FieldPanel("operator"),
                FieldRowPanel([FieldPanel("opened_on"), FieldPanel("opened_precision")]),
                FieldRowPanel([FieldPanel("suspended_from"), FieldPanel("suspended_until")]),
            ],
            heading="이용 안내",
        ),
        AgencyContentPage.reach_panel,
        AgencyContentPage.responsibility_panel,
    ]
    search_fields = [
        *AgencyContentPage.search_fields,
        index.SearchField("public_address", boost=KEYWORD),
        index.SearchField("public_lot_address", boost=KEYWORD),
        index.SearchField("operator"),
        index.RelatedFields("kind", [index.SearchField("label", boost=KEYWORD)]),
        index.FilterField("status"),
    ]
    api_fields = [
        *AgencyContentPage.api_fields,
        *fact_fields("kind", "operator", "status", "suspended_from", "suspended_until", "opened"),
        *fact_fields("address_public", "road_address", "address_detail", "lot_address", "postcode"),
        *fact_fields("legal_dong", "latitude", "longitude", "transport", "phones", "fax", "email"),
        *fact_fields("website", "hours", "hours_text", "opening_hours", "fee_kind", "fee"),
        *fact_fields("capacity", "occupancy", "access", "access_note"),
        *fact_fields("source", "source_id", "source_date"),
    ]

    class Meta(Operating.Meta):
        verbose_name = "시설"
        verbose_name_plural = "시설"
        constraints = [*Operating.Meta.constraints, *Place.Meta.constraints]

    def with_content_json(self, content):
        page = super().with_content_json(content)
        page.source, page.source_key, page.source_date = self.source, self.source_key, self.source_date
        return page

    def serve(self, request, *args, **kwargs):
        """A closed facility says so, and where to look instead; its own people may still look at it."""
        if self.status == OperatingStatus.CLOSED and not getattr(request, "is_preview", False):
            return TemplateResponse(
                request, "directory/facility_closed.html", self.closed_facts(), status=410
            )
        return super().serve(request, *args, **kwargs)

    def closed_facts(self):
        return {
            "title": self.title,
            "kind": self.kind.facts(),
            "more_url": f"{DIRECTORY}?kind={self.kind.code}",
        }

    def get_context(self, request, *args, **kwargs):
        return super().get_context(request, *args, **kwargs) | {"week": self.public_week()}

    def public_card(self, request=None):
        return super().public_card(request) | {
            "kind": self.kind.facts() if self.kind_id else None,
            "status": self.public_status(),
            "phone": self.phone,
            "address": self.public_address,
            "opening": self.public_opening(),
            "hours_text": in_words(self.hours.all()),
            "opening_hours": self.opening_hours,
            "fee_kind": choice(self.fee_kind, self.get_fee_kind_display()),
            "access": [term.facts() for term in self.access.all()],
        }

    def public_facts(self, request=None):
        return (
            super().public_facts(request)
            | self.public_place()
            | self.public_times()
            | self.public_hours()
            | {
                "operator": self.operator,
                "phones": self.public_phones(),
                "fax": self.fax,
                "email": self.email,
                "website": self.website,
                "fee": self.fee,
                "capacity": self.capacity,
                "occupancy": self.occupancy,
                "access_note": self.access_note,
                "source": self.source.facts() if self.source_id else None,
                "source_id": self.source_key,
                "source_date": iso(self.source_date),
            }
        )

    def moments(self):
        return midnight(self.suspended_from), midnight(self.suspended_until)

    def public_opening(self):
        """None also while it rests or has closed, whatever its hours say."""
        works = self.status_today == OperatingStatus.OPERATING
        return super().public_opening() if works else None

    def public_phones(self):
        """All numbers, the main one first."""
        main = [{"number": self.phone, "extension": "", "label": "대표"}] if self.phone else []
        others = [block.value for block in self.phones]
        return [
            *main,
            *({name: other[name] for name in ("number", "extension", "label")} for other in others),
        ]

    def public_json_ld(self, facts, request=None):
        return [json_ld.facility(facts)]
