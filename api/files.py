"""Pictures and documents: only what a published page shows, from collections that are open."""

from rest_framework.fields import Field
from wagtail.api.utils import get_full_url
from wagtail.api.v2.serializers import BaseSerializer

from api.endpoint import OpenEndpoint
from api.filters import AllowedFilters, AllowedOrders, SiteSearch
from common.facts import document_facts, image_facts
from directory.models import AgencyDocument, AgencyImage


class FileField(Field):
    """One fact of the file; ``facts`` works them out."""

    def __init__(self, facts, name):
        self.facts, self.name = facts, name
        super().__init__(read_only=True)

    def get_attribute(self, file):
        return (self.facts(file) or {}).get(self.name)

    def to_representation(self, value):
        return get_full_url(self.context["request"], value) if self.name == "url" else value


def picture(image):
    """The largest size that is given away. The stored file itself has no public address."""
    return image_facts(image, image.description, "max-1600x1600|format-webp")


class ImageSerializer(BaseSerializer):
    download_url = FileField(picture, "url")
    width = FileField(picture, "width")
    height = FileField(picture, "height")


class DocumentSerializer(BaseSerializer):
    download_url = FileField(document_facts, "url")
    format = FileField(document_facts, "format")
    size = FileField(document_facts, "size")


class FilesEndpoint(OpenEndpoint):
    filter_backends = [AllowedFilters, AllowedOrders, SiteSearch]
    meta_fields = [*OpenEndpoint.meta_fields, "download_url"]
    listing_default_fields = [*OpenEndpoint.listing_default_fields, "title", "download_url"]
    nested_default_fields = listing_default_fields

    def get_queryset(self):
        files = self.model.objects
        return files.public(self.site) if self.site else files.none()


class ImagesEndpoint(FilesEndpoint):
    name = "images"
    model = AgencyImage
    base_serializer_class = ImageSerializer
    body_fields = [*OpenEndpoint.body_fields, "title", "description", "credit", "width", "height"]

    def get_queryset(self):
        return super().get_queryset().prefetch_related("renditions")


class DocumentsEndpoint(FilesEndpoint):
    name = "documents"
    model = AgencyDocument
    base_serializer_class = DocumentSerializer
    body_fields = [*OpenEndpoint.body_fields, "title", "format", "size"]
