"""Asking at a booth without an account, the private page on which the answer comes, and the day as a calendar file."""

import uuid

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.generic import FormView, TemplateView

from common.addresses import FAIR
from common.client_address import client_ip
from common.limits import within_limit
from common.sites import crumbs, site_of
from pages.fair import ical
from pages.fair.actions import ask, forget
from pages.fair.forms import BoothQuestionForm
from pages.fair.showing import takes_questions
from pages.models import BoothQuestion, FairPage

PER_ADDRESS, PER_MAILBOX, PER_BOOTH, HOUR, DAY = 10, 5, 60, 60 * 60, 24 * 60 * 60
TOO_OFTEN = (
    "짧은 시간에 너무 많이 보내셨습니다. 적으신 것은 그대로 있습니다. 한 시간 뒤에 다시 보내 주십시오."
)
TITLE = "사회복지대회·박람회"


def fair_of(request, year):
    """The published fair of that year in the district that is asked; what else is asked for is not found."""
    fairs = FairPage.objects.published().in_site(site_of(request)).filter(slug=str(year))
    return get_object_or_404(fairs.for_facts())


@method_decorator([never_cache, sensitive_post_parameters()], name="dispatch")
class AskView(FormView):
    template_name = "pages/fair/ask.html"
    form_class = BoothQuestionForm

    def dispatch(self, request, *args, **kwargs):
        self.fair = fair = fair_of(request, kwargs["year"])
        with_booth = {booth.agency_id for booth in fair.booths.all()}
        agencies = [fair.told.agencies[pk] for pk in with_booth if pk in fair.told.agencies]
        found = [agency for agency in agencies if agency.slug == kwargs["slug"]]
        if not found:
            raise Http404
        self.agency = found[0]
        if not takes_questions(fair, self.agency.pk):
            return render(request, "pages/fair/closed.html", self.place(), status=410)
        return super().dispatch(request, *args, **kwargs)

    def place(self):
        url = self.fair.get_url(self.request)
        booth_url = f"{url}booths/{self.agency.slug}/"
        return {
            "fair": self.fair,
            "agency": self.agency,
            "booth_url": booth_url,
            "breadcrumbs": crumbs(
                (TITLE, FAIR),
                (self.fair.title, url),
                (f"{self.agency.title} 부스", booth_url),
                ("질문하기", self.request.path),
            ),
        }

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"booth": (self.fair.pk, self.agency.pk)}

    def get_initial(self):
        return {"key": uuid.uuid4().hex}

    def get_context_data(self, **kwargs):
        days = settings.BOOTH_QUESTION_KEEP_DAYS
        return super().get_context_data(**kwargs) | self.place() | {"days": days}

    def form_valid(self, form):
        if not self.is_within_limits(form.cleaned_data["email"].lower()):
            form.add_error(None, TOO_OFTEN)
            return self.render_to_response(self.get_context_data(form=form), status=429)
        question = ask(self.fair, self.agency, uuid=form.uuid, **form.said)
        return redirect("booth_question", uuid=question.uuid)

    def is_within_limits(self, email):
        """A stranger may type somebody else's mailbox: it gets no more than a few of our mails a day."""
        booth = f"{self.fair.pk}-{self.agency.pk}"
        return (
            within_limit("booth", client_ip(self.request), times=PER_ADDRESS, seconds=HOUR)
            and within_limit("booth-agency", booth, times=PER_BOOTH, seconds=HOUR)
            and within_limit("booth-mail", email, times=PER_MAILBOX, seconds=DAY)
        )


@method_decorator(never_cache, name="dispatch")
class QuestionView(TemplateView):
    """What became of one question. It shows the answer, not what was asked nor by whom."""

    template_name = "pages/fair/question.html"

    def dispatch(self, request, *args, **kwargs):
        questions = BoothQuestion.objects.select_related("agency", "fair")
        self.question = get_object_or_404(questions, uuid=kwargs["uuid"])
        response = super().dispatch(request, *args, **kwargs)
        # The address is a key: other sites never learn it.
        response["Referrer-Policy"] = "same-origin"
        return response

    def post(self, request, *args, **kwargs):
        if request.POST.get("deed") == "forget" and self.question.is_over:
            forget(self.question)
        return redirect(request.path)

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            "question": self.question,
            "breadcrumbs": crumbs((TITLE, FAIR), ("내 질문", self.request.path)),
        }


def calendar_file(request, year):
    """The hours of the fair for one's own calendar."""
    fair = fair_of(request, year)
    source = request.build_absolute_uri(request.path)
    response = HttpResponse(ical.file_of(fair, request, source), content_type="text/calendar; charset=utf-8")
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["X-Robots-Tag"] = "noindex"
    response.headers["Content-Disposition"] = f'inline; filename="fair-{fair.year}.ics"'
    return response
