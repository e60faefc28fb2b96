"""For headquarters: batches that agencies' systems sent, and what they ask to be taken out."""

from django import forms
from django.db.models import Count
from django.shortcuts import get_object_or_404
from django.urls import reverse
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.models import Page

from api.agency.deciding import keep_public, start_approving, take_out, waiting_in
from api.agency.models import AgencyItem, PushBatch
from directory.action_views import ActionView, HeadquartersMixin
from directory.admin_lists import AdminListView

SHOWN = 100
OUTCOMES = (
    *(("created", "새로 만듦"), ("updated", "고침"), ("unchanged", "그대로"), ("refused", "받지 않음")),
    *(("deleted", "지움"), ("withdrawal_asked", "거두기 요청"), ("withdrawn", "이미 거둠")),
)


def counts_of(batch):
    return [(label, batch.counts[name]) for name, label in OUTCOMES if batch.counts.get(name)]


class BatchListView(HeadquartersMixin, AdminListView):
    page_title = "연동 묶음"
    header_icon = "folder-inverse"
    model = PushBatch
    verbose_name_plural = "묶음"
    is_searchable = True
    search_fields = ["agency__page__title"]
    index_url_name = "push_batches:index"
    index_results_url_name = "push_batches:index_results"
    default_ordering = "-created_at"
    columns = [
        TitleColumn("__str__", label="묶음", url_name="push_batches:inspect"),
        Column("key", label="열쇠", accessor=lambda batch: batch.key.name if batch.key else "거둔 열쇠"),
        Column(
            "counts",
            label="결과",
            accessor=lambda batch: " · ".join(f"{label} {number:,}" for label, number in counts_of(batch)),
        ),
        Column("pages", label="지금 이 묶음인 글", accessor=lambda batch: f"{batch.pages:,}건"),
        DateColumn("created_at", label="들어온 때", sort_key="created_at"),
    ]

    def get_base_queryset(self):
        return PushBatch.objects.select_related("agency__page", "key").annotate(pages=Count("items__page"))


class BatchView(ActionView):
    """What waits in one batch; one button approves all of it, each by the rule of its own review."""

    page_title = "묶음"
    header_icon = "folder-inverse"
    template_name = "api/admin/batch.html"
    form_class = forms.Form
    button = "모두 승인하기"
    done = "승인을 시작했습니다. 잠시 뒤에 이 화면을 다시 열어 보십시오."

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        batches = PushBatch.objects.select_related("agency__page", "key")
        self.batch = get_object_or_404(batches, pk=kwargs["pk"])

    def get_page_subtitle(self):
        return str(self.batch)

    def perform(self, data):
        self.acted(lambda by: start_approving(self.batch, by=by))

    def get_success_url(self):
        return reverse("push_batches:inspect", args=[self.batch.pk])

    def trail(self):
        return [{"url": reverse("push_batches:index"), "label": "연동 묶음"}]

    def get_context_data(self, **kwargs):
        states = waiting_in(self.batch, self.request.user).order_by("started_at", "pk")
        ids = [int(pk) for pk in states.values_list("workflow_state__object_id", flat=True)]
        waiting = Page.objects.filter(pk__in=ids).select_related("content_type").order_by("pk")
        return super().get_context_data(**kwargs) | {
            "batch": self.batch,
            "counts": counts_of(self.batch),
            "waiting_count": len(ids),
            "waiting": [(page, reverse("nurinet_review", args=[page.pk])) for page in waiting[:SHOWN]],
            "failures": [
                (title, reason, reverse("nurinet_review", args=[pk]))
                for pk, title, reason in self.batch.failures
            ],
        }


class WithdrawalListView(HeadquartersMixin, AdminListView):
    page_title = "거두기 요청"
    header_icon = "bin"
    model = AgencyItem
    verbose_name_plural = "요청"
    index_url_name = "withdrawals:index"
    index_results_url_name = "withdrawals:index_results"
    default_ordering = "withdrawal_asked_at"
    columns = [
        TitleColumn(
            "title", label="글", url_name="withdrawals:decide", accessor=lambda item: item.page.title
        ),
        Column("agency", label="기관"),
        Column("get_type_display", label="종류"),
        Column("withdrawal_reason", label="까닭"),
        DateColumn("withdrawal_asked_at", label="요청한 때", sort_key="withdrawal_asked_at"),
    ]

    def get_base_queryset(self):
        return AgencyItem.objects.asked_to_withdraw().select_related("page", "agency__page")


class DecideForm(forms.Form):
    answer = forms.ChoiceField(
        label="어떻게 할까요",
        choices=[("take_out", "게시를 거둡니다"), ("keep", "그대로 둡니다")],
        initial="take_out",
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label="그대로 두는 까닭",
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="그대로 둘 때 적습니다. 기관의 시스템에 전해집니다.",
    )


class DecideView(ActionView):
    page_title = "거두기 요청"
    header_icon = "bin"
    form_class = DecideForm
    template_name = "api/admin/withdrawal.html"
    button = "정하기"
    done = "처리했습니다."

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        items = AgencyItem.objects.asked_to_withdraw().select_related("page", "agency__page")
        self.item = get_object_or_404(items, pk=kwargs["pk"])

    def get_page_subtitle(self):
        return self.item.page.title

    def perform(self, data):
        if data["answer"] == "take_out":
            self.acted(lambda by: take_out(self.item, by=by))
        else:
            self.acted(lambda by: keep_public(self.item, by=by, reason=data["reason"]))

    def get_success_url(self):
        return reverse("withdrawals:index")

    def trail(self):
        return [{"url": self.get_success_url(), "label": "거두기 요청"}]

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"item": self.item}
