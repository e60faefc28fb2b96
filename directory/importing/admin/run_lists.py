"""가져오기: all runs, and the lines of one run's report."""

import django_filters
from django.db.models import F
from django.shortcuts import get_object_or_404
from django.urls import reverse
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.widgets.button import HeaderButton

from accounts.exports import KoreanExportMixin
from directory.action_views import HeadquartersMixin
from directory.admin_lists import AdminListView
from directory.importing.report import OUTCOMES
from directory.models import ImportProblem, ImportRun, ImportSource
from directory.models.importing import RunState, Severity
from directory.models.source import SourceKind


def runs_crumb():
    return {"url": reverse("imports:index"), "label": "가져오기"}


def run_crumb(run):
    return {"url": reverse("imports:inspect", args=[run.pk]), "label": run.file_name}


def counts(run):
    """새로 실음 3 · 그대로 40"""
    told = [f"{label} {run.counts[name]:,}" for name, label in OUTCOMES.items() if run.counts.get(name)]
    return " · ".join(told) or f"읽은 줄 {run.rows_read:,}"


def state(run):
    is_finished_rehearsal = run.state == RunState.REHEARSED
    return (
        f"{run.get_state_display()} (연습)"
        if run.is_rehearsal and not is_finished_rehearsal
        else run.get_state_display()
    )


class RunFilterSet(WagtailFilterSet):
    state = django_filters.ChoiceFilter(label="상태", choices=RunState.choices)
    kind = django_filters.ChoiceFilter(
        label="무엇의 목록", field_name="source__kind", choices=SourceKind.choices
    )
    source = django_filters.ModelChoiceFilter(label="공개 자료", queryset=ImportSource.objects.all())

    class Meta:
        model = ImportRun
        fields = ["state", "kind", "source"]


class RunListView(HeadquartersMixin, AdminListView):
    page_title = "가져오기"
    header_icon = "upload"
    model = ImportRun
    verbose_name_plural = "가져오기"
    filterset_class = RunFilterSet
    is_searchable = True
    search_fields = ["file_name", "source__name"]
    index_url_name = "imports:index"
    index_results_url_name = "imports:index_results"
    default_ordering = "-created_at"
    columns = [
        TitleColumn("file_name", label="파일", url_name="imports:inspect", sort_key="file_name"),
        Column("source", label="공개 자료", sort_key="source__name"),
        Column("state", label="상태", accessor=state, sort_key="state"),
        Column("counts", label="줄의 결과", accessor=counts),
        Column("started_by", label="올린 사람", accessor=lambda run: run.started_by or "—"),
        DateColumn("created_at", label="올린 때", sort_key="created_at"),
    ]

    def get_base_queryset(self):
        return ImportRun.objects.select_related("source", "started_by").defer("content", "header_map")

    header_buttons = property(
        lambda self: [HeaderButton("파일 올리기", url=reverse("imports:add"), icon_name="upload")]
    )


class OneRunMixin(HeadquartersMixin):
    """The run named in the address, without its file."""

    header_icon = "upload"

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        runs = ImportRun.objects.select_related("source__agency", "started_by").defer("content")
        self.run = get_object_or_404(runs, pk=kwargs["pk"])

    def get_page_subtitle(self):
        return self.run.file_name


class ProblemFilterSet(WagtailFilterSet):
    severity = django_filters.ChoiceFilter(label="정도", choices=Severity.choices)
    column = django_filters.ChoiceFilter(label="칸", choices=[])

    class Meta:
        model = ImportProblem
        fields = ["severity", "column"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        columns = (
            self.queryset.exclude(column="").order_by("column").values_list("column", flat=True).distinct()
        )
        self.filters["column"].extra["choices"] = [(name, name) for name in columns[:300]]


class ProblemListView(KoreanExportMixin, OneRunMixin, AdminListView):
    """Every line of the report, in the order of the file."""

    page_title = "알림"
    header_icon = "warning"
    model = ImportProblem
    verbose_name_plural = "알림"
    filterset_class = ProblemFilterSet
    is_searchable = True
    search_fields = ["message", "raw"]
    default_ordering = "row"
    columns = [
        Column("row", label="행", accessor=lambda problem: problem.row or "—", sort_key="row"),
        Column("severity", label="정도", accessor="get_severity_display", sort_key="severity"),
        Column("column", label="칸", sort_key="column"),
        Column("raw", label="적힌 값"),
        Column("message", label="설명"),
    ]
    list_export = ["row", "severity_label", "column", "raw", "message"]
    export_headings = {
        "row": "행",
        "severity_label": "정도",
        "column": "칸",
        "raw": "적힌 값",
        "message": "설명",
    }
    export_filename = "import-report"

    def get_index_url(self):
        return reverse("imports:problems", args=[self.run.pk])

    def get_index_results_url(self):
        return reverse("imports:problems_results", args=[self.run.pk])

    def get_breadcrumbs_items(self):
        home = super().get_breadcrumbs_items()[:-1]
        return [*home, runs_crumb(), run_crumb(self.run), {"url": "", "label": self.page_title}]

    def get_base_queryset(self):
        return self.run.problems.all()

    def order_queryset(self, queryset):
        """What concerns the list as a whole stands first."""
        name = self.ordering.removeprefix("-")
        order = F(name).desc(nulls_last=True) if self.ordering[0] == "-" else F(name).asc(nulls_first=True)
        return queryset.order_by(order, "row", "pk")

    def render_to_response(self, context, **kwargs):
        if self.is_export:
            return self.as_spreadsheet(context["object_list"], self.request.GET["export"])
        return super().render_to_response(context, **kwargs)

    def to_row_dict(self, problem):
        problem.severity_label = problem.get_severity_display()
        return super().to_row_dict(problem)
