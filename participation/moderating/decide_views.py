"""One thing, one request, one appeal, with all that is needed to decide, and the form that decides."""

from datetime import timedelta

from django.contrib import messages
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.generic import FormView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Site

from directory.action_views import HeadquartersMixin
from participation.models import Appeal, Comment, Decision, Issue, Report, TakedownRequest, TakedownState
from participation.models.about import about
from participation.moderating import deeds
from participation.moderating.appealing import answer_appeal
from participation.moderating.decide_forms import AppealAnswerForm, DecideForm, TakedownForm, initial_for
from participation.moderating.desk import refuse_if_changed, seen_of
from participation.moderating.marking import marked
from participation.moderating.queue import texts_of
from participation.moderating.takedowns import accept, decline, settle

LABELS = {Issue: ("제목", "무엇이 문제인가", "바라는 해결"), Comment: ("댓글",)}


class DecideView(HeadquartersMixin, WagtailAdminTemplateMixin, FormView):
    """A refusal of the deed is shown on the form, with what was typed, beside what stands there now."""

    header_icon = "glasses"
    done = "처리했습니다. 쓴 분과 관계된 분께 알렸습니다."

    def note(self):
        raise NotImplementedError

    def perform(self, data):
        raise NotImplementedError

    def get(self, request, *args, **kwargs):
        self.note()
        return super().get(request, *args, **kwargs)

    def form_valid(self, form):
        try:
            self.perform(form.cleaned_data)
        except ValidationError as refusal:
            for field, errors in _by_field(refusal, form).items():
                form.add_error(field, errors)
            self.find()
            return self.form_invalid(form)
        messages.success(self.request, self.done)
        return redirect("moderation:index")

    def get_breadcrumbs_items(self):
        queue = {"url": reverse("moderation:index"), "label": "살핌"}
        return [*super().get_breadcrumbs_items(), queue, {"url": "", "label": self.get_page_title()}]

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.find()

    def here(self, queryset, pk, path):
        """The row of this site's, or 404; a number that no database holds is none."""
        if pk >= 2**63:
            raise Http404
        site = Site.find_for_request(self.request)
        return get_object_or_404(queryset.filter(**{path: site}), pk=pk)


def _by_field(refusal, form):
    errors = refusal.message_dict if hasattr(refusal, "error_dict") else {NON_FIELD_ERRORS: refusal.messages}
    named = {"answer": "words", NON_FIELD_ERRORS: None}
    return {
        (name if (name := named.get(field, field)) in form.fields else None): sentences
        for field, sentences in errors.items()
    }


def context_of(thing):
    """What was typed with the findings set off, what was reported and decided, and what else its author wrote."""
    texts, findings = marked(texts_of(thing))
    author = thing.author_id
    decisions = Decision.objects.filter(**about(thing)).select_related("by", "appeal")
    return {
        "thing": thing,
        "issue": getattr(thing, "issue", thing),
        "texts": [pair for pair in zip(LABELS[type(thing)], texts, strict=True) if pair[1]],
        "findings": findings,
        "decisions": list(decisions),
        "reports": list(Report.objects.filter(**about(thing)).order_by("-created_at", "-pk")[:50]),
        "author_issues": Issue.objects.filter(author=author).count() if author else None,
        "author_comments": Comment.objects.filter(author=author).count() if author else None,
        "author_blocked": (
            Decision.objects.filter(deed="blocked", issue__author=author).count()
            + Decision.objects.filter(deed="blocked", comment__author=author).count()
            if author
            else None
        ),
    }


class ThingView(DecideView):
    """An issue or a comment. What was seen goes with the form."""

    template_name = "participation/admin/thing.html"
    form_class = DecideForm
    model = None

    def find(self):
        if self.model is Issue:
            rows, path = Issue.objects.select_related("author", "dong"), "site"
        else:
            rows = Comment.objects.select_related("author", "agency__page", "parent", "issue__author")
            path = "issue__site"
        self.thing = self.here(rows, self.kwargs["pk"], path)

    def note(self):
        self.note_view(f"살필 글: {self.get_page_title()}")

    def get_page_title(self):
        return f"{self.thing._meta.verbose_name} {self.thing.pk}"

    def get_initial(self):
        return initial_for(self.thing)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"thing": self.thing}

    def perform(self, data):
        deed, choice = data["deed"], {"words": data["words"]}
        if deed in ("refuse", "block", "make_private"):
            choice["reason"] = data["reason"]
        if deed == "block" and data["days"]:
            choice["until"] = timezone.now() + timedelta(days=data["days"])
        act = getattr(deeds, deed)
        act(self.thing, by=self.request.user, seen=self.request.POST.get("seen", ""), **choice)

    def form_invalid(self, form):
        """A deed that may not be done any more was chosen in front of something else: that is what to say."""
        if "deed" in form.errors:
            try:
                refuse_if_changed(self.thing, self.request.POST.get("seen", ""))
            except ValidationError as refusal:
                del form.errors["deed"]
                form.add_error(None, refusal)
        return super().form_invalid(form)

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs) | context_of(self.thing)
        return context | {"seen": seen_of(self.thing)}


class TakedownView(DecideView):
    template_name = "participation/admin/takedown.html"
    form_class = TakedownForm

    def find(self):
        rows = TakedownRequest.objects.exclude(state=TakedownState.UNPROVEN).select_related(
            "issue__author", "issue__dong", "comment__issue__author", "comment__author", "decision"
        )
        self.takedown = get_object_or_404(rows, pk=min(self.kwargs["pk"], 2**63 - 1))
        thing = self.takedown.thing
        if thing is None or getattr(thing, "issue", thing).site_id != Site.find_for_request(self.request).pk:
            raise Http404

    def note(self):
        self.note_view("게시중단 요청", obj=self.takedown)

    def get_page_title(self):
        return str(self.takedown)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"takedown": self.takedown}

    def perform(self, data):
        by, words = self.request.user, data["words"]
        if data["deed"] == "accept":
            accept(self.takedown, by=by, days=data["days"] or 30, words=words)
        elif data["deed"] == "decline":
            decline(self.takedown, by=by, words=words)
        else:
            settle(self.takedown, by=by, is_removed=data["deed"] == "remove", words=words)

    def get_context_data(self, **kwargs):
        is_open = self.takedown.state in (TakedownState.WAITING, TakedownState.BLOCKED)
        context = super().get_context_data(**kwargs) | context_of(self.takedown.thing)
        return context | {"takedown": self.takedown, "is_open": is_open}


class AppealView(DecideView):
    template_name = "participation/admin/appeal.html"
    form_class = AppealAnswerForm
    done = "답했습니다. 신청하신 분께 알렸습니다."

    def find(self):
        rows = Appeal.objects.select_related(
            "decision__by", "decision__issue__author", "decision__comment__issue", "decision__comment__author"
        )
        self.appeal = self.here(rows, self.kwargs["pk"], "decision__site")
        if self.appeal.decision.thing is None:
            raise Http404

    def note(self):
        self.note_view("이의신청", obj=self.appeal)

    def get_page_title(self):
        return str(self.appeal)

    def perform(self, data):
        answer_appeal(
            self.appeal, by=self.request.user, is_upheld=data["deed"] == "uphold", answer=data["words"]
        )

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs) | context_of(self.appeal.decision.thing)
        return context | {"appeal": self.appeal, "decision": self.appeal.decision}
