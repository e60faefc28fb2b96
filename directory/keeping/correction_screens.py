"""정보 수정 요청 for staff: an agency sees its own, headquarters all. Nobody is shown who asked."""

import django_filters
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.generic import TemplateView
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from directory.action_views import DeedView
from directory.admin_lists import AdminListView
from directory.keeping.corrections import answer
from directory.keeping.forms import AnswerForm, ReasonedAnswerForm
from directory.keeping.sections import agencies_for, own_sections, section_title
from directory.models import CorrectionRequest
from directory.models.keeping import CorrectionState

AGES = (("overdue", "14일 넘게 기다림"),)


def requests_for(user):
    """What this person may see, without a query for each row."""
    requests = CorrectionRequest.objects.filter(own_sections(user, "page__path"))
    return requests.select_related("page", "benefit", "handled_by").annotate(
        section=section_title("page__path")
    )


def corrections_crumb():
    return {"url": reverse("corrections:index"), "label": "정보 수정 요청"}


class CorrectionFilterSet(WagtailFilterSet):
    state = django_filters.ChoiceFilter(label="상태", choices=CorrectionState.choices)
    age = django_filters.ChoiceFilter(label="기다린 날", method="of_age", choices=AGES)
    agency = django_filters.ModelChoiceFilter(label="기관", method="of_agency", queryset=agencies_for)

    class Meta:
        model = CorrectionRequest
        fields = []

    def of_age(self, requests, name, value):
        return requests.overdue()

    def of_agency(self, requests, name, agency):
        return requests.filter(page__path__startswith=agency.page.path)


def _state(correction):
    return "14일 넘게 기다림" if correction.is_overdue else correction.get_state_display()


class CorrectionListView(AdminListView):
    page_title = "정보 수정 요청"
    header_icon = "mail"
    model = CorrectionRequest
    verbose_name_plural = "정보 수정 요청"
    filterset_class = CorrectionFilterSet
    is_searchable = True
    search_fields = ["page__title", "benefit__title", "message"]
    index_url_name = "corrections:index"
    index_results_url_name = "corrections:index_results"
    default_ordering = "-asked_at"
    columns = [
        TitleColumn("__str__", label="무엇이 다른가요", url_name="corrections:inspect"),
        Column("section", label="기관", accessor=lambda request: request.section or "", sort_key="section"),
        Column("state", label="상태", accessor=_state, sort_key="state"),
        DateColumn("asked_at", label="받은 때", sort_key="asked_at"),
        DateColumn("handled_at", label="처리한 때", sort_key="handled_at"),
    ]

    def get_base_queryset(self):
        return requests_for(self.request.user)


class CorrectionInspectView(WagtailAdminTemplateMixin, TemplateView):
    template_name = "directory/keeping/admin/correction.html"
    header_icon = "mail"
    page_title = "정보 수정 요청"

    def get_breadcrumbs_items(self):
        return [*super().get_breadcrumbs_items(), corrections_crumb(), {"url": "", "label": "요청"}]

    def get_context_data(self, **kwargs):
        correction = get_object_or_404(requests_for(self.request.user), pk=kwargs["pk"])
        return super().get_context_data(**kwargs) | {
            "correction": correction,
            "is_waiting": correction.state == CorrectionState.RECEIVED,
        }


class AnswerView(DeedView):
    """One of the two answers to the request in the address."""

    header_icon = "mail"
    state = None

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.correction = get_object_or_404(requests_for(request.user), pk=kwargs["pk"])

    def get_page_subtitle(self):
        return str(self.correction)

    def get_success_url(self):
        return reverse("corrections:inspect", args=[self.correction.pk])

    def trail(self):
        return [corrections_crumb(), {"url": self.get_success_url(), "label": "요청"}]

    def perform(self, data):
        answer(self.correction, self.state, data["answer"], by=self.request.user)


class FixedView(AnswerView):
    state = CorrectionState.FIXED
    page_title = "고쳤습니다"
    form_class = AnswerForm
    sentence = "내용을 고쳐 게시했거나 검토를 요청한 뒤에 눌러 주십시오."
    button = "고쳤습니다"
    done = "고친 것으로 적었습니다."


class KeptView(AnswerView):
    state = CorrectionState.KEPT
    page_title = "그대로 둡니다"
    form_class = ReasonedAnswerForm
    sentence = "확인해 보니 지금 내용이 맞을 때 눌러 주십시오."
    button = "그대로 둡니다"
    done = "그대로 두는 것으로 적었습니다."
