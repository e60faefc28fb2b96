"""지역사회보장계획 as JSON: every published plan with its strategies and 세부사업, one plan, one 세부사업."""

import re

from wagtail.models import Site

from api.errors import bad_request
from api.pagination import whole_number
from api.plain import PlainEndpoint, listed, moment_of
from api.plan_items import plan_brief, plan_whole, project_brief, project_whole
from participation.models import Plan, Project, ProjectState
from participation.planning.filters import narrowed
from participation.planning.tables import issue_numbers

DEFAULT_LIMIT, LARGEST_LIMIT, LARGEST_OFFSET = 10, 50, 1000
LONGEST_VALUE = 100
FILTERS = ("status", "year", "department", "modified_since")
PARAMETERS = {"plan", "limit", "offset", *FILTERS}


class PlanEndpoint(PlainEndpoint):
    """Of the published plans of the district that is asked."""

    def refuse_unknown(self, data):
        super().refuse_unknown(data)
        for name, value in data.items():
            if len(value) > LONGEST_VALUE or "\x00" in value:
                raise bad_request(f"{name}의 값을 읽을 수 없습니다.", f"{name} cannot be read.")

    def plans(self):
        site = Site.find_for_request(self.request)
        plans = Plan.objects.published().in_site(site) if site else Plan.objects.none()
        return plans.select_related("site").prefetch_related("strategies").newest_first()


class PlanListEndpoint(PlanEndpoint):
    """Without a filter every plan; with one, the plans that have a 세부사업 left, and these alone."""

    parameters = PARAMETERS

    def answer(self, data):
        limit = whole_number("limit", data.get("limit", str(DEFAULT_LIMIT)), LARGEST_LIMIT)
        offset = whole_number("offset", data.get("offset", "0"), LARGEST_OFFSET)
        plans, projects = self.plans(), Project.objects.published()
        if "plan" in data:
            plans = plans.filter(term=whole_number("plan", data["plan"], 999))
        projects = _narrowed(projects, data)
        if any(name in data for name in FILTERS):
            plans = plans.filter(pk__in=projects.order_by().values("strategy__plan"))
        found = list(plans[offset : offset + limit])
        by_strategy = _by_strategy(projects.filter(strategy__plan__in=[plan.pk for plan in found]))
        total = plans.count()
        answer = {"meta": {"total_count": total}, "items": [plan_brief(plan, by_strategy) for plan in found]}
        return listed(self.request, answer, limit, offset, total)


class PlanDetailEndpoint(PlanEndpoint):
    def answer(self, data, term):
        plan = self.plans().filter(term=term).first()
        if plan is None:
            return None
        projects = Project.objects.of_plan(plan).in_order().for_facts()
        return plan_whole(plan, _by_strategy(projects, whole=True))


class PlanProjectEndpoint(PlanEndpoint):
    def answer(self, data, term, strategy, position):
        projects = Project.objects.published().filter(strategy__plan__in=self.plans().filter(term=term))
        project = projects.for_facts().numbered(strategy, position).first()
        return project and project_whole(project, issue_numbers([project]).get(project.pk, []))


def _by_strategy(projects, *, whole=False):
    projects = list(projects if whole else projects.in_order().for_cards())
    numbers = issue_numbers(projects)
    item = project_whole if whole else project_brief
    found = {}
    for project in projects:
        found.setdefault(project.strategy_id, []).append(item(project, numbers.get(project.pk, [])))
    return found


def _narrowed(projects, data):
    if status := data.get("status"):
        if status not in ProjectState.values:
            codes = ", ".join(ProjectState.values)
            raise bad_request(f"status는 {codes} 가운데 하나입니다.", f"status must be one of {codes}.")
        projects = narrowed(projects, status=status)
    if department := data.get("department"):
        projects = narrowed(projects, department=department)
    if year := data.get("year"):
        projects = _active_in(projects, _year(year))
    if moment := data.get("modified_since"):
        projects = projects.filter(updated_at__gte=moment_of("modified_since", moment))
    return projects


def _year(text):
    if not re.fullmatch(r"[0-9]{4}", text):
        raise bad_request("year는 2027처럼 네 자리로 적습니다.", "year has four digits, as 2027.")
    return int(text)


def _active_in(projects, year):
    """With money or a goal for that year, each in its own plan's counting."""
    found = Project.objects.none()
    for first_year in (
        Plan.objects.published()
        .filter(first_year__lte=year, last_year__gte=year)
        .values_list("first_year", flat=True)
    ):
        of_plan = Project.objects.filter(strategy__plan__first_year=first_year)
        found = found | of_plan.active_in(year - first_year + 1)
    return projects.filter(pk__in=found.order_by().values("pk"))
