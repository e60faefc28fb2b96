"""The content of a Nurinet page as a plain Wagtail page type."""

from django.db import models
from wagtail.blocks import CharBlock, RichTextBlock
from wagtail.fields import StreamField
from wagtail.models import Page


class PeerIndexPage(Page):
    subpage_types = ["peer.PeerPage"]


class PeerPage(Page):
    summary = models.CharField(max_length=200, blank=True)
    image = models.ForeignKey("wagtailimages.Image", models.SET_NULL, null=True, blank=True, related_name="+")
    image_alt = models.CharField(max_length=200, blank=True)
    body = StreamField([("heading", CharBlock()), ("paragraph", RichTextBlock())], blank=True)
    department = models.CharField(max_length=80, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    confirmed_on = models.DateField(null=True, blank=True)

    def __str__(self):
        return self.title
