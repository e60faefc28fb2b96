"""계획, 세부사업, 시행계획 for headquarters: rows to write, and one screen each from which the deeds are done."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.generic import CreateView, EditView, IndexView

from common.sites import staff_site_of
from directory.action_views import ThingScreen
from directory.importing.admin.source_views import CarefulDeleteView
from participation.models import IssueLink, Plan, PlanState, Project, PublicNotice, YearPlan
from participation.planning import tables
from participation.planning.rules import PROJECT_FOLLOWS


class PlanIndexView(IndexView):
    columns = [
        TitleColumn("title", label="계획", url_name="plans:inspect", sort_key="first_year"),
        Column("years", label="기간", accessor=lambda plan: f"{plan.first_year}~{plan.last_year}"),
        Column("state", label="상태", accessor="get_state_display", sort_key="state"),
        DateColumn("updated_at", label="바뀐 때", sort_key="updated_at"),
    ]


class PlanAddView(CreateView):
    def get_initial_form_instance(self):
        return Plan(site=staff_site_of(self.request))

    def get_success_url(self):
        return reverse("plans:inspect", args=[self.object.pk])


class PlanEditView(EditView):
    def get_success_url(self):
        return reverse("plans:inspect", args=[self.object.pk])


class PlanDeleteView(CarefulDeleteView):
    def needed_by(self):
        return {"세부사업": Project.objects.of_plan(self.object).count(), "공고": self.object.notices.count()}

    def refusal(self):
        if self.object.state != PlanState.DRAFT:
            return "공개한 계획은 지우지 않습니다."
        return super().refusal()


class ProjectIndexView(IndexView):
    columns = [
        TitleColumn("title", label="세부사업", url_name="plan_projects:inspect", accessor=str),
        Column("plan", label="계획", accessor=lambda project: project.plan.title),
        Column("department", label="담당", accessor="department_name"),
        Column("state", label="상태", accessor="get_state_display", sort_key="state"),
        DateColumn("updated_at", label="바뀐 때", sort_key="updated_at"),
    ]

    def get_base_queryset(self):
        return super().get_base_queryset().select_related("strategy__plan", "department")

    def order_queryset(self, queryset):
        if self.ordering in ("state", "-state", "updated_at", "-updated_at"):
            return queryset.order_by(self.ordering, "pk")
        return queryset.order_by("-strategy__plan__first_year", "strategy__number", "position", "pk")


class ProjectAddView(CreateView):
    def get_success_url(self):
        return reverse("plan_projects:inspect", args=[self.object.pk])


class ProjectEditView(EditView):
    def get_success_url(self):
        return reverse("plan_projects:inspect", args=[self.object.pk])


class ProjectDeleteView(CarefulDeleteView):
    def needed_by(self):
        return {"이은 과제": self.object.links.count(), "진행": self.object.progress.count()}

    def refusal(self):
        if self.object.plan.state != PlanState.DRAFT:
            return "공개한 계획의 세부사업은 지우지 않습니다. 그만두는 사업은 ‘중단’으로 바꿔 주십시오."
        return super().refusal()


class YearPlanIndexView(IndexView):
    columns = [
        TitleColumn("title", label="시행계획", url_name="plan_years:edit"),
        Column("plan", label="계획", accessor=lambda each: each.plan.title),
        DateColumn("published_at", label="공개한 때", sort_key="published_at"),
    ]

    def get_base_queryset(self):
        return super().get_base_queryset().select_related("plan")

    def order_queryset(self, queryset):
        return queryset.order_by("-plan__first_year", "nth", "pk")


class YearPlanDeleteView(CarefulDeleteView):
    def refusal(self):
        return "공개한 시행계획은 지우지 않습니다." if self.object.published_at else ""


class PlanningScreen(ThingScreen):
    header_icon = "list-ol"
    crumb = ("plans:index", "계획")


class PlanInspectView(PlanningScreen):
    template_name = "participation/planning/admin/plan.html"

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.thing = get_object_or_404(Plan.objects.select_related("site"), pk=kwargs["pk"])

    def get_context_data(self, **kwargs):
        plan = self.thing
        return super().get_context_data(**kwargs) | {
            "plan": plan,
            "projects": Project.objects.of_plan(plan).in_order().select_related("strategy", "department"),
            "year_plans": YearPlan.objects.filter(plan=plan).select_related("plan").order_by("nth"),
            "notices": PublicNotice.objects.filter(plan=plan).select_related("plan", "year_plan__plan"),
            "left_out": plan.left_out.select_related("issue"),
            "entries": self.entries(),
        }


class ProjectInspectView(PlanningScreen):
    template_name = "participation/planning/admin/project.html"
    crumb = ("plan_projects:index", "세부사업")

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        projects = Project.objects.for_facts()
        self.thing = get_object_or_404(projects, pk=kwargs["pk"])

    def get_context_data(self, **kwargs):
        project = self.thing
        links = IssueLink.objects.filter(project=project).select_related("issue")
        return super().get_context_data(**kwargs) | {
            "project": project,
            "budgets": tables.budgets_of(project),
            "indicators": tables.indicators_of(project),
            "partners": tables.partners_of(project),
            "links": links,
            "may_move": bool(PROJECT_FOLLOWS[project.state]),
            "entries": self.entries(),
        }
