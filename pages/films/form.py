"""The edit form of a film: its length in words, its captions as files, both as editors have them."""

import re

from django import forms
from django.core.exceptions import ValidationError
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.panels import InlinePanel
from wagtail.admin.widgets import AdminAutoHeightTextInput

from common.films import is_film
from common.forms import PublicPageForm
from directory.media_films import film_seconds
from pages.films.captions import LARGEST, as_webvtt, decoded, read_captions
from pages.films.hearing import refuse_unheard

NO_LENGTH = "길이를 ‘10:12’나 ‘10분 12초’처럼 적어 주십시오."
NEITHER = "자막 파일을 고르거나 자막 글을 붙여 넣어 주십시오."
CLOCK = re.compile(r"(?:(\d{1,2}):)?(\d{1,3}):(\d{2})", re.ASCII)
IN_WORDS = re.compile(r"(?:(\d{1,2})\s*시간)?\s*(?:(\d{1,3})\s*분)?\s*(?:(\d{1,5})\s*초)?", re.ASCII)


class LengthField(forms.CharField):
    """Seconds, written as a clock shows them."""

    def to_python(self, value):
        text = str(value if value is not None else "").strip()
        if not text:
            return None
        found = CLOCK.fullmatch(text) or IN_WORDS.fullmatch(text)
        if not found:
            raise ValidationError(NO_LENGTH, code="invalid")
        hours, minutes, seconds = (int(part or 0) for part in found.groups())
        return (hours * 60 + minutes) * 60 + seconds

    def prepare_value(self, value):
        return f"{value // 60}:{value % 60:02}" if isinstance(value, int) else value

    def has_changed(self, initial, data):
        try:
            return self.to_python(data) != initial
        except ValidationError:
            return True


class CaptionsForm(WagtailAdminModelForm):
    """Captions in one language. A file, where one is given, takes the place of the text."""

    upload = forms.FileField(
        label="자막 파일",
        required=False,
        widget=forms.FileInput(attrs={"accept": ".vtt,.srt,text/vtt"}),
        help_text="VTT나 SRT 파일입니다. 파일을 고르면 아래 글 대신 파일의 내용을 씁니다.",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["text"].required = False  # the file may bring it

    def clean(self):
        data = super().clean()
        upload, text = data.get("upload"), data.get("text", "")
        name = "upload" if upload else "text"
        try:
            if upload:
                text = decoded(upload.read(LARGEST + 1))
            elif not text.strip():
                raise ValidationError(NEITHER)
            data["text"] = as_webvtt(read_captions(text))
        except ValidationError as refusal:
            if "upload" not in self.errors:
                self.add_error(name, refusal)
        return data


class CaptionsPanel(InlinePanel):
    """Wagtail has no place where an inline panel is told its form."""

    def get_form_options(self):
        options = super().get_form_options()
        options["formsets"][self.relation_name]["form"] = CaptionsForm
        return options


class FilmPageForm(PublicPageForm):
    seconds = LengthField(
        label="길이",
        required=False,
        help_text="‘10:12’나 ‘10분 12초’처럼 적습니다. 파일을 올리면 비워 두셔도 됩니다.",
    )
    transcript = forms.CharField(
        label="대본",
        required=False,
        max_length=100_000,
        widget=AdminAutoHeightTextInput(attrs={"rows": 8}),
        help_text="영상에서 하는 말과 들리는 소리를 차례로 적습니다. 자막이 있으면 비워 두셔도 됩니다: 자막의 글이 대본으로 보입니다.",
    )

    def clean(self):
        data = super().clean()
        file = data.get("film_file")
        if file and not data.get("seconds") and "seconds" not in self.errors and is_film(file.filename):
            data["seconds"] = film_seconds(file.file, file.file_extension.lower())
        return data

    def _check_publishable(self):
        """With the captions of this form, which become the film's own only when it is saved."""
        if self.is_deferred_validation or {"film_url", "film_file", "transcript"} & self.errors.keys():
            return
        formset = self.formsets["captions"]
        if not formset.is_valid():  # which says itself why not
            return
        rows = [row for row in formset.cleaned_data if row and not row.get("DELETE")]
        try:
            refuse_unheard(self.instance, [(row["language"], row["text"]) for row in rows])
        except ValidationError as refusal:
            self.add_error(None, refusal)
