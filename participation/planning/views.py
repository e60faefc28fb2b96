"""What everybody reads of plans. Nothing here knows who asks: each page is the same for all."""

from django.db.models import Count, Q
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe
from django.views.generic import TemplateView
from wagtail.documents.views.serve import serve

from common.addresses import PLAN
from common.lists import page_of
from common.sites import crumbs as trail
from common.sites import site_of
from directory.media_views import to_keep
from participation.models import Issue, Plan, PlanFile, Project, PublicNotice, YearPlan
from participation.planning import tables
from participation.planning.filters import ProjectFilterForm


def plans_of(request):
    """The plans that everybody may read here."""
    return Plan.objects.published().in_site(site_of(request))


def crumbs(*more):
    return trail(("지역사회보장계획", PLAN), *more)


class PlanMixin:
    """Of the plan named in the address; a draft is not there."""

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.plan = get_object_or_404(plans_of(request).select_related("site"), term=kwargs["term"])

    def context(self, title, summary, url, *more, **context):
        facts = {"title": title, "summary": summary, "full_url": f"{self.plan.site.root_url}{url}"}
        trail = [(self.plan.title, self.plan.get_absolute_url()), *more]
        return {"plan": self.plan, "facts": facts, "breadcrumbs": crumbs(*trail)} | context


class PlanView(PlanMixin, TemplateView):
    template_name = "participation/planning/plan.html"

    def get_context_data(self, **kwargs):
        plan, url = self.plan, self.request.path
        form = ProjectFilterForm(self.request.GET, plan=plan)
        found = form.found()
        page_obj = page_of(found.for_cards(), self.request.GET.get("page"), total=found.count())
        projects = [{"project": each, "latest": tables.latest_of(each)} for each in page_obj.object_list]
        return super().get_context_data(**kwargs) | self.context(
            plan.title,
            plan.vision,
            url,
            form=form,
            page_obj=page_obj,
            projects=projects,
            total=page_obj.paginator.count,
            query_string=form.query_string(),
            canonical_query=form.canonical_query(),
            active_filters=form.active_filters(url),
            counts=counts_of(plan),
            notices=PublicNotice.objects.public().filter(plan=plan).select_related("plan", "year_plan__plan"),
            year_plans=YearPlan.objects.published().filter(plan=plan).select_related("plan").order_by("nth"),
            files=files_of(plan),
            others=plans_of(self.request).exclude(pk=plan.pk).newest_first(),
        )


def counts_of(plan):
    """How many 세부사업 are in each state, in words."""
    states = Project._meta.get_field("state").choices
    projects = Project.objects.of_plan(plan)
    counted = projects.aggregate(**{code: Count("pk", filter=Q(state=code)) for code, _ in states})
    return [{"code": code, "label": label, "count": counted[code]} for code, label in states]


def files_of(plan):
    """As `components/files.html` shows them."""
    files = plan.files.select_related("document", "plan").order_by("kind", "sort_order", "pk")
    return [
        {
            "title": f"{each.get_kind_display()}: {each.title}",
            "url": each.get_absolute_url(),
            "format": each.document.file_extension,
            "size": each.document.file_size,
        }
        for each in files
    ]


class CurrentPlanView(PlanView):
    """The plan whose years we live in. Without one the page says so."""

    def setup(self, request, *args, **kwargs):
        self.plan = plans_of(request).select_related("site").current()
        TemplateView.setup(self, request, *args, **kwargs)

    def get_template_names(self):
        return [self.template_name if self.plan else "participation/planning/none.html"]

    def get_context_data(self, **kwargs):
        if self.plan is None:
            return {"breadcrumbs": crumbs()}
        context = super().get_context_data(**kwargs)
        return context | {"breadcrumbs": crumbs()}


class ProjectView(PlanMixin, TemplateView):
    template_name = "participation/planning/project.html"

    def get_context_data(self, **kwargs):
        projects = Project.objects.of_plan(self.plan).for_facts()
        project = projects.numbered(kwargs["strategy"], kwargs["position"]).first()
        if project is None:
            raise Http404
        linked = Issue.objects.public().filter(
            plan_links__project=project, plan_links__unlinked_at__isnull=True
        )
        title = f"{project.number} {project.title}"
        return super().get_context_data(**kwargs) | self.context(
            title,
            project.content[:150],
            project.get_absolute_url(),
            (title, project.get_absolute_url()),
            project=project,
            partners=tables.partners_of(project),
            budgets=tables.budgets_of(project),
            indicators=tables.indicators_of(project),
            progress=project.progress.all(),
            issues=linked.order_by("pk"),
        )


class YearView(PlanMixin, TemplateView):
    template_name = "participation/planning/year.html"

    def get_context_data(self, **kwargs):
        plan, nth = self.plan, self.plan.nth(kwargs["year"])
        year_plan = YearPlan.objects.published().filter(plan=plan, nth=nth).first()
        if year_plan is None:
            raise Http404
        year_plan.plan = plan
        projects = Project.objects.of_plan(plan).active_in(nth).in_order().for_cards()
        return super().get_context_data(**kwargs) | self.context(
            year_plan.title,
            year_plan.summary[:150],
            year_plan.get_absolute_url(),
            (year_plan.title, year_plan.get_absolute_url()),
            year_plan=year_plan,
            rows=[_of_year(project, nth) for project in projects],
            notices=PublicNotice.objects.public().filter(year_plan=year_plan),
        )


def _of_year(project, nth):
    budget = next((row for row in project.budgets.all() if row.nth == nth), None)
    targets = [
        {"indicator": indicator, "row": row}
        for indicator in project.indicators.all()
        for row in indicator.targets.all()
        if row.nth == nth
    ]
    return {"project": project, "budget": budget, "targets": targets}


@require_safe
def projects_csv(request, term):
    plan = get_object_or_404(plans_of(request), term=term)
    return tables.csv_of(plan, Project.objects.of_plan(plan).in_order().for_facts())


@require_safe
def plan_file(request, term, pk):
    """The original, to keep and never to run; there as long as its plan is public."""
    plan = get_object_or_404(plans_of(request), term=term)
    wanted = get_object_or_404(PlanFile.objects.select_related("document"), plan=plan, pk=pk)
    try:
        response = serve(request, wanted.document_id, wanted.document.filename)
    except OSError as error:  # its file is lost
        raise Http404 from error
    return to_keep(response)


class NoticeView(TemplateView):
    template_name = "participation/planning/notice.html"

    def get_context_data(self, **kwargs):
        notice = notice_of(self.request, kwargs["pk"])
        facts = {
            "title": notice.title,
            "summary": notice.text[:150],
            "full_url": f"{notice.plan.site.root_url}{notice.get_absolute_url()}",
        }
        results = notice.opinions.results().select_related("project__strategy")
        page_obj = page_of(results, self.request.GET.get("page"))
        return super().get_context_data(**kwargs) | {
            "notice": notice,
            "plan": notice.plan,
            "facts": facts,
            "page_obj": page_obj,
            "opinions": page_obj.object_list,
            "waiting": notice.opinions.unanswered().count() if notice.is_over else 0,
            "breadcrumbs": crumbs(
                (notice.plan.title, notice.plan.get_absolute_url()), (notice.title, notice.get_absolute_url())
            ),
        }


def notice_of(request, pk):
    notices = PublicNotice.objects.public().filter(plan__site=site_of(request))
    return get_object_or_404(notices.select_related("plan__site", "year_plan__plan"), pk=pk)
