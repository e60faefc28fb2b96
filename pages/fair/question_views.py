"""부스 질문: an agency reads and answers its own, headquarters all. Every look is written down."""

import django_filters
from django import forms
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.generic import TemplateView
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.log_actions import registry

from accounts.models import AccessLog, Verb
from directory.action_views import DeedView
from directory.admin_lists import AdminListView
from directory.lending.permissions import is_giver
from pages.fair.actions import answer, close, forget
from pages.fair.forms import BoothAnswerForm
from pages.models.booth_questions import BoothQuestion, QuestionState


def questions_crumb():
    return {"url": reverse("booth_questions:index"), "label": "부스 질문"}


class QuestionFilterSet(WagtailFilterSet):
    state = django_filters.ChoiceFilter(label="상태", choices=QuestionState.choices)

    class Meta:
        model = BoothQuestion
        fields = ["state"]


class AskedMixin:
    """Who is asked: the people of agencies that are not suspended, and headquarters."""

    header_icon = "help"

    def dispatch(self, request, *args, **kwargs):
        if not is_giver(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def note_view(self, what, obj=None):
        AccessLog.objects.record(Verb.VIEWED, obj=obj, reason=what, request=self.request)


class QuestionListView(AskedMixin, AdminListView):
    """Without a word of the questions: who reads one, opens it."""

    page_title = "부스 질문"
    model = BoothQuestion
    verbose_name_plural = "부스 질문"
    filterset_class = QuestionFilterSet
    is_searchable = True
    search_fields = ["agency__title"]
    index_url_name = "booth_questions:index"
    index_results_url_name = "booth_questions:index_results"
    default_ordering = "-asked_at"
    columns = [
        TitleColumn("__str__", label="질문", url_name="booth_questions:inspect"),
        Column("fair", label="사회복지대회·박람회", accessor=lambda each: each.fair.title),
        Column("state", label="상태", accessor="get_state_display", sort_key="state"),
        DateColumn("asked_at", label="받은 때", sort_key="asked_at"),
        DateColumn("handled_at", label="처리한 때", sort_key="handled_at"),
    ]

    def get_base_queryset(self):
        return BoothQuestion.objects.visible_to(self.request.user).select_related("agency", "fair")


class OneQuestionMixin(AskedMixin):
    """The question in the address; another agency's is not found."""

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        questions = BoothQuestion.objects.visible_to(request.user).select_related("agency", "fair")
        self.question = get_object_or_404(questions, pk=kwargs["pk"])


class QuestionInspectView(OneQuestionMixin, WagtailAdminTemplateMixin, TemplateView):
    template_name = "pages/admin/booth_question.html"

    def get(self, request, *args, **kwargs):
        self.note_view("부스에 질문한 분", obj=self.question)
        return super().get(request, *args, **kwargs)

    def get_page_title(self):
        return str(self.question)

    def get_breadcrumbs_items(self):
        return [
            *super().get_breadcrumbs_items(),
            questions_crumb(),
            {"url": "", "label": str(self.question)},
        ]

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            "question": self.question,
            "entries": registry.get_logs_for_instance(self.question)[:20],
        }


class QuestionDeedView(OneQuestionMixin, DeedView):
    form_class = forms.Form

    def get_page_subtitle(self):
        return str(self.question)

    def get_success_url(self):
        return reverse("booth_questions:inspect", args=[self.question.pk])

    def trail(self):
        return [questions_crumb(), {"url": self.get_success_url(), "label": str(self.question)}]


class AnswerView(QuestionDeedView):
    page_title = "답하기"
    form_class = BoothAnswerForm
    button = "메일로 답하기"
    done = "답했습니다. 질문하신 분께 메일을 보냈습니다."

    def get(self, request, *args, **kwargs):
        self.note_view("부스에 질문한 분", obj=self.question)
        return super().get(request, *args, **kwargs)

    @property
    def sentence(self):
        return f"질문: {self.question.question}"

    def perform(self, data):
        answer(self.question, data["answer"], by=self.request.user)


class CloseView(QuestionDeedView):
    page_title = "답하지 않고 닫기"
    sentence = "광고이거나 이미 전화로 답하셨을 때 누르십시오. 질문하신 분께는 메일이 가지 않습니다."
    button = "닫기"
    done = "닫았습니다."
    is_dangerous = True

    def perform(self, data):
        close(self.question, by=self.request.user)


class ForgetView(QuestionDeedView):
    page_title = "개인정보 지우기"
    sentence = "질문하신 분의 이름과 이메일, 질문과 답을 지웁니다. 되돌릴 수 없습니다."
    button = "지우기"
    done = "개인정보를 지웠습니다."
    is_dangerous = True

    def perform(self, data):
        forget(self.question, by=self.request.user)
