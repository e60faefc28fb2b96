"""복지서비스: the list for curators, and the screen of one."""

import django_filters
from django import forms
from django.db.models import Count
from django.shortcuts import get_object_or_404
from django.urls import reverse
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import BulkActionsCheckboxColumn, Column, TitleColumn
from wagtail.log_actions import registry

from directory.action_views import ActionView, HeadquartersMixin
from directory.admin_lists import AdminListView
from directory.benefit_page import HEADINGS
from directory.curating.actions import curate
from directory.models import Benefit, ImportSource, Term
from directory.models.benefit import NEAREST_FIRST
from directory.models.term import Axis
from directory.search_boxes import SiteSearchMixin

STATES = [("shown", "주민에게 보임"), ("hidden", "숨김"), ("withdrawn", "목록에서 사라짐"), ("over", "끝남")]


def topic_choices():
    return Term.objects.filter(axis=Axis.TOPIC)


class BenefitFilterSet(WagtailFilterSet):
    origin = django_filters.ChoiceFilter(
        label="누구의 지원", choices=[(origin.value, origin.label) for origin in NEAREST_FIRST]
    )
    state = django_filters.ChoiceFilter(label="상태", choices=STATES, method="in_state")
    topics = django_filters.ChoiceFilter(
        label="주제",
        choices=[("none", "아무 주제도 없음"), ("ours", "우리가 고름"), ("lists", "목록에 적힌 대로")],
        method="by_topics",
    )
    source = django_filters.ModelChoiceFilter(
        label="출처", queryset=ImportSource.objects.filter(kind="benefits"), to_field_name="code"
    )

    class Meta:
        model = Benefit
        fields = ["origin", "state", "topics", "source"]

    def in_state(self, benefits, name, value):
        if value == "shown":
            return benefits.listed()
        if value == "hidden":
            return benefits.filter(is_hidden=True)
        return benefits.filter(withdrawn_on__isnull=False) if value == "withdrawn" else benefits.over()

    def by_topics(self, benefits, name, value):
        if value == "none":
            return benefits.without_topics()
        return benefits.filter(ours__gt=0) if value == "ours" else benefits.filter(ours=0)


def state_of(benefit):
    if benefit.is_hidden:
        return "숨김"
    if benefit.withdrawn_on:
        return "목록에서 사라짐"
    return "끝남" if benefit.is_over else "보임"


class BenefitListView(HeadquartersMixin, SiteSearchMixin, AdminListView):
    page_title = "복지서비스"
    header_icon = "tag"
    model = Benefit
    verbose_name_plural = "복지서비스"
    template_name = "directory/admin/benefits.html"
    filterset_class = BenefitFilterSet
    key_fields = ["source_key"]
    index_url_name = "benefits:index"
    index_results_url_name = "benefits:index_results"
    default_ordering = "title"
    columns = [
        BulkActionsCheckboxColumn("bulk_actions", obj_type="benefit"),
        TitleColumn(
            "title",
            label="이름",
            url_name="benefits:curate",
            sort_key="title",
            get_title_id=lambda benefit: f"benefit_{benefit.pk}_title",
        ),
        Column("get_origin_display", label="누구의 지원", sort_key="origin"),
        Column("organisation", label="맡은 기관", sort_key="organisation"),
        Column(
            "topics_shown",
            label="주제",
            accessor=lambda benefit: ", ".join(term.label for term in benefit.topics_shown) or "없음",
        ),
        Column("ours", label="고른 이", accessor=lambda benefit: "우리" if benefit.ours else "목록"),
        Column("state", label="상태", accessor=state_of),
    ]

    def get_base_queryset(self):
        return (
            Benefit.objects.for_cards()
            .annotate(ours=Count("topics"))
            .prefetch_related("topics", "official_topics")
        )

    def get_context_data(self, **kwargs):
        return super().get_context_data(model_opts=Benefit._meta, **kwargs)


class CurateForm(forms.Form):
    topics = forms.ModelMultipleChoiceField(
        label="우리가 고른 주제",
        queryset=Term.objects.none(),
        to_field_name="code",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="하나도 고르지 않으면 목록에 적힌 주제로 찾게 됩니다.",
    )
    is_hidden = forms.BooleanField(
        label="숨깁니다",
        required=False,
        help_text="켜면 목록, 찾기, 화면, API 어디에서도 주민에게 보이지 않습니다.",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["topics"].queryset = topic_choices()


class CurateView(ActionView):
    page_title = "주제와 공개"
    header_icon = "tag"
    form_class = CurateForm
    template_name = "directory/admin/benefit.html"
    sentence = (
        "아래의 글은 공개 자료 그대로이며 여기서 고칠 수 없습니다. 다음 판을 가져오면 함께 바뀝니다. "
        "여기서 정하신 주제와 공개는 가져오기가 바꾸지 않습니다."
    )

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        benefits = Benefit.objects.select_related("source").prefetch_related("topics", "official_topics")
        self.benefit = get_object_or_404(benefits, pk=kwargs["pk"])

    def get_page_subtitle(self):
        return self.benefit.title

    def get_initial(self):
        return {
            "topics": [term.code for term in self.benefit.topics.all()],
            "is_hidden": self.benefit.is_hidden,
        }

    def perform(self, data):
        curate(self.benefit, by=self.request.user, **data)

    def get_success_url(self):
        return reverse("benefits:index")

    def trail(self):
        return [{"url": self.get_success_url(), "label": "복지서비스"}]

    def get_context_data(self, **kwargs):
        benefit = self.benefit
        texts = [(title, getattr(benefit, name)) for name, title in HEADINGS.items()]
        return super().get_context_data(**kwargs) | {
            "benefit": benefit,
            "state": state_of(benefit),
            "official_topics": ", ".join(term.label for term in benefit.official_topics.all()),
            "texts": [(title, text) for title, text in texts if text],
            "entries": registry.get_logs_for_instance(benefit)[:20],
        }
