"""공유자원: rooms, things, vehicles, time and talent that an agency lets others use."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.models import PageManager
from wagtail.search import index

from common import json_ld
from common.boosts import KEYWORD
from common.facts import choice, iso
from common.serializers import fact_fields
from directory.models.content import AgencyContentPage, AgencyContentQuerySet
from directory.models.fees import FeeKind


class ResourceKind(models.TextChoices):
    SPACE = "space", "공간 대관"
    GOODS = "goods", "물품 대여"
    VEHICLE = "vehicle", "차량 대여"
    SHARING = "sharing", "나눔"
    VOLUNTEERING = "volunteering", "자원봉사"
    SPONSORING = "sponsoring", "후원"
    TALENT = "talent", "재능·인력"


LENT_OUT = (ResourceKind.SPACE, ResourceKind.GOODS, ResourceKind.VEHICLE)


class LendingUnit(models.TextChoices):
    """In what pieces of time a thing is lent."""

    HALF_HOUR = "half-hour", "30분"
    DAY = "day", "하루"


class ResourceQuerySet(AgencyContentQuerySet):
    def not_ended(self):
        """Still offered, or going to be; the last day is included, a missing one means no end."""
        today = timezone.localdate()
        return self.filter(Q(available_until__isnull=True) | Q(available_until__gte=today))

    def lendable(self):
        """Can be asked for now: offered, asked for on this site, of an agency that may work."""
        return self.not_ended().filter(
            takes_requests=True, alias_of__isnull=True, agency__account__suspended_at__isnull=True
        )


class ResourcePage(AgencyContentPage):
    """One thing an agency shares: how many there are, when, for whom, on what conditions."""

    kind = models.CharField("자원 종류", max_length=12, choices=ResourceKind.choices)
    quantity = models.PositiveIntegerField(
        "수량", default=1, help_text="같은 것이 몇 개인가요. 방은 하나입니다."
    )
    unit_name = models.CharField("세는 말", max_length=10, blank=True, help_text="예: 개, 대, 실, 명")
    available_from = models.DateField("이날부터", null=True, blank=True)
    available_until = models.DateField("이날까지", null=True, blank=True)
    takes_requests = models.BooleanField("누리넷에서 신청을 받습니다", default=False)
    lending_unit = models.CharField(
        "빌리는 단위", max_length=9, choices=LendingUnit.choices, default=LendingUnit.DAY
    )
    longest_days = models.PositiveSmallIntegerField("한 번에 가장 길게(일)", default=7)
    opens_at = models.TimeField("빌릴 수 있는 시각(부터)", null=True, blank=True)
    closes_at = models.TimeField("빌릴 수 있는 시각(까지)", null=True, blank=True)
    place = models.CharField("장소", max_length=120, blank=True)
    conditions = models.TextField("빌리는 조건", max_length=1000, blank=True)
    fee_kind = models.CharField("비용 구분", max_length=6, choices=FeeKind.choices, blank=True)
    fee = models.CharField("비용", max_length=120, blank=True)
    how_to_apply = models.CharField("신청 방법", max_length=200, blank=True)
    apply_url = models.URLField("신청 주소", max_length=1000, blank=True)

    objects = PageManager.from_queryset(ResourceQuerySet)()

    parent_page_types = ["directory.AgencyPage"]
    subpage_types = []
    content_panels = [
        *AgencyContentPage.content_panels[:1],
        FieldPanel("kind"),
        *AgencyContentPage.body_panels,
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("quantity"), FieldPanel("unit_name")]),
                FieldRowPanel([FieldPanel("available_from"), FieldPanel("available_until")]),
                FieldPanel("place"),
                FieldPanel("conditions"),
                FieldRowPanel([FieldPanel("fee_kind"), FieldPanel("fee")]),
            ],
            heading="무엇을, 언제, 어떻게",
        ),
        MultiFieldPanel(
            [
                FieldPanel("takes_requests"),
                FieldRowPanel([FieldPanel("lending_unit"), FieldPanel("longest_days")]),
                FieldRowPanel([FieldPanel("opens_at"), FieldPanel("closes_at")]),
                FieldPanel("how_to_apply"),
                FieldPanel("apply_url"),
            ],
            heading="신청",
        ),
        AgencyContentPage.reach_panel,
        AgencyContentPage.responsibility_panel,
    ]
    search_fields = [
        *AgencyContentPage.search_fields,
        index.SearchField("place"),
        index.SearchField("conditions"),
        index.SearchField("get_kind_display", boost=KEYWORD),
        index.FilterField("kind"),
    ]
    api_fields = [
        *AgencyContentPage.api_fields,
        *fact_fields("kind", "quantity", "unit_name", "available_from", "available_until", "place"),
        *fact_fields("conditions", "fee_kind", "fee", "takes_requests", "how_to_apply", "apply_url"),
        *fact_fields("lending_unit", "longest_days", "opens_at", "closes_at"),
    ]

    class Meta:
        verbose_name = "공유자원"
        verbose_name_plural = "공유자원"
        constraints = [
            models.CheckConstraint(
                condition=Q(available_from__isnull=True)
                | Q(available_until__isnull=True)
                | Q(available_until__gte=F("available_from")),
                name="resource_ends_after_it_starts",
            ),
            models.CheckConstraint(condition=Q(quantity__gte=1), name="resource_is_at_least_one"),
            models.CheckConstraint(
                condition=Q(longest_days__gte=1), name="resource_is_lent_for_a_day_or_more"
            ),
            models.CheckConstraint(
                condition=Q(opens_at__isnull=True)
                | Q(closes_at__isnull=True)
                | Q(closes_at__gt=F("opens_at")),
                name="resource_closes_after_it_opens",
            ),
        ]

    def clean(self):
        super().clean()
        if self.available_from and self.available_until and self.available_until < self.available_from:
            raise ValidationError({"available_until": "끝나는 날이 시작하는 날보다 빠릅니다."})
        for name in ("opens_at", "closes_at"):
            at = getattr(self, name)
            if at and (at.minute % 30 or at.second):
                raise ValidationError({name: "정각이나 30분으로 적어 주십시오. 예: 09:00, 13:30"})
        if self.opens_at and self.closes_at and self.closes_at <= self.opens_at:
            raise ValidationError(
                {"closes_at": "끝나는 시각이 시작하는 시각보다 빠릅니다. 자정까지면 비워 두십시오."}
            )

    @property
    def unit_word(self):
        """What one of it is called: 2개, 3대."""
        return self.unit_name or "개"

    def public_card(self, request=None):
        return super().public_card(request) | {
            "kind": choice(self.kind, self.get_kind_display()),
            "quantity": self.quantity,
            "unit_name": self.unit_name,
            "place": self.place,
            "fee_kind": choice(self.fee_kind, self.get_fee_kind_display()),
            "fee": self.fee,
            "available_from": iso(self.available_from),
            "available_until": iso(self.available_until),
            "takes_requests": self.takes_requests,
        }

    def public_facts(self, request=None):
        return super().public_facts(request) | {
            "conditions": self.conditions,
            "how_to_apply": self.how_to_apply,
            "apply_url": self.apply_url,
            "lending_unit": choice(self.lending_unit, self.get_lending_unit_display()),
            "longest_days": self.longest_days,
            "opens_at": self.opens_at and f"{self.opens_at:%H:%M}",
            "closes_at": self.closes_at and f"{self.closes_at:%H:%M}",
        }

    def public_json_ld(self, facts, request=None):
        """Things and rooms are an offer; time and talent, a service."""
        return [json_ld.offer(facts) if self.kind in LENT_OUT else json_ld.service(facts)]

    def get_context(self, request, *args, **kwargs):
        from directory.lending.calendar import calendar_context

        return super().get_context(request, *args, **kwargs) | calendar_context(self, request.GET)
