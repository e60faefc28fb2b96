"""알림 of the resident who is signed in, and the private addresses that end letters.

Opening an address changes nothing: mail scanners open them all. What is done, is done by a button; but for the
one press of RFC 8058, which mail programs make without a page.
"""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.generic import FormView, TemplateView, View

from accounts.residents import ResidentRequiredMixin, resident_of
from common.lists import page_of
from common.sites import crumbs as trail
from participation.models import Issue, LetterKind, Mute, Notice
from participation.telling import preferences, tokens, words
from participation.telling.forms import PreferenceForm
from participation.telling.noting import preference_of

UNKNOWN = "없는 주소입니다. 메일에 온 주소를 끝까지 복사했는지 확인해 주십시오."
ENDED = {
    LetterKind.OWN: "내 과제와 내 글에 관한 소식을 이제 바로 보내지 않습니다.",
    LetterKind.DIGEST: "관심 두신 과제의 모음을 이제 보내지 않습니다.",
    tokens.ALL: "알림 편지를 이제 보내지 않습니다.",
}
QUESTIONS = {
    LetterKind.OWN: "내 과제와 내 글에 관한 소식을 그만 받으시겠습니까?",
    LetterKind.DIGEST: "관심 두신 과제의 모음을 그만 받으시겠습니까?",
    tokens.ALL: "알림 편지를 모두 그만 받으시겠습니까?",
}
LARGEST_NUMBER = 2**31 - 1


def crumbs(*more):
    return trail(("내 정보", reverse("me")), ("알림", reverse("notices")), *more)


@method_decorator(never_cache, name="dispatch")
class NoticesView(ResidentRequiredMixin, TemplateView):
    """What was told to me, the newest first."""

    template_name = "participation/telling/notices.html"

    def get_context_data(self, **kwargs):
        resident = resident_of(self.request)
        notices = Notice.objects.filter(resident=resident).for_reading().newest_first()
        page_obj = page_of(notices.with_words(), self.request.GET.get("page"), total=notices.count())
        shown = list(page_obj.object_list)
        muted = Mute.objects.filter(resident=resident, issue__in={each.issue_id for each in shown} - {None})
        return super().get_context_data(**kwargs) | {
            "page_obj": page_obj,
            "notices": [{"notice": each, "line": words.line(each)} for each in shown],
            "muted": set(muted.values_list("issue_id", flat=True)),
            "total": page_obj.paginator.count,
            "breadcrumbs": crumbs(),
        }


@method_decorator(never_cache, name="dispatch")
class SettingsView(ResidentRequiredMixin, FormView):
    template_name = "participation/telling/settings.html"
    form_class = PreferenceForm

    def get_initial(self):
        row = preference_of(resident_of(self.request))
        return {"is_on": row.is_on, "at_once": row.at_once, "digest": row.digest}

    def form_valid(self, form):
        preferences.change(resident_of(self.request), **form.cleaned_data)
        return redirect(f"{self.request.path}?done=1")

    def get_context_data(self, **kwargs):
        resident = resident_of(self.request)
        muted = Mute.objects.filter(resident=resident).select_related("issue").order_by("-pk")
        readable = set(
            Issue.objects.public().values_list("pk", flat=True).filter(pk__in=muted.values("issue"))
        )
        return super().get_context_data(**kwargs) | {
            "is_done": "done" in self.request.GET,
            "came_back": preference_of(resident).came_back,
            "has_agreed": preferences.has_agreed(resident),
            "muted": [
                {"number": each.issue_id, "title": each.issue.title if each.issue_id in readable else ""}
                for each in muted[:200]
            ],
            "breadcrumbs": crumbs(("알림 바꾸기", self.request.path)),
        }


@method_decorator(never_cache, name="dispatch")
class MuteView(ResidentRequiredMixin, View):
    """One issue, quiet or heard of again; back to where the button stood."""

    http_method_names = ["post"]

    def post(self, request, number):
        if number > LARGEST_NUMBER:
            raise Http404
        resident = resident_of(request)
        if request.POST.get("deed") == "unmute":
            preferences.unmute(resident, number)
            return redirect("notice_settings")
        preferences.mute(resident, self._heard_of(resident, number))
        return redirect("notices")

    def _heard_of(self, resident, number):
        """A public issue, or one's own: that another exists is not told."""
        own = Issue.objects.filter(author=resident, pk=number)
        return get_object_or_404(Issue.objects.public().filter(pk=number) | own)


@method_decorator([never_cache, csrf_exempt], name="dispatch")
class EndView(TemplateView):
    """Works without signing in, from any letter ever sent."""

    template_name = "participation/telling/end.html"

    def dispatch(self, request, *args, **kwargs):
        read = tokens.read_end(kwargs["token"])
        if read is None:
            response = self._closed(request, "열 수 없는 주소입니다", UNKNOWN, status=404)
        else:
            self.resident, self.kind = read
            response = super().dispatch(request, *args, **kwargs)
        response["Referrer-Policy"] = "same-origin"
        response["X-Robots-Tag"] = "noindex"
        return response

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"question": QUESTIONS[self.kind]}

    def post(self, request, *args, **kwargs):
        if self.resident is not None:  # whoever has left gets nothing anyway
            preferences.end(self.resident, self.kind)
        return self._closed(request, "이제 보내지 않습니다", ENDED[self.kind])

    def _closed(self, request, title, sentence, status=200):
        context = {"title": title, "sentence": sentence}
        return render(request, "participation/telling/ended.html", context, status=status)
