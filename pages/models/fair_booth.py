"""부스: an agency at a fair, its film and its papers."""

from django.db import models
from modelcluster.fields import ParentalKey
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Orderable

from common.blocks.media import FileBlock
from common.fields import BodyField
from directory.models.agency import AgencyPage
from directory.models.term import Axis, Term


class LinkBlock(blocks.StructBlock):
    label = blocks.CharBlock(label="무엇입니까", max_length=120)
    url = blocks.URLBlock(label="주소", max_length=1000)

    class Meta:
        label = "링크"
        icon = "link"


class Booth(Orderable):
    """One agency in one field. That it stands once a fair, the form says: rows change places freely."""

    fair = ParentalKey("pages.FairPage", on_delete=models.CASCADE, related_name="booths")
    agency = models.ForeignKey(AgencyPage, models.CASCADE, related_name="booths", verbose_name="기관")
    topic = models.ForeignKey(
        Term,
        models.PROTECT,
        related_name="+",
        limit_choices_to={"axis": Axis.TOPIC},
        verbose_name="분야",
    )
    film = models.ForeignKey(
        "pages.FilmPage",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="홍보 영상",
    )
    words = models.CharField(
        "소개", max_length=300, blank=True, help_text="이 부스에서 무엇을 보고 들을 수 있는지"
    )
    place = models.CharField("자리", max_length=60, blank=True, help_text="예: 1층 3번")
    materials = BodyField([("file", FileBlock()), ("link", LinkBlock())], verbose_name="자료", blank=True)

    panels = [
        FieldRowPanel([FieldPanel("agency"), FieldPanel("topic")]),
        FieldPanel("words"),
        FieldRowPanel([FieldPanel("film"), FieldPanel("place")]),
        FieldPanel("materials"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = "부스"
        verbose_name_plural = "부스"

    def __str__(self):
        return f"{self.agency} ({self.topic})"
