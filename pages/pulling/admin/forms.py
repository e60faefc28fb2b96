"""Forms of 불러오기. What they decide is decided in ``pages.pulling.actions``."""

from django import forms
from django.core.exceptions import ValidationError

from accounts.roles import is_headquarters
from directory.models import Agency
from pages.models.pulling import FeedSource
from pages.pulling.fetching import MAX_BYTES, FetchError, refuse_address


def agencies_for(user):
    """The agencies for which the person may set up a source now."""
    agencies = Agency.objects.active().select_related("page").order_by("page__title", "pk")
    return agencies if is_headquarters(user) else agencies.of_person(user)


class FeedSourceForm(forms.ModelForm):
    url = forms.URLField(
        label="주소",
        max_length=500,
        required=False,
        assume_scheme="https",
        help_text="RSS, iCal, 문화행사 자료(JSON·CSV)의 주소입니다. 파일만 올리려면 비웁니다.",
        error_messages={"invalid": "주소를 https://로 시작하게 적어 주십시오."},
    )

    class Meta:
        model = FeedSource
        fields = ["agency", "name", "url", "kind", "news_kind", "licence", "interval_hours", "takes_past"]

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        agencies = agencies_for(user)
        self.fields["agency"].queryset = agencies
        if self.instance.pk:
            self.fields["agency"].disabled = True
            self.fields["agency"].queryset = Agency.objects.filter(pk=self.instance.agency_id)
        elif len(only := list(agencies[:2])) == 1:
            self.fields["agency"].initial = only[0]

    def clean_url(self):
        url = self.cleaned_data["url"]
        if url:
            try:
                refuse_address(url)
            except FetchError as error:
                raise ValidationError(str(error)) from None
        return url


class UploadForm(forms.Form):
    file = forms.FileField(
        label="파일",
        help_text=f"RSS·Atom, iCal, 문화행사 자료(CSV·JSON). {MAX_BYTES // 2**20}MB까지 올릴 수 있습니다.",
        error_messages={
            "required": "파일을 골라 주십시오.",
            "empty": "빈 파일입니다. 내용이 있는 파일을 올려 주십시오.",
        },
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > MAX_BYTES:
            raise ValidationError(f"파일이 {MAX_BYTES // 2**20}MB보다 큽니다. 나누어 올려 주십시오.")
        return file
