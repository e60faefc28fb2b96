"""The content of a Nurinet page as a plain Wagtail page type, with an organisation and tags as such pages have."""

from django.db import models
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey
from taggit.models import TaggedItemBase
from wagtail.api import APIField
from wagtail.blocks import CharBlock, RichTextBlock
from wagtail.fields import StreamField
from wagtail.images.api.fields import ImageRenditionField
from wagtail.models import Page


class PeerIndexPage(Page):
    subpage_types = ["peer.PeerPage"]


class PeerOrganisation(models.Model):
    name = models.CharField(max_length=80)

    api_fields = [APIField("name")]

    def __str__(self):
        return self.name


class PeerTag(TaggedItemBase):
    content_object = ParentalKey("peer.PeerPage", on_delete=models.CASCADE, related_name="tagged_items")


class PeerPage(Page):
    summary = models.CharField(max_length=200, blank=True)
    image = models.ForeignKey("wagtailimages.Image", models.SET_NULL, null=True, blank=True, related_name="+")
    image_alt = models.CharField(max_length=200, blank=True)
    body = StreamField([("heading", CharBlock()), ("paragraph", RichTextBlock())], blank=True)
    organisation = models.ForeignKey(PeerOrganisation, models.SET_NULL, null=True, related_name="+")
    department = models.CharField(max_length=80, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    confirmed_on = models.DateField(null=True, blank=True)
    tags = ClusterTaggableManager(through=PeerTag, blank=True)

    api_fields = [
        *map(APIField, ("summary", "image", "image_alt", "body", "organisation", "tags")),
        *map(APIField, ("department", "phone", "confirmed_on")),
        APIField("thumbnail", serializer=ImageRenditionField("max-800x600", source="image")),
    ]

    def __str__(self):
        return self.title
