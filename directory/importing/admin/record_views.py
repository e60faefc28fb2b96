"""Rows of lists: what each said, and where a person says otherwise."""

from django.core.paginator import Paginator
from django.forms import Form
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets import Button

from accounts.roles import is_headquarters
from directory.action_views import ActionView, HeadquartersMixin
from directory.importing.admin.run_lists import OneRunMixin, run_crumb, runs_crumb
from directory.importing.held import differences, take_listed, thing_of, together_with
from directory.importing.words import Words
from directory.models import FacilityPage, SourceRecord
from directory.models.source import SourceKind

PAGE_SIZE = 25


class HeldView(OneRunMixin, WagtailAdminTemplateMixin, TemplateView):
    """All differences that the list of a run still has with the register."""

    template_name = "directory/importing/held.html"
    page_title = "사람이 고쳐서 둔 것"

    def get_breadcrumbs_items(self):
        home = super().get_breadcrumbs_items()
        return [*home, runs_crumb(), run_crumb(self.run), {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs):
        records = SourceRecord.objects.filter(source=self.run.source).exclude(held={})
        records = records.select_related("facility", "benefit").order_by("pk")
        page = Paginator(records, PAGE_SIZE).get_page(self.request.GET.get("p"))
        return super().get_context_data(**kwargs) | {
            "run": self.run,
            "page_obj": page,
            "rows": differences(page.object_list, self.run.source.kind),
            "index_url": self.request.path,
        }


class RecordsView(HeadquartersMixin, WagtailAdminTemplateMixin, TemplateView):
    """원래 줄: the rows of all lists that name one facility."""

    template_name = "directory/importing/records.html"
    page_title = "원래 줄"
    header_icon = "table"

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.page = get_object_or_404(FacilityPage, pk=kwargs["pk"])

    def get_page_subtitle(self):
        return self.page.title

    def get_breadcrumbs_items(self):
        edit = {"url": reverse("wagtailadmin_pages:edit", args=[self.page.pk]), "label": self.page.title}
        return [*super().get_breadcrumbs_items(), edit, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs):
        records = self.page.records.select_related("source").order_by("pk")
        words = Words(SourceKind.FACILITIES)
        return super().get_context_data(**kwargs) | {
            "page": self.page,
            "rows": [
                (record, words.pairs(record.written), held)
                for record, held in differences(records, SourceKind.FACILITIES)
            ],
        }


class TakeListedView(ActionView):
    """One difference, decided for the list."""

    page_title = "목록의 값으로 바꾸기"
    header_icon = "table"
    form_class = Form
    button = "목록의 값으로 바꾸기"
    done = "목록의 값으로 바꾸었습니다."

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        records = SourceRecord.objects.select_related("source", "facility", "benefit")
        self.record = get_object_or_404(records, pk=kwargs["pk"])
        self.names = together_with(kwargs["field"], self.record)

    @property
    def sentence(self):
        if not self.names:
            return "남아 있는 차이가 아닙니다. 그사이 누가 정했을 수 있습니다."
        ((_, held),) = differences([self.record], self.record.source.kind)
        told = [f"{label}: ‘{ours}’ → ‘{theirs}’" for name, label, ours, theirs in held if name in self.names]
        return f"{thing_of(self.record)}의 값을 바로 바꾸고, 다음부터는 목록을 따라갑니다. {' / '.join(told)}"

    def get_page_subtitle(self):
        return str(thing_of(self.record))

    def perform(self, data):
        take_listed(self.record, self.kwargs["field"], by=self.request.user)

    def get_success_url(self):
        if self.record.facility_id:
            return reverse("imports:records", args=[self.record.facility_id])
        return reverse("imports:index")

    def trail(self):
        return [{"url": self.get_success_url(), "label": "원래 줄"}]


def record_buttons(page, user, view_name):
    """원래 줄 beside a facility that a list brought, for headquarters."""
    if view_name != "edit" or page.specific_class is not FacilityPage or not is_headquarters(user):
        return
    if SourceRecord.objects.filter(facility=page.pk).exists():
        yield Button("원래 줄", reverse("imports:records", args=[page.pk]), icon_name="table", priority=65)
