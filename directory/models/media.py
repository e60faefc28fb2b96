"""Pictures and documents of the agencies. A file belongs to the agency whose collection it is in."""

from contextlib import contextmanager

from django.contrib.contenttypes.models import ContentType
from django.db import DatabaseError, models
from django.db.models import CharField, Exists, OuterRef
from django.db.models.functions import Cast
from wagtail.documents.models import AbstractDocument, DocumentQuerySet
from wagtail.documents.models import Document as WagtailDocument
from wagtail.images.models import (
    AbstractImage,
    AbstractRendition,
    ImageQuerySet,
    SourceImageIOError,
    get_upload_to,
)
from wagtail.images.models import Image as WagtailImage
from wagtail.models import Page, ReferenceIndex

from common.films import FILM_TYPES
from common.querysets import PublicPageQuerySet, in_open_collections
from directory.media_fields import PictureField, document_path, picture_path


@contextmanager
def _as_missing_picture():
    try:
        yield
    except SourceImageIOError:
        raise
    except OSError as error:
        raise SourceImageIOError(str(error)) from error


def without_tags(fields):
    """Wagtail shows every agency the popular tags of all, and a tag may name a person: files have none."""
    return tuple(field for field in fields if field != "tags")


class FileQuerySet(models.QuerySet):
    """Which files may leave the house."""

    def used_on(self, pages):
        """Files that what is live of these pages shows or links; what only a draft uses is not among them.

        Reads Wagtail's reference index, which is made of the pages' own rows, never of revisions.
        """
        references = ReferenceIndex.objects.filter(
            base_content_type=ContentType.objects.get_for_model(Page),
            to_content_type=ContentType.objects.get_for_model(self.model),
            object_id__in=pages.order_by().annotate(key=Cast("pk", CharField())).values("key"),
        )
        return self.filter(Exists(references.filter(to_object_id=Cast(OuterRef("pk"), CharField()))))

    def public(self, site=None):
        """Files that everybody may have: in an open collection, and used on a published page."""
        pages = PublicPageQuerySet(Page).published()
        return in_open_collections(self).used_on(pages.in_site(site) if site else pages)


class StoredFileMixin:
    """A file and its record stand and fall together."""

    def save(self, *args, **kwargs):
        is_new = self._state.adding
        try:
            super().save(*args, **kwargs)
        except (DatabaseError, OSError):
            if is_new and self.file and self.file._committed:
                self.file.storage.delete(self.file.name)
            raise


class AgencyImageQuerySet(FileQuerySet, ImageQuerySet):
    pass


class AgencyDocumentQuerySet(FileQuerySet, DocumentQuerySet):
    def public(self, site=None):
        """Without films: they are shown by their pages, with the words for whoever cannot hear them."""
        films = models.Q()
        for extension in FILM_TYPES:
            films |= models.Q(file__endswith=f".{extension}")
        return super().public(site).exclude(films)


class AgencyImage(StoredFileMixin, AbstractImage):
    """A picture without the camera's notes (place, time, device): they are cut off at upload."""

    file = PictureField("파일", upload_to=get_upload_to, width_field="width", height_field="height")
    credit = models.CharField("출처·촬영자", max_length=100, blank=True)

    objects = AgencyImageQuerySet.as_manager()

    admin_form_fields = (*without_tags(WagtailImage.admin_form_fields), "credit")

    class Meta(AbstractImage.Meta):
        verbose_name = "사진"
        verbose_name_plural = "사진"

    def get_upload_to(self, filename):
        return picture_path(filename)

    def create_rendition(self, filter):
        """A size that cannot be made (no space, no file) is a missing picture, not a broken page."""
        with _as_missing_picture():
            return super().create_rendition(filter)

    def create_renditions(self, *filters):
        with _as_missing_picture():
            return super().create_renditions(*filters)


class AgencyRendition(AbstractRendition):
    image = models.ForeignKey(AgencyImage, models.CASCADE, related_name="renditions")

    class Meta:
        verbose_name = "사진 크기"
        constraints = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"], name="rendition_once_per_filter"
            )
        ]


class AgencyDocument(StoredFileMixin, AbstractDocument):
    """A file to download. The accessible text of what it says belongs in the page."""

    file = models.FileField("파일", upload_to=document_path)

    objects = AgencyDocumentQuerySet.as_manager()

    admin_form_fields = without_tags(WagtailDocument.admin_form_fields)

    class Meta(AbstractDocument.Meta):
        verbose_name = "문서"
        verbose_name_plural = "문서"
