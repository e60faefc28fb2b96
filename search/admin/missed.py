"""주민이 찾지 못한 말: what many searched for in vain, and what can be done about it."""

from urllib.parse import urlencode

from django.urls import reverse
from wagtail.admin.ui.tables import ButtonsColumnMixin, Column, TitleColumn
from wagtail.admin.views.reports.base import ReportView
from wagtail.admin.widgets import Button

from accounts.exports import KoreanExportMixin
from common.addresses import SEARCH
from common.lists import address
from directory.action_views import HeadquartersMixin
from search.models import SHOWN_AFTER_DAYS, SearchTally


class WordsColumn(ButtonsColumnMixin, TitleColumn):
    """The words, and beside them what to do: give them a synonym, or search again."""

    def get_buttons(self, tally, parent_context):
        yield Button(
            "동의어로 잇기",
            f"{reverse('synonyms:add')}?{urlencode({'words': tally.text})}",
            icon_name="link",
            priority=10,
        )
        yield Button(
            "다시 찾아보기", address(SEARCH, urlencode({"q": tally.text})), icon_name="search", priority=20
        )


class MissedReportView(HeadquartersMixin, KoreanExportMixin, ReportView):
    page_title = "주민이 찾지 못한 말"
    page_subtitle = f"서로 다른 날 {SHOWN_AFTER_DAYS}일 넘게 찾은 말"
    header_icon = "search"
    model = SearchTally
    verbose_name_plural = "찾지 못한 말"
    is_searchable = True
    search_fields = ["text"]
    search_backend_name = None
    index_url_name = "missed:index"
    index_results_url_name = "missed:index_results"
    export_filename = "missed-searches"
    default_ordering = "-missed"
    columns = [
        WordsColumn("text", label="찾은 말", sort_key="text"),
        Column("missed", label="찾지 못한 횟수", sort_key="missed"),
        Column("days", label="찾은 날수", sort_key="days"),
        Column("week", label="마지막으로 찾은 주", sort_key="last_on"),
    ]
    list_export = ["text", "missed", "days", "week"]
    export_headings = {
        "text": "찾은 말",
        "missed": "찾지 못한 횟수",
        "days": "찾은 날수",
        "week": "마지막으로 찾은 주",
    }

    def get_base_queryset(self):
        return SearchTally.objects.missed()

    def order_queryset(self, queryset):
        return queryset.order_by(self.ordering, "text")
