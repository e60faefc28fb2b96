"""Upload forms of the admin: one upload, many at once, and uploads inside a chooser all use these."""

import logging

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from wagtail.documents.fields import WagtailDocumentField
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from common.films import is_film
from directory.media_documents import checked_document
from directory.media_films import checked_film
from directory.media_names import file_name, plain_text
from directory.media_pictures import clean_picture

logger = logging.getLogger(__name__)

NO_SPACE = "저장할 공간이 부족하여 올리지 못했습니다. 담당자에게 알려 주십시오."
NO_TITLE = "제목을 적어 주십시오."
LIMITS = "문서는 {documents}, 영상(MP4, WebM)은 {films}까지 올릴 수 있습니다."
ANOTHER_FILM = (
    "영상 파일은 다른 것으로 바꿔 끼울 수 없습니다. 자막과 함께 검토받은 영상이기 때문입니다. "
    "새 파일로 올린 뒤 영상 글에서 골라 주십시오."
)


class PictureUploadField(WagtailImageField):
    """What it gives is a new picture, not what was uploaded."""

    def to_python(self, data):
        upload = forms.FileField.to_python(self, data)
        if upload is None:
            return None
        self.check_image_file_size(upload)
        return clean_picture(upload)


class DocumentUploadField(WagtailDocumentField):
    """A document is read whole; a film, which may be far larger, only as far as its own tables."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.help_text = LIMITS.format(
            documents=self.max_upload_size_text, films=filesizeformat(settings.FILM_MAX_BYTES)
        )

    def to_python(self, data):
        upload = forms.FileField.to_python(self, data)
        if upload is None:
            return None
        if is_film(file_name(upload.name)):
            return checked_film(upload)
        self.check_document_file_size(upload)
        return checked_document(upload, settings.WAGTAILDOCS_EXTENSIONS)


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

    def clean_file(self):
        """A film stays the one that was reviewed with its captions; another one is another file."""
        file = self.cleaned_data["file"]
        stored = self.original_file
        if stored and file != stored and (is_film(stored.name) or is_film(file.name)):
            raise ValidationError(ANOTHER_FILM)
        return file
