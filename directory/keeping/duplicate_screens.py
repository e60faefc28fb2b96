"""같은 곳일 수 있는 시설: both side by side, and the decision. For headquarters alone."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from wagtail.admin.ui.tables import Column, TitleColumn

from directory.action_views import ActionView, HeadquartersMixin
from directory.admin_lists import AdminListView
from directory.keeping.duplicates import merge, tell_apart
from directory.keeping.forms import MergeForm
from directory.models import MergeSuggestion
from directory.models.duplicates import MergeState

COMPARED = (
    *("title", "kind", "status", "agency", "operator", "road_address", "lot_address", "phone", "website"),
    *("opening_hours", "capacity", "latitude", "longitude", "source", "source_date", "confirmed_on"),
)


def open_suggestions():
    """What still waits for a decision between two pages that residents see."""
    return MergeSuggestion.objects.filter(
        state=MergeState.OPEN, first__live=True, second__live=True
    ).select_related("first__agency", "second__agency", "first__kind", "second__kind")


class SuggestionListView(HeadquartersMixin, AdminListView):
    page_title = "같은 곳일 수 있는 시설"
    header_icon = "copy"
    model = MergeSuggestion
    verbose_name_plural = "같은 곳일 수 있는 시설"
    is_searchable = True
    search_fields = ["first__title", "second__title"]
    index_url_name = "duplicates:index"
    index_results_url_name = "duplicates:index_results"
    default_ordering = "-score"
    columns = [
        TitleColumn("first", label="시설", url_name="duplicates:decide"),
        Column("first_agency", label="기관", accessor="first.agency"),
        Column("second", label="다른 시설"),
        Column("second_agency", label="기관", accessor="second.agency"),
        Column("score", label="닮은 정도", sort_key="score"),
        Column("reasons", label="까닭", accessor=lambda row: " ".join(map(str, row.reasons))),
    ]

    def get_base_queryset(self):
        return open_suggestions()


def _said(page, name):
    display = getattr(page, f"get_{name}_display", None)
    value = display() if display else getattr(page, name)
    return "" if value is None else value


class DecideView(ActionView):
    template_name = "directory/keeping/admin/decide.html"
    page_title = "같은 곳입니까?"
    header_icon = "copy"
    form_class = MergeForm
    sentence = (
        "합치면 남기지 않는 쪽은 지우지 않고 게시만 멈추며, 그 주소는 남긴 쪽으로 이어집니다. "
        "다음에 같은 목록을 가져와도 다시 생기지 않습니다. 한쪽이라도 주소를 공개하지 않으면 남긴 쪽도 공개하지 않습니다."
    )
    button = "이렇게 정하기"
    done = "정했습니다."

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.suggestion = get_object_or_404(open_suggestions(), pk=kwargs["pk"])

    def perform(self, data):
        if data["decision"] == "different":
            tell_apart(self.suggestion, by=self.request.user)
        else:
            keep = getattr(self.suggestion, data["decision"])
            merge(self.suggestion, keep, by=self.request.user, fills=data["fills"])

    def get_success_url(self):
        return reverse("duplicates:index")

    def trail(self):
        return [{"url": self.get_success_url(), "label": "같은 곳일 수 있는 시설"}]

    def get_context_data(self, **kwargs):
        first, second = self.suggestion.first, self.suggestion.second
        rows = [
            {
                "label": first._meta.get_field(name).verbose_name,
                "first": _said(first, name),
                "second": _said(second, name),
            }
            for name in COMPARED
        ]
        return super().get_context_data(suggestion=self.suggestion, rows=rows, **kwargs)
