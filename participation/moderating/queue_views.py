"""살핌: the one queue of headquarters, and the same deed on several at once."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect
from django.urls import reverse
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Site

from directory.action_views import HeadquartersMixin
from participation.models import Comment, Issue
from participation.moderating.decide_forms import BulkForm
from participation.moderating.deeds import decide_many
from participation.moderating.queue import KINDS, counts, filled, waiting

PER_PAGE = 50


class QueueView(HeadquartersMixin, WagtailAdminTemplateMixin, TemplateView):
    page_title = "살핌"
    header_icon = "glasses"
    template_name = "participation/admin/queue.html"
    form = None

    def get(self, request, *args, **kwargs):
        self.note_view("살필 글 목록")
        return super().get(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        self.form = BulkForm(request.POST)
        pairs = picked(request.POST)
        if not self.form.is_valid() or not pairs:
            if self.form.is_valid():
                self.form.add_error(None, "글을 하나 이상 골라 주십시오.")
            return self.get(request, *args, **kwargs)
        data = self.form.cleaned_data
        choice = {"words": data["words"]}
        if data["deed"] != "release":
            choice["reason"] = data["reason"]
        done, refusals = decide_many(pairs, data["deed"], by=request.user, **choice)
        if done:
            messages.success(request, f"{done}건을 처리했습니다. 쓴 분과 신고한 분께 알렸습니다.")
        for thing, sentence in refusals:
            messages.error(request, f"{thing._meta.verbose_name} {thing.pk}: {sentence}")
        return redirect(request.get_full_path())

    def get_breadcrumbs_items(self):
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs):
        entries = waiting(Site.find_for_request(self.request))
        numbers, kind = counts(entries), self.request.GET.get("kind", "")
        shown = [entry for entry in entries if kind not in KINDS or entry.kind == kind]
        page = Paginator(shown, PER_PAGE).get_page(self.request.GET.get("p"))
        return super().get_context_data(**kwargs) | {
            "tabs": [
                {
                    "label": "모두",
                    "url": reverse("moderation:index"),
                    "count": len(entries),
                    "current": kind not in KINDS,
                },
                *(
                    {"label": label, "url": f"?kind={code}", "count": numbers[code], "current": kind == code}
                    for code, (label, _) in KINDS.items()
                ),
            ],
            "kind": kind if kind in KINDS else "",
            "page_obj": page,
            "entries": filled(list(page.object_list)),
            "picked": set(self.request.POST.getlist("pick")),
            "form": self.form or BulkForm(),
        }


def picked(data):
    """Things that were ticked, each with how it was seen. What is no thing is passed over."""
    pairs = []
    for key in data.getlist("pick")[:PER_PAGE]:
        name, _, number = key.partition("-")
        model = {"issue": Issue, "comment": Comment}.get(name)
        if (
            model
            and number.isdecimal()
            and len(number) < 19
            and (thing := model.objects.filter(pk=number).first())
        ):
            pairs.append((thing, data.get(f"seen-{key}", "")))
    return pairs
