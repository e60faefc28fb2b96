"""What the office says of its district on every page."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting

from common.fields import BodyField
from pages.crisis import default_crisis_numbers


class NumberBlock(blocks.StructBlock):
    number = blocks.CharBlock(label="번호", max_length=20)
    label = blocks.CharBlock(label="무엇을 도와줍니까", max_length=40)

    class Meta:
        label = "번호"
        icon = "mobile-alt"


@register_setting(icon="site")
class DistrictSettings(BaseSiteSetting):
    """One district's name, operator, phones; the official masthead is off unless the operator turns it on."""

    district_name = models.CharField("구 이름", max_length=40, default="동대문구")
    operator_name = models.CharField("운영 기관", max_length=80, default="동대문구 지역사회보장협의체")
    address = models.CharField("주소", max_length=200, blank=True)
    phone = models.CharField("대표전화", max_length=40, blank=True)
    email = models.EmailField("이메일", blank=True)
    crisis_numbers = BodyField(
        [("number", NumberBlock())],
        verbose_name="긴급 전화",
        blank=True,
        default=default_crisis_numbers,
        help_text="모든 화면의 아래에 이 순서대로 보입니다.",
    )
    official_masthead = models.BooleanField(
        "공식 전자정부 누리집 배너",
        default=False,
        help_text="행정기관이 직접 운영하는 누리집에서만 켤 수 있습니다.",
    )
    awards_held_from = models.DateField(
        "표창 소식을 멈추는 날",
        null=True,
        blank=True,
        help_text="공직선거법 제86조에 따라 선거 앞에서 표창 소식을 보이지 않을 기간입니다. 두 날 모두 들어갑니다.",
    )
    awards_held_until = models.DateField("표창 소식을 멈추는 마지막 날", null=True, blank=True)

    panels = [
        MultiFieldPanel([FieldPanel("district_name"), FieldPanel("operator_name")], heading="운영"),
        MultiFieldPanel([FieldPanel("address"), FieldPanel("phone"), FieldPanel("email")], heading="연락처"),
        FieldPanel("crisis_numbers"),
        FieldPanel("official_masthead"),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("awards_held_from"), FieldPanel("awards_held_until")])],
            heading="선거 기간의 표창 소식",
        ),
    ]

    class Meta:
        verbose_name = "누리집 설정"
        verbose_name_plural = "누리집 설정"
        constraints = [
            models.CheckConstraint(
                condition=Q(awards_held_from__isnull=True)
                | Q(awards_held_until__isnull=True)
                | Q(awards_held_until__gte=F("awards_held_from")),
                name="awards_hold_ends_after_it_starts",
            )
        ]

    def clean(self):
        super().clean()
        first, last = self.awards_held_from, self.awards_held_until
        if first and last and last < first:
            raise ValidationError({"awards_held_until": "마지막 날이 멈추는 날보다 빠릅니다."})

    def crisis_facts(self):
        return [dict(block.value) for block in self.crisis_numbers]
