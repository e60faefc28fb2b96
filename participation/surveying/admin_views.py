"""설문 for headquarters: the list, one survey with its questions, its deeds, and every answer with a reason."""

from django import forms
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.log_actions import log, registry

from accounts.exports import ExportReasonForm
from accounts.models import AccessLog, Verb
from common.csv_tables import csv_file
from common.sites import staff_site_of
from directory.action_views import ActionView, HeadquartersMixin
from directory.people_forms import ReasonForm
from participation.balloting.admin_views import TimedListView
from participation.models import BallotState, Survey, SurveyQuestion
from participation.surveying import actions
from participation.surveying.admin_forms import QuestionForm, SurveyForm
from participation.surveying.results import results_of
from participation.surveying.survey_log import Step
from participation.surveying.tables import sheets_table


def surveys_crumb():
    return {"url": reverse("surveys_admin:index"), "label": "설문"}


class SurveyListView(TimedListView):
    page_title = verbose_name_plural = "설문"
    model = Survey
    name = "surveys_admin"
    index_url_name = "surveys_admin:index"
    index_results_url_name = "surveys_admin:index_results"
    header_icon = "form"


class OneSurveyMixin:
    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.survey = get_object_or_404(Survey.objects.in_site(staff_site_of(request)), pk=kwargs["pk"])

    def get_page_subtitle(self):
        return self.survey.title

    def get_success_url(self):
        return reverse("surveys_admin:inspect", args=[self.survey.pk])

    def trail(self):
        return [surveys_crumb(), {"url": self.get_success_url(), "label": self.survey.title}]


class SurveyInspectView(OneSurveyMixin, HeadquartersMixin, WagtailAdminTemplateMixin, TemplateView):
    template_name = "participation/admin/survey.html"
    page_title = "설문"
    header_icon = "form"

    def get_breadcrumbs_items(self):
        here = {"url": "", "label": self.survey.title}
        return [*super().get_breadcrumbs_items(), surveys_crumb(), here]

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            "survey": self.survey,
            "state": self.survey.state,
            "questions": list(self.survey.questions.all()),
            "results": results_of(self.survey),
            "entries": registry.get_logs_for_instance(self.survey)[:20],
        }


class SurveyAddView(ActionView):
    page_title = "새 설문"
    form_class = SurveyForm
    sentence = "만든 뒤에 질문을 더하고 게시합니다. 게시하기 전에는 주민에게 보이지 않습니다."
    button = "만들기"
    done = "설문을 만들었습니다. 질문을 더해 주십시오."
    survey = None

    def form_valid(self, form):
        self.values = form.values
        return super().form_valid(form)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"instance": None}

    def perform(self, data):
        self.survey = actions.make(site=staff_site_of(self.request), by=self.request.user, **self.values)

    def get_success_url(self):
        if self.survey is None:
            return reverse("surveys_admin:index")
        return reverse("surveys_admin:inspect", args=[self.survey.pk])

    def trail(self):
        return [surveys_crumb()]


class SurveyDeedView(OneSurveyMixin, ActionView):
    form_class = forms.Form


class SurveyEditView(SurveyDeedView):
    page_title = "설문 고치기"
    form_class = SurveyForm
    sentence = "시작하기 전까지만 고칠 수 있습니다."
    done = "고쳤습니다."

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"instance": self.survey}

    def form_valid(self, form):
        self.values = form.values
        return super().form_valid(form)

    def perform(self, data):
        actions.change(self.survey, by=self.request.user, **self.values)


class QuestionAddView(SurveyDeedView):
    page_title = "질문 더하기"
    form_class = QuestionForm
    sentence = "이름, 전화번호, 주소처럼 누구인지 알 수 있는 것은 묻지 마십시오."
    button = "더하기"
    done = "질문을 더했습니다."

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"instance": self.question()}

    def question(self):
        return SurveyQuestion(survey=self.survey, sort_order=self.survey.questions.count() + 1)

    def form_valid(self, form):
        self.changed = form.instance
        return super().form_valid(form)

    def perform(self, data):
        actions.put_question(self.changed, by=self.request.user)


class QuestionEditView(QuestionAddView):
    page_title = "질문 고치기"
    button = "저장"
    done = "질문을 고쳤습니다."

    def question(self):
        return get_object_or_404(self.survey.questions, pk=self.kwargs["number"])


class QuestionOutView(SurveyDeedView):
    page_title = "질문 지우기"
    sentence = "이 질문을 설문에서 지웁니다."
    button = "지우기"
    done = "질문을 지웠습니다."
    is_dangerous = True

    def perform(self, data):
        question = get_object_or_404(self.survey.questions, pk=self.kwargs["number"])
        actions.take_out_question(question, by=self.request.user)


class PublishView(SurveyDeedView):
    page_title = "게시"
    sentence = "주민에게 보입니다. 시작하면 질문을 고칠 수 없습니다."
    button = "게시하기"
    done = "게시했습니다."

    def perform(self, data):
        actions.publish(self.survey, by=self.request.user)


class CancelView(SurveyDeedView):
    page_title = "설문 취소"
    form_class = ReasonForm
    sentence = "이미 하신 답은 보이지 않고, 되돌릴 수 없습니다."
    button = "취소하기"
    done = "설문을 취소했습니다."
    is_dangerous = True

    def perform(self, data):
        actions.cancel(self.survey, reason=data["reason"], by=self.request.user)


class ExportView(SurveyDeedView):
    """Every sheet, after the close: before, two downloads would tell who answered in between."""

    page_title = "답 내려받기"
    form_class = ExportReasonForm
    sentence = "글로 적은 답까지 모두 내려받습니다. 누구의 답인지는 들어 있지 않지만, 적은 글에 개인정보가 있을 수 있습니다."
    button = "CSV 내려받기"

    def dispatch(self, request, *args, **kwargs):
        if self.survey.state != BallotState.CLOSED:
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form):
        reason = f"설문 답 csv: {form.cleaned_data['reason']}"
        log(instance=self.survey, action=str(Step.EXPORTED), user=self.request.user)
        AccessLog.objects.record(Verb.EXPORTED, obj=self.survey, reason=reason, request=self.request)
        return csv_file(sheets_table(self.survey), f"survey-{self.survey.pk}-answers", is_short=False)
