"""Upload forms of the admin: one upload, many at once, and uploads inside a chooser all use these."""

import logging

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from wagtail.documents.fields import WagtailDocumentField
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from directory.media_documents import checked_document
from directory.media_names import plain_text
from directory.media_pictures import clean_picture

logger = logging.getLogger(__name__)

NO_SPACE = "저장할 공간이 부족하여 올리지 못했습니다. 담당자에게 알려 주십시오."
NO_TITLE = "제목을 적어 주십시오."


class PictureUploadField(WagtailImageField):
    """What it gives is a new picture, not what was uploaded."""

    def to_python(self, data):
        upload = forms.FileField.to_python(self, data)
        if upload is None:
            return None
        self.check_image_file_size(upload)
        return clean_picture(upload)


class DocumentUploadField(WagtailDocumentField):
    def to_python(self, data):
        upload = super().to_python(data)
        return upload and checked_document(upload, settings.WAGTAILDOCS_EXTENSIONS)


class FileFormMixin:
    """Checks the file and puts it on the disk while there is still a form to say what went wrong."""

    upload_field = None

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "file" in self.fields:
            stock = self.fields["file"]
            self.fields["file"] = self.upload_field(
                label=stock.label, required=stock.required, widget=stock.widget
            )

    def clean_title(self):
        """In one line and without invisible characters. The column takes 255; so does every list."""
        title = plain_text(self.cleaned_data["title"])
        if not title:
            raise ValidationError(NO_TITLE)
        return title

    def _post_clean(self):
        super()._post_clean()
        if not self._errors and "file" in self.changed_data:
            self._store_file()

    def _store_file(self):
        stored = self.instance.file
        try:
            stored.save(stored.name, stored.file, save=False)
        except OSError:
            logger.exception("An upload could not be stored.")
            self.add_error("file", NO_SPACE)


class PictureForm(FileFormMixin, BaseImageForm):
    upload_field = PictureUploadField


class DocumentForm(FileFormMixin, BaseDocumentForm):
    upload_field = DocumentUploadField
