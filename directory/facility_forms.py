"""The editor's form of a facility: telephone numbers as Koreans write them, hours that agree with each other."""

from itertools import combinations

from django.core.exceptions import ValidationError

from common.forms import PublicPageForm
from directory.blocks import read_number


def written(text):
    """02-123-4567(내선 3)"""
    if not text:
        return ""
    phone = read_number(text)
    return f"{phone.number}(내선 {phone.extension})" if phone.extension else phone.number


class FacilityPageForm(PublicPageForm):
    def clean_phone(self):
        return written(self.cleaned_data["phone"])

    def clean_fax(self):
        return written(self.cleaned_data["fax"])

    def clean(self):
        cleaned = super().clean()
        for one, other in combinations(self._hours(), 2):
            if one.contradicts(other):
                raise ValidationError(
                    f"운영시간 두 줄이 같은 날 겹칩니다: ‘{one}’, ‘{other}’. 한 줄을 지우거나 요일을 나눠 주십시오."
                )
        return cleaned

    def _hours(self):
        """The rows as they were sent, as far as each makes sense by itself."""
        formset = self.formsets.get("hours")
        if formset is None or not formset.is_valid():
            return []
        return [
            form.instance for form in formset.forms if form not in formset.deleted_forms and _is_filled(form)
        ]


def _is_filled(form):
    return form.has_changed() or form.instance.pk
