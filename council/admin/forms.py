"""Forms of the council's records."""

from django import forms
from django.utils.text import slugify
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.widgets import AdminDateInput, AdminDateTimeInput

from council.files import checked_upload
from council.models import AgendaItem, Committee, Meeting, Membership, Paper
from directory.media_documents import IN_AN_ARCHIVE
from participation.models import BodyKind, Issue, Project
from participation.models.body import OF_THE_COUNCIL
from participation.way import SILENT

PAPER_KINDS = tuple(sorted(IN_AN_ARCHIVE - {"avif", "gif", "webp", "csv"}))


class OfOneSite(WagtailAdminModelForm):
    """Offers what belongs to the same site as the thing; a new thing's site is set before."""

    def site_of_thing(self):
        raise NotImplementedError

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, queryset in self.offered(self.site_of_thing()).items():
            self.fields[name].queryset = queryset

    def offered(self, site):
        return {}


class OfACommittee(OfOneSite):
    """Belongs to a body, which is chosen here."""

    def site_of_thing(self):
        return self.instance.committee.site if self.instance.committee_id else self.instance.site

    def offered(self, site):
        return {"committee": Committee.objects.in_site(site).in_order()}


class OfAMeeting(OfOneSite):
    """Belongs to a meeting, which is set before."""

    def site_of_thing(self):
        return self.instance.meeting.committee.site


class CommitteeForm(OfOneSite):
    class Meta:
        model = Committee
        fields = [
            *("kind", "name", "alias", "slug", "parent", "state", "dong", "founded_on", "closed_on"),
            *("purpose", "description", "meets", "email", "takes_ideas", "position"),
        ]
        widgets = {
            "founded_on": AdminDateInput,
            "closed_on": AdminDateInput,
            "description": forms.Textarea(attrs={"rows": 6}),
        }
        labels = {"slug": "주소(영문)"}
        help_texts = {"slug": "예: elderly → /council/elderly/. 비우면 이름으로 만듭니다."}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(kind.value, BodyKind(kind).label) for kind in OF_THE_COUNCIL]

    def site_of_thing(self):
        return self.instance.site

    def offered(self, site):
        return {"parent": Committee.objects.in_site(site).exclude(pk=self.instance.pk).in_order()}

    def clean_slug(self):
        """Made of the name where nothing was typed, as the record itself would."""
        return self.cleaned_data["slug"] or slugify(self.cleaned_data.get("name", ""), allow_unicode=True)


class MembershipForm(OfACommittee):
    class Meta:
        model = Membership
        fields = [
            *("committee", "name", "email", "side", "category", "post", "affiliation", "agency"),
            *("term_no", "starts_on", "ends_on", "consented_on", "position"),
        ]
        widgets = {name: AdminDateInput for name in ("starts_on", "ends_on", "consented_on")}


class MeetingForm(OfACommittee):
    join_url = forms.URLField(
        label="접속 주소",
        max_length=1000,
        required=False,
        assume_scheme="https",
        help_text="위원에게만, 회의 앞뒤에만 보입니다.",
    )

    class Meta:
        model = Meeting
        fields = [
            *("committee", "year", "round", "title", "way", "starts_at", "ends_at", "place", "address"),
            *("join_url", "join_note", "notice", "is_listed"),
        ]
        widgets = {
            "starts_at": AdminDateTimeInput,
            "ends_at": AdminDateTimeInput,
            "notice": forms.Textarea(attrs={"rows": 4}),
        }


class AgendaItemForm(OfAMeeting):
    """With the issues by their numbers: a list of thousands helps nobody."""

    issue_numbers = forms.CharField(
        label="과제 번호", required=False, max_length=200, help_text="쉼표로 나눕니다. 예: 12, 30"
    )
    field_order = ["meeting", "number", "title", "kind", "summary", "issue_numbers", "projects"]

    class Meta:
        model = AgendaItem
        fields = ["number", "title", "kind", "summary", "projects"]
        widgets = {"summary": forms.Textarea(attrs={"rows": 4}), "projects": forms.CheckboxSelectMultiple}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            numbers = self.instance.issue_links.values_list("issue", flat=True)
            self.fields["issue_numbers"].initial = ", ".join(map(str, numbers))

    def offered(self, site):
        projects = Project.objects.filter(strategy__plan__site=site).select_related("strategy__plan")
        return {"projects": projects.in_order()}

    def clean_issue_numbers(self):
        words = [word.strip() for word in self.cleaned_data["issue_numbers"].split(",") if word.strip()]
        if any(not word.isdecimal() or len(word) > 9 for word in words):
            raise forms.ValidationError("과제의 번호를 쉼표로 나누어 적어 주십시오. 예: 12, 30")
        numbers = {int(word) for word in words}
        issues = Issue.objects.filter(pk__in=numbers, site=self.site_of_thing()).exclude(is_private=True)
        known = {issue.pk: issue for issue in issues}
        if missing := sorted(numbers - known.keys()):
            raise forms.ValidationError(f"그런 과제가 없습니다: {', '.join(map(str, missing))}")
        if silent := [pk for pk, issue in known.items() if issue.status in SILENT]:
            raise forms.ValidationError(
                f"합쳐졌거나 보관·게시중단된 과제입니다: {', '.join(map(str, silent))}"
            )
        return list(known.values())

    def _save_m2m(self):
        super()._save_m2m()
        issues = self.cleaned_data["issue_numbers"]
        self.instance.issue_links.exclude(issue__in=issues).filter(moved_to="").delete()
        for issue in issues:
            self.instance.issue_links.get_or_create(issue=issue)


class PaperForm(OfAMeeting):
    class Meta:
        model = Paper
        fields = ["title", "item", "file", "is_public"]

    def offered(self, site):
        return {"item": self.instance.meeting.items.all()}

    def clean_file(self):
        upload = self.cleaned_data["file"]
        if not upload or "file" not in self.changed_data:
            return upload
        document = checked_upload(upload, PAPER_KINDS)
        self.instance.name, self.instance.size = document.name[:120], document.size
        return document
