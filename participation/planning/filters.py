"""What the list of a plan's 세부사업 is narrowed by: 전략, 부서, 상태, 년도."""

from django import forms
from django.db.models import Q

from common.lists import FilterForm
from participation.models import Project, ProjectState


class ProjectFilterForm(FilterForm):
    # A plan has some sixty projects: four choices find each.
    q = exact = None

    strategy = forms.ChoiceField(label="추진전략", required=False)
    department = forms.ChoiceField(label="담당 부서", required=False)
    status = forms.ChoiceField(
        label="상태", required=False, choices=[("", "모든 상태"), *ProjectState.choices]
    )
    year = forms.ChoiceField(label="연도", required=False)

    def __init__(self, data, *, plan, **kwargs):
        self.plan = plan
        super().__init__(data, **kwargs)

    def offer(self):
        strategies = [(str(each.number), str(each)) for each in self.plan.strategies.all()]
        self.fields["strategy"].choices = [("", "모든 전략"), *strategies]
        self.fields["department"].choices = [("", "모든 부서"), *departments_of(self.plan)]
        years = [(str(year), f"{year}년") for year in self.plan.years]
        self.fields["year"].choices = [("", "모든 연도"), *years]

    def found(self):
        return narrowed(Project.objects.of_plan(self.plan), self.plan, **self.chosen).in_order()


def departments_of(plan):
    """(name, name) of whoever has a project in the plan, in the order of the names."""
    rows = Project.objects.of_plan(plan).order_by().values_list("department__name", "department_text")
    names = sorted({name or text for name, text in rows.distinct()})
    return [(name, name) for name in names]


def narrowed(projects, plan=None, *, strategy="", department="", status="", year=""):
    """The projects that fit; what is empty narrows nothing. ``year`` needs the plan."""
    if strategy:
        projects = projects.filter(strategy__number=int(strategy))
    if department:
        own_words = Q(department__isnull=True, department_text=department)
        projects = projects.filter(Q(department__name=department) | own_words)
    if status:
        projects = projects.filter(state=status)
    if year:
        projects = projects.active_in(plan.nth(int(year)))
    return projects
