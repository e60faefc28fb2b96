"""Pictures and documents of the agencies. A file belongs to the agency whose collection it is in."""

from django.db import models
from wagtail.documents.models import AbstractDocument
from wagtail.documents.models import Document as WagtailDocument
from wagtail.images.models import AbstractImage, AbstractRendition
from wagtail.images.models import Image as WagtailImage


class AgencyImage(AbstractImage):
    """A picture without the camera's notes (place, time, device): they are cut off at upload."""

    credit = models.CharField("출처·촬영자", max_length=100, blank=True)

    admin_form_fields = (*WagtailImage.admin_form_fields, "credit")

    class Meta(AbstractImage.Meta):
        verbose_name = "사진"
        verbose_name_plural = "사진"


class AgencyRendition(AbstractRendition):
    image = models.ForeignKey(AgencyImage, models.CASCADE, related_name="renditions")

    class Meta:
        verbose_name = "사진 크기"
        constraints = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"], name="rendition_once_per_filter"
            )
        ]


class AgencyDocument(AbstractDocument):
    """A file to download. The accessible text of what it says belongs in the page."""

    admin_form_fields = WagtailDocument.admin_form_fields

    class Meta(AbstractDocument.Meta):
        verbose_name = "문서"
        verbose_name_plural = "문서"
