"""투표 for headquarters: the list, one ballot, and its deeds. Before the close no screen has a number of votes."""

from django import forms
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.generic import TemplateView
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets.button import HeaderButton
from wagtail.log_actions import registry

from common.sites import staff_site_of
from directory.action_views import ActionView, HeadquartersMixin
from directory.admin_lists import AdminListView
from participation.balloting import actions
from participation.balloting.admin_forms import BallotForm, ExtendForm, OfflineForm, PublicReasonForm
from participation.balloting.drafting import change, make
from participation.balloting.results import grounds_of, results_of
from participation.models import Ballot, Ground, OfflineResult


def ballots_crumb():
    return {"url": reverse("ballots_admin:index"), "label": "투표"}


class TimedListView(HeadquartersMixin, AdminListView):
    """What there is, the latest end first."""

    header_icon = "list-ul"
    is_searchable = True
    search_fields = ["title"]
    default_ordering = "-closes_at"
    name = ""

    @property
    def columns(self):
        return [
            TitleColumn("title", label="제목", url_name=f"{self.name}:inspect", sort_key="title"),
            Column("state", label="상태", accessor=lambda each: each.state.label),
            DateColumn("opens_at", label="시작", sort_key="opens_at"),
            DateColumn("closes_at", label="마감", sort_key="closes_at"),
        ]

    @property
    def header_buttons(self):
        return [HeaderButton("새로 만들기", url=reverse(f"{self.name}:add"), icon_name="plus")]

    def get_base_queryset(self):
        return self.model.objects.in_site(staff_site_of(self.request))


class BallotListView(TimedListView):
    page_title = verbose_name_plural = "투표"
    model = Ballot
    name = "ballots_admin"
    index_url_name = "ballots_admin:index"
    index_results_url_name = "ballots_admin:index_results"


class OneBallotMixin:
    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.ballot = get_object_or_404(Ballot.objects.in_site(staff_site_of(request)), pk=kwargs["pk"])

    def get_page_subtitle(self):
        return self.ballot.title

    def get_success_url(self):
        return reverse("ballots_admin:inspect", args=[self.ballot.pk])

    def trail(self):
        return [ballots_crumb(), {"url": self.get_success_url(), "label": self.ballot.title}]


class BallotInspectView(OneBallotMixin, HeadquartersMixin, WagtailAdminTemplateMixin, TemplateView):
    template_name = "participation/admin/ballot.html"
    page_title = "투표"
    header_icon = "list-ul"

    def get_breadcrumbs_items(self):
        here = {"url": "", "label": self.ballot.title}
        return [*super().get_breadcrumbs_items(), ballots_crumb(), here]

    def get_context_data(self, **kwargs):
        ballot = self.ballot
        labels = dict(Ground.choices)
        return super().get_context_data(**kwargs) | {
            "ballot": ballot,
            "state": ballot.state,
            "grounds": [Ground(ground).label for ground in ballot.grounds],
            "options": list(ballot.options.select_related("issue")),
            "results": results_of(ballot),
            "by_ground": [(labels[ground], times) for ground, times in grounds_of(ballot).items()],
            "offline": list(ballot.offline_results.all()),
            "entries": registry.get_logs_for_instance(ballot)[:20],
        }


class BallotAddView(ActionView):
    page_title = "새 투표"
    form_class = BallotForm
    sentence = "만든 뒤에 내용을 보고 게시합니다. 게시하기 전에는 주민에게 보이지 않습니다."
    button = "만들기"
    done = "투표를 만들었습니다. 확인하고 게시해 주십시오."
    ballot = None

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"site": staff_site_of(self.request)}

    def form_valid(self, form):
        self.values = form.values
        return super().form_valid(form)

    def perform(self, data):
        self.ballot = make(site=staff_site_of(self.request), by=self.request.user, **self.values)

    def get_success_url(self):
        if self.ballot is None:
            return reverse("ballots_admin:index")
        return reverse("ballots_admin:inspect", args=[self.ballot.pk])

    def trail(self):
        return [ballots_crumb()]


class BallotDeedView(OneBallotMixin, ActionView):
    form_class = forms.Form


class BallotEditView(BallotDeedView):
    page_title = "투표 고치기"
    form_class = BallotForm
    sentence = "시작하기 전까지만 고칠 수 있습니다. 게시한 뒤에 고치면 고쳤다는 것이 투표의 화면에 남습니다."
    done = "고쳤습니다."

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"site": self.ballot.site, "instance": self.ballot}

    def form_valid(self, form):
        self.values = form.values
        return super().form_valid(form)

    def perform(self, data):
        change(self.ballot, by=self.request.user, **self.values)


class PublishView(BallotDeedView):
    page_title = "게시"
    sentence = "주민에게 보입니다. 시작하면 항목, 방식, 자격을 고칠 수 없습니다."
    button = "게시하기"
    done = "게시했습니다."

    def perform(self, data):
        actions.publish(self.ballot, by=self.request.user)


class ExtendView(BallotDeedView):
    page_title = "마감 늦추기"
    form_class = ExtendForm
    sentence = (
        "시스템 장애처럼 꼭 필요할 때만 늦추십시오. 까닭이 투표의 화면에 남습니다. 앞당길 수는 없습니다."
    )
    button = "늦추기"
    done = "마감을 늦추었습니다."
    is_dangerous = True

    def perform(self, data):
        actions.extend(self.ballot, closes_at=data["closes_at"], reason=data["reason"], by=self.request.user)


class CancelView(BallotDeedView):
    page_title = "투표 취소"
    form_class = PublicReasonForm
    sentence = "이미 하신 투표는 세지 않고, 되돌릴 수 없습니다. 까닭이 투표의 화면에 남습니다."
    button = "취소하기"
    done = "투표를 취소했습니다."
    is_dangerous = True

    def perform(self, data):
        actions.cancel(self.ballot, reason=data["reason"], by=self.request.user)


class OfflineView(BallotDeedView):
    page_title = "원탁회의 결과 적기"
    form_class = OfflineForm
    sentence = "투표를 마감한 뒤에 따로 보입니다. 투표의 수와 더하지 않습니다."
    button = "적기"
    done = "원탁회의 결과를 적었습니다."

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"ballot": self.ballot}

    def form_valid(self, form):
        self.values = form.values
        return super().form_valid(form)

    def perform(self, data):
        actions.note_offline(self.ballot, by=self.request.user, **self.values)


class OfflineOutView(BallotDeedView):
    page_title = "원탁회의 결과 지우기"
    form_class = PublicReasonForm
    sentence = "잘못 적은 것을 지웁니다. 지웠다는 것과 까닭이 투표의 화면에 남습니다."
    button = "지우기"
    done = "지웠습니다."
    is_dangerous = True

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.result = get_object_or_404(OfflineResult, pk=kwargs["number"], ballot=self.ballot)

    def perform(self, data):
        actions.take_out_offline(self.result, reason=data["reason"], by=self.request.user)
