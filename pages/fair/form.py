"""What the secretariat types about a fair."""

from django.core.exceptions import NON_FIELD_ERRORS

from common.forms import PublicPageForm


class FairPageForm(PublicPageForm):
    """One fair a year, one booth an agency; both are said where one can mend them."""

    def clean(self):
        cleaned = super().clean()
        day = cleaned.get("day")
        if day and self._is_taken(day.year):
            self.add_error("day", f"{day.year}년 사회복지대회·박람회가 이미 있습니다. 그것을 고쳐 주십시오.")
        return cleaned

    def _is_taken(self, year):
        others = type(self.instance).objects.child_of(self.parent_page).exclude(pk=self.instance.pk)
        return others.filter(slug=str(year)).exists()

    def _post_clean(self):
        super()._post_clean()
        agencies = (
            [
                row.cleaned_data["agency"]
                for row in self.formsets["booths"].forms
                if row.is_valid() and row.cleaned_data.get("agency") and not row.cleaned_data.get("DELETE")
            ]
            if self.is_bound and "booths" in self.formsets
            else []
        )
        twice = {agency.title for agency in agencies if agencies.count(agency) > 1}
        if twice:
            self.add_error(NON_FIELD_ERRORS, f"부스가 두 번 적힌 기관이 있습니다: {', '.join(sorted(twice))}")
