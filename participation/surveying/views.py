"""Surveys for everybody: the list, one survey, its form, and after the close what may be shown."""

import uuid

from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.generic import FormView, TemplateView, View

from accounts.residents import VerifiedRequiredMixin, resident_of
from common.client_address import client_ip
from common.csv_tables import csv_file
from common.limits import within_limit
from common.sites import crumbs, site_of
from participation.balloting.freshness import exact
from participation.balloting.rules import in_words, why_not_now
from participation.balloting.views import TimedListView
from participation.models import Survey
from participation.surveying.actions import AlreadyAnswered, answer
from participation.surveying.forms import SurveyForm
from participation.surveying.results import results_of
from participation.surveying.tables import results_table

SURVEYS = "/surveys/"
PER_ADDRESS, HOUR = 20, 60 * 60
TOO_OFTEN = (
    "짧은 시간에 너무 많이 보내셨습니다. 적으신 것은 그대로 있습니다. 한 시간 뒤에 다시 보내 주십시오."
)


class SurveyListView(TimedListView):
    template_name = "participation/surveying/list.html"
    model, title, url = Survey, "설문", SURVEYS


class OneSurveyMixin:
    trail = ""

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        pk = kwargs["pk"] if kwargs["pk"] < 2**63 else 0
        self.survey = get_object_or_404(Survey.objects.in_site(site_of(request)).public(), pk=pk)

    def get_context_data(self, **kwargs):
        survey = self.survey
        more = [(self.trail, self.request.path)] if self.trail else []
        return super().get_context_data(**kwargs) | {
            "survey": survey,
            "state": survey.state,
            "opens": in_words(survey.opens_at),
            "closes": in_words(survey.closes_at),
            "breadcrumbs": crumbs(("설문", SURVEYS), (survey.title, survey.get_absolute_url()), *more),
        }


class SurveyView(OneSurveyMixin, TemplateView):
    template_name = "participation/surveying/survey.html"

    def dispatch(self, request, *args, **kwargs):
        response = super().dispatch(request, *args, **kwargs)
        return exact(response, [self.survey.opens_at, self.survey.closes_at])

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"results": results_of(self.survey)}


class ResultsTableView(OneSurveyMixin, View):
    def get(self, request, pk):
        results = results_of(self.survey)
        if results is None:
            raise Http404
        return csv_file(results_table(results), f"survey-{pk}-results", is_short=False)


@method_decorator([never_cache, sensitive_post_parameters()], name="dispatch")
class AnswerView(OneSurveyMixin, VerifiedRequiredMixin, FormView):
    template_name = "participation/surveying/answer.html"
    form_class = SurveyForm
    trail = "답하기"

    def dispatch(self, request, *args, **kwargs):
        if self.survey.is_for_verified:
            return super().dispatch(request, *args, **kwargs)
        return View.dispatch(self, request, *args, **kwargs)

    def get(self, request, *args, **kwargs):
        return self.closed(200) or super().get(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        return self.closed(409) or super().post(request, *args, **kwargs)

    @property
    def voice(self):
        return resident_of(self.request).voice if self.survey.is_for_verified else None

    def closed(self, status):
        sentence = why_not_now(self.survey, timezone.now())
        if not sentence and self.voice and self.survey.respondents.filter(voice=self.voice).exists():
            sentence = AlreadyAnswered().messages[0]
        return self.refused(sentence, status) if sentence else None

    def refused(self, sentence, status):
        context = self.get_context_data(form=None, sentence=sentence)
        return render(self.request, "participation/surveying/closed.html", context, status=status)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"survey": self.survey}

    def get_initial(self):
        return {"key": uuid.uuid4().hex}

    def form_valid(self, form):
        if not within_limit("survey", client_ip(self.request), times=PER_ADDRESS, seconds=HOUR):
            form.add_error(None, TOO_OFTEN)
            return self.render_to_response(self.get_context_data(form=form), status=429)
        try:
            answer(self.survey, form.answers, voice=self.voice, key=form.sheet_key)
        except ValidationError as refusal:
            return self.refused(refusal.messages[0], 409)
        context = self.get_context_data(form=form, is_crisis=form.sounds_like_a_crisis)
        return render(self.request, "participation/surveying/sent.html", context)
