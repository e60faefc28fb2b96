"""What the rows' own editors refuse, beside what the models refuse themselves."""

from wagtail.admin.forms import WagtailAdminModelForm

from directory.models import AgencyPage
from participation.models import Project, Strategy


class PlanForm(WagtailAdminModelForm):
    def clean(self):
        cleaned = super().clean()
        strategies = self.formsets.get("strategies")
        for form in strategies.deleted_forms if strategies is not None and strategies.is_bound else ():
            if form.instance.pk and Project.objects.filter(strategy=form.instance).exists():
                self.add_error(None, f"세부사업이 있는 추진전략은 지울 수 없습니다: {form.instance}")
        return cleaned


class ProjectForm(WagtailAdminModelForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        strategy, partners = self.fields["strategy"], self.fields["partners"]
        strategies = Strategy.objects.select_related("plan")
        strategy.queryset = strategies.order_by("-plan__first_year", "number", "pk")
        strategy.label_from_instance = lambda each: f"{each.plan.title} · {each}"
        partners.queryset = AgencyPage.objects.live().order_by("title", "pk")
