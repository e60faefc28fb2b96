"""공고와 의견 for headquarters. Every look at who said what is written down."""

import uuid

import django_filters
from django.shortcuts import get_object_or_404
from django.urls import reverse
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn

from accounts.exports import ReasonedExportMixin
from directory.action_views import HeadquartersMixin
from directory.admin_lists import AdminListView
from participation.models import Opinion, PublicNotice, Verdict
from participation.planning.admin_views import PlanningScreen
from participation.planning.deed_forms import AnswerForm
from participation.planning.deed_views import PlanningDeedView
from participation.planning.forms import NoteOpinionForm
from participation.planning.opinions import answer, forget, submit


class OpinionFilterSet(WagtailFilterSet):
    waiting = django_filters.BooleanFilter(label="답을 기다림", method="that_wait")
    verdict = django_filters.ChoiceFilter(label="반영 여부", choices=Verdict.choices)

    class Meta:
        model = Opinion
        fields = ["notice", "verdict"]

    def that_wait(self, opinions, name, value):
        return opinions.filter(verdict="") if value else opinions.exclude(verdict="")


def author_of(opinion):
    if opinion.resident:
        return f"주민 {opinion.resident.nickname}"
    return opinion.name or "지움"


class OpinionListView(ReasonedExportMixin, HeadquartersMixin, AdminListView):
    """The queue: what waits for an answer stands first, the oldest before the others."""

    page_title = "계획에 대한 의견"
    header_icon = "comment"
    export_subject = "계획에 대한 의견"
    export_filename = "plan-opinions"
    model = Opinion
    verbose_name_plural = "계획에 대한 의견"
    filterset_class = OpinionFilterSet
    index_url_name = "plan_opinions:index"
    index_results_url_name = "plan_opinions:index_results"
    default_ordering = "created_at"
    columns = [
        TitleColumn("pk", label="의견", url_name="plan_opinions:inspect", accessor=str),
        Column("notice", label="공고", accessor=lambda opinion: opinion.notice.title),
        Column("author", label="낸 분", accessor=author_of),
        Column("verdict", label="답", accessor=lambda opinion: opinion.get_verdict_display() or "기다림"),
        DateColumn("created_at", label="낸 때", sort_key="created_at"),
    ]
    list_export = [
        *("notice_title", "project_title", "text", "author", "phone", "email", "created_at"),
        *("verdict_label", "gist", "reason", "office"),
    ]
    export_headings = {
        "notice_title": "공고",
        "project_title": "세부사업",
        "text": "의견",
        "author": "낸 분",
        "phone": "전화번호",
        "email": "이메일",
        "created_at": "낸 때",
        "verdict_label": "반영 여부",
        "gist": "요지",
        "reason": "까닭",
        "office": "답한 곳",
    }

    def get_base_queryset(self):
        return Opinion.objects.select_related(
            "notice__plan", "notice__year_plan__plan", "project__strategy", "resident"
        )

    def order_queryset(self, queryset):
        if self.ordering in ("created_at", "-created_at") and "ordering" in self.request.GET:
            return queryset.order_by(self.ordering, "pk")
        return queryset.order_by("verdict", "created_at", "pk")  # no verdict sorts first

    def get(self, request, *args, **kwargs):
        if not self.is_export:
            self.note_view("계획에 대한 의견 목록")
        return super().get(request, *args, **kwargs)

    def render_to_response(self, context, **kwargs):
        if self.is_export:
            return self.as_spreadsheet(context["object_list"], self.request.GET["export"])
        return super().render_to_response(context, **kwargs)

    def to_row_dict(self, opinion):
        opinion.notice_title = opinion.notice.title
        opinion.project_title = str(opinion.project or "계획 전체")
        opinion.author = author_of(opinion)
        opinion.verdict_label = opinion.get_verdict_display()
        return super().to_row_dict(opinion)


class OneOpinionMixin:
    header_icon = "comment"

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        opinions = Opinion.objects.select_related(
            "notice__plan", "notice__year_plan__plan", "project__strategy", "resident"
        )
        self.opinion = self.thing = get_object_or_404(opinions, pk=kwargs["pk"])


class OpinionInspectView(OneOpinionMixin, PlanningScreen):
    template_name = "participation/planning/admin/opinion.html"
    crumb = ("plan_opinions:index", "의견")

    def get(self, request, *args, **kwargs):
        self.note_view("계획에 의견 낸 분", obj=self.opinion)
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            "opinion": self.opinion,
            "author": author_of(self.opinion),
            "entries": self.entries(),
        }


class OpinionDeedView(OneOpinionMixin, PlanningDeedView):
    def get_page_subtitle(self):
        return str(self.opinion)

    def get_success_url(self):
        return reverse("plan_opinions:inspect", args=[self.opinion.pk])

    def trail(self):
        return [
            {"url": reverse("plan_opinions:index"), "label": "의견"},
            {"url": self.get_success_url(), "label": str(self.opinion)},
        ]


class AnswerView(OpinionDeedView):
    page_title = "의견에 답하기"
    form_class = AnswerForm
    sentence = "요지, 반영 여부, 까닭은 공고가 끝나면 공개됩니다. 의견 낸 분께는 바로 알립니다."
    button = "답하기"
    done = "답하고 의견 낸 분께 알렸습니다."

    def get_initial(self):
        opinion = self.opinion
        return {
            "verdict": opinion.verdict,
            "gist": opinion.gist,
            "reason": opinion.reason,
            "seen": opinion.verdict,
        }

    def perform(self, data):
        self.acted(answer, self.opinion, **data)


class ForgetView(OpinionDeedView):
    page_title = "개인정보 지우기"
    sentence = "의견 낸 분의 이름, 연락처와 적으신 글을 지웁니다. 되돌릴 수 없습니다. 요지와 답은 남습니다."
    button = "지우기"
    done = "개인정보를 지웠습니다."
    is_dangerous = True

    def perform(self, data):
        self.acted(forget, self.opinion)


class NoteView(PlanningDeedView):
    page_title = "종이나 전화로 받은 의견"
    form_class = NoteOpinionForm
    button = "적기"
    done = "의견을 적었습니다."

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        notices = PublicNotice.objects.select_related("plan", "year_plan__plan")
        self.notice = get_object_or_404(notices, pk=kwargs["pk"])

    def get_page_subtitle(self):
        return self.notice.title

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"notice": self.notice}

    def get_success_url(self):
        return reverse("plans:inspect", args=[self.notice.plan_id])

    def perform(self, data):
        wish = {key: value for key, value in data.items() if key != "consent"}
        self.acted(submit, self.notice, uuid=uuid.uuid4(), **wish)
