"""What the office says of its district on every page."""

from django.db import models
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
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

    panels = [
        MultiFieldPanel([FieldPanel("district_name"), FieldPanel("operator_name")], heading="운영"),
        MultiFieldPanel([FieldPanel("address"), FieldPanel("phone"), FieldPanel("email")], heading="연락처"),
        FieldPanel("crisis_numbers"),
        FieldPanel("official_masthead"),
    ]

    class Meta:
        verbose_name = "누리집 설정"
        verbose_name_plural = "누리집 설정"

    def crisis_facts(self):
        return [dict(block.value) for block in self.crisis_numbers]
