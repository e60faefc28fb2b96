"""과제 in the admin: what waits for whom, the late ones first; and one issue with all that happened to it."""

import django_filters
from django.db.models import F
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.generic import TemplateView
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.generic import DeleteView, EditView, IndexView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from accounts.models import AccessLog, Verb
from directory.action_views import HeadquartersMixin
from directory.admin_lists import AdminListView
from directory.models import Dong
from participation.issues.reading import timeline
from participation.models import DecidingBody, Issue, Status
from participation.models.body import OF_THE_COUNCIL
from participation.way import MERGEABLE, may_follow

WAITING = (("late", "답이 늦음"), ("threshold", "공감 기준을 넘고 기다림"), ("due", "답하기로 한 날이 있음"))
KINDS = (("public", "공개"), ("private", "비공개"), ("held", "확인 중"), ("withdrawn", "거둔 것"))


class OfficesOnly:
    """The 협의체's own bodies are kept with their members and meetings, on the floor above."""

    def get_queryset(self):
        return super().get_queryset().exclude(kind__in=OF_THE_COUNCIL)


class BodyIndexView(IndexView):
    def get_base_queryset(self):
        return super().get_base_queryset().exclude(kind__in=OF_THE_COUNCIL)


class BodyEditView(OfficesOnly, EditView):
    pass


class BodyDeleteView(OfficesOnly, DeleteView):
    pass


class IssueFilterSet(WagtailFilterSet):
    waiting = django_filters.ChoiceFilter(label="기다리는 것", method="who_wait", choices=WAITING)
    status = django_filters.MultipleChoiceFilter(label="상태", choices=Status.choices)
    seen = django_filters.ChoiceFilter(label="보임", method="seen_by", choices=KINDS)
    body_in_charge = django_filters.ModelChoiceFilter(label="담당", queryset=DecidingBody.objects.all())
    dong = django_filters.ModelChoiceFilter(label="동", queryset=Dong.objects.all())
    title = django_filters.CharFilter(label="제목", lookup_expr="icontains")

    class Meta:
        model = Issue
        fields = ["waiting", "status", "seen", "body_in_charge", "dong", "title"]

    def who_wait(self, issues, name, value):
        if value == "late":
            return issues.late()
        if value == "threshold":
            return issues.filter(status=Status.GATHERING, reached__gt=0)
        return issues.filter(due_on__isnull=False)

    def seen_by(self, issues, name, value):
        return {
            "public": issues.public,
            "private": lambda: issues.filter(is_private=True),
            "held": issues.held,
            "withdrawn": lambda: issues.filter(withdrawn_at__isnull=False),
        }[value]()


def seen_in_words(issue):
    if issue.withdrawn_at:
        return "거둠"
    if issue.is_private:
        return "비공개"
    return issue.get_hold_display() or ("공개" if issue.is_public else "게시중단")


def due_in_words(issue):
    if issue.due_on is None:
        return ""
    return f"{issue.due_on:%Y-%m-%d}{' (늦음)' if issue.is_late else ''}"


class IssueAdminListView(HeadquartersMixin, AdminListView):
    page_title = "과제"
    header_icon = "comment"
    model = Issue
    verbose_name_plural = "과제"
    filterset_class = IssueFilterSet
    index_url_name = "issues_admin:index"
    index_results_url_name = "issues_admin:index_results"
    default_ordering = "due_on"
    columns = [
        Column("pk", label="번호", sort_key="pk"),
        TitleColumn("title", label="제목", url_name="issues_admin:inspect"),
        Column("status", label="상태", accessor="get_status_display", sort_key="status"),
        Column("seen", label="보임", accessor=seen_in_words),
        Column("empathy_count", label="공감", sort_key="empathy_count"),
        Column("body_in_charge", label="담당"),
        Column("due_on", label="답할 날", accessor=due_in_words, sort_key="due_on"),
        DateColumn("created_at", label="들어온 때", sort_key="created_at"),
    ]

    def get_base_queryset(self):
        return Issue.objects.select_related("body_in_charge", "dong")

    def order_queryset(self, issues):
        """What is promised comes first, the earliest day at the top; what promises nothing, by its number."""
        if self.ordering in ("due_on", "-due_on"):
            due = F("due_on")
            by = due.desc(nulls_last=True) if self.ordering[0] == "-" else due.asc(nulls_last=True)
            return issues.order_by(by, "-pk")
        return super().order_queryset(issues)

    def get(self, request, *args, **kwargs):
        self.note_view("과제 목록")
        return super().get(request, *args, **kwargs)


class OneIssueMixin(HeadquartersMixin):
    header_icon = "comment"

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        issues = Issue.objects.select_related("dong", "author", "body_in_charge", "merged_into", "site")
        self.issue = get_object_or_404(issues, pk=kwargs["pk"])

    def trail(self):
        return [
            {"url": reverse("issues_admin:index"), "label": "과제"},
            {"url": reverse("issues_admin:inspect", args=[self.issue.pk]), "label": f"{self.issue.pk}번"},
        ]


class IssueInspectView(OneIssueMixin, WagtailAdminTemplateMixin, TemplateView):
    """Also the sheet that lies on the council's table: it prints."""

    template_name = "participation/admin/issue.html"

    def get(self, request, *args, **kwargs):
        AccessLog.objects.record(Verb.VIEWED, obj=self.issue, reason="과제", request=request)
        return super().get(request, *args, **kwargs)

    def get_page_title(self):
        return str(self.issue)

    def get_breadcrumbs_items(self):
        return [*super().get_breadcrumbs_items(), self.trail()[0], {"url": "", "label": f"{self.issue.pk}번"}]

    def get_context_data(self, **kwargs):
        issue = self.issue
        since = issue.empathies.filter(came_from__isnull=True)
        return super().get_context_data(**kwargs) | {
            "issue": issue,
            "seen": seen_in_words(issue),
            "steps": timeline(issue),
            "files": issue.files.all(),
            "versions": issue.versions.all(),
            "comments": issue.comments.public().select_related("author", "agency__page")[:100],
            "may_move": bool(may_follow(issue.status)),
            "may_merge": issue.status in MERGEABLE and issue.is_public,
            "own_empathies": since.count(),
            "today": timezone.localdate(),
        }
