"""공감, following and comments: pages that work without a script, and answer the script of the issue's page."""

import uuid as uuids

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.generic import FormView, View

from accounts.residents import ResidentRequiredMixin, VerifiedRequiredMixin, resident_of
from common.strangers import uuid_of
from participation.actions import (
    comment,
    edit_comment,
    empathise,
    follow,
    take_back,
    unfollow,
    withdraw_comment,
)
from participation.issues.forms import CommentForm
from participation.issues.officials import official_of
from participation.issues.views import crumbs
from participation.models import Comment, Empathy
from participation.moderating.limits import TOO_OFTEN, hold_for, may_now
from participation.moderating.places import public_thing

HELD = "댓글을 받았습니다. 사무국이 확인한 뒤에 보입니다. 결과를 알려 드리겠습니다."


def wants_json(request):
    return "application/json" in request.headers.get("accept", "")


class PressView(View):
    """A question with two buttons; the script presses them without coming here."""

    template_name = ""

    def get(self, request, number):
        issue = public_thing(request, number)
        context = {"issue": issue, "pressed": self.is_pressed(issue)}
        return render(request, self.template_name, context | {"breadcrumbs": self.trail(issue)})

    def post(self, request, number):
        issue = public_thing(request, number)
        wanted = request.POST.get("press") != "off"
        try:
            if not may_now(self.resident, "empathy"):
                raise ValidationError(TOO_OFTEN["empathy"])
            sentence = self.press(issue, wanted)
        except ValidationError as refusal:
            return self.refused(issue, refusal.messages[0])
        issue.refresh_from_db()
        if wants_json(request):
            return JsonResponse({"pressed": wanted, "count": issue.empathy_count, "said": sentence})
        messages.success(request, sentence)
        return redirect(issue)

    def refused(self, issue, sentence):
        if wants_json(self.request):
            return JsonResponse({"said": sentence}, status=409)
        context = {"issue": issue, "pressed": self.is_pressed(issue), "refusal": sentence}
        context["breadcrumbs"] = self.trail(issue)
        return render(self.request, self.template_name, context, status=409)

    def trail(self, issue):
        return crumbs((issue.title, issue.get_absolute_url()), (self.title, self.request.path))


class EmpathyView(VerifiedRequiredMixin, PressView):
    template_name = "participation/issues/empathy.html"
    title = "공감"

    def is_pressed(self, issue):
        return Empathy.objects.filter(issue=issue, voice=self.resident.voice).exists()

    def press(self, issue, wanted):
        issue = (empathise if wanted else take_back)(issue, self.resident.voice)
        what = "공감했습니다" if wanted else "공감을 거두었습니다"
        return f"{what}. 지금 공감은 {issue.empathy_count:,}입니다."


class FollowView(ResidentRequiredMixin, PressView):
    template_name = "participation/issues/follow.html"
    title = "소식 받기"

    def is_pressed(self, issue):
        return issue.follows.filter(resident=self.resident).exists()

    def press(self, issue, wanted):
        (follow if wanted else unfollow)(issue, self.resident)
        return "이 과제의 소식을 보내 드리겠습니다." if wanted else "이 과제의 소식을 그만 보냅니다."


@method_decorator(sensitive_post_parameters(), name="dispatch")
class CommentView(VerifiedRequiredMixin, FormView):
    """A comment or an answer (``?to=``) by a verified resident, or by an office that says so."""

    template_name = "participation/issues/comment.html"
    form_class = CommentForm
    official, stops = None, ""

    @method_decorator(never_cache)
    def dispatch(self, request, *args, **kwargs):
        self.official = official_of(request.user) if resident_of(request) is None else None
        if self.official:
            return FormView.dispatch(self, request, *args, **kwargs)
        return super().dispatch(request, *args, **kwargs)

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.issue = public_thing(request, kwargs["number"])
        self.parent = self.answered(request.GET.get("to", ""))

    def answered(self, typed):
        """The comment that is answered, or None; what is none is nothing."""
        if not typed:
            return None
        try:
            uuid = uuids.UUID(typed)
        except ValueError as error:
            raise Http404 from error
        said = public_thing(self.request, self.issue.pk, uuid)
        if said.parent_id is not None:
            raise Http404
        return said

    def get_initial(self):
        return {"key": uuids.uuid4().hex}

    def get_context_data(self, **kwargs):
        title = "답글 쓰기" if self.parent else "댓글 쓰기"
        return super().get_context_data(**kwargs) | {
            "issue": self.issue,
            "parent": self.parent,
            "official": self.official,
            "title": title,
            "stops": self.stops,
            "breadcrumbs": crumbs(
                (self.issue.title, self.issue.get_absolute_url()), (title, self.request.path)
            ),
        }

    def form_valid(self, form):
        self.stops = form.stops
        if self.stops:
            return self.render_to_response(self.get_context_data(form=form))
        if self.resident and not may_now(self.resident, "comment"):
            form.add_error(None, TOO_OFTEN["comment"])
            return self.render_to_response(self.get_context_data(form=form), status=429)
        data = form.cleaned_data
        who = self.official or {
            "author": self.resident,
            "hold": hold_for(self.resident, form.findings, "comment"),
        }
        writer = self.resident.pk if self.resident else f"staff {self.request.user.pk}"
        uuid = uuid_of("comment", data["key"], writer, self.issue.pk, data["text"])
        try:
            said = comment(
                self.issue, kind=data["kind"], text=data["text"], parent=self.parent, uuid=uuid, **who
            )
        except ValidationError as refusal:
            form.add_error(None, refusal.messages)
            return self.form_invalid(form)
        messages.success(self.request, "댓글을 올렸습니다." if said.is_public else HELD)
        return redirect(f"{self.issue.get_absolute_url()}#comments")


class EditCommentView(VerifiedRequiredMixin, FormView):
    """Changing one's comment, or taking it back."""

    template_name = "participation/issues/comment_edit.html"
    form_class = CommentForm
    stops = ""

    @cached_property
    def said(self):
        comments = Comment.objects.select_related("issue", "author").filter(
            withdrawn_at=None, blocked_at=None
        )
        return get_object_or_404(comments, uuid=self.kwargs["uuid"], author=self.resident)

    def get_form(self, form_class=None):
        form = super().get_form(form_class)
        form.fields.pop("kind")
        return form

    def get_initial(self):
        return {"text": self.said.text}

    def post(self, request, *args, **kwargs):
        if request.POST.get("deed") == "withdraw":
            withdraw_comment(self.said, resident=self.resident)
            messages.success(request, "댓글을 지웠습니다.")
            return redirect(f"{self.said.issue.get_absolute_url()}#comments")
        return super().post(request, *args, **kwargs)

    def form_valid(self, form):
        self.stops = form.stops
        if self.stops:
            return self.render_to_response(self.get_context_data(form=form))
        hold = hold_for(self.resident, form.findings, "comment")
        try:
            said = edit_comment(self.said, resident=self.resident, text=form.cleaned_data["text"], hold=hold)
        except PermissionDenied as error:
            raise Http404 from error
        messages.success(self.request, "댓글을 고쳤습니다." if said.is_public else HELD)
        return redirect(f"{said.issue.get_absolute_url()}#comments")

    def get_context_data(self, **kwargs):
        issue = self.said.issue
        return super().get_context_data(**kwargs) | {
            "issue": issue,
            "said": self.said,
            "title": "댓글 고치기",
            "button": "고쳐서 올리기",
            "stops": self.stops,
            "breadcrumbs": crumbs(
                (issue.title, issue.get_absolute_url()), ("댓글 고치기", self.request.path)
            ),
        }
