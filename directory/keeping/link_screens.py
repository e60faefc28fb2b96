"""끊어진 링크와 전화: of all agencies for headquarters, of the own one for an agency."""

import django_filters
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.reports.base import ReportView

from accounts.exports import KoreanExportMixin
from directory.admin_lists import TotalOrder
from directory.keeping.links import reported_now
from directory.keeping.sections import agencies_for, own_sections, section_title
from directory.models import LinkCheck
from directory.models.keeping import TEL


class LinkFilterSet(WagtailFilterSet):
    what = django_filters.ChoiceFilter(
        label="무엇", method="of_kind", choices=[("link", "링크"), ("phone", "전화")]
    )
    agency = django_filters.ModelChoiceFilter(label="기관", method="of_agency", queryset=agencies_for)

    class Meta:
        model = LinkCheck
        fields = []

    def of_kind(self, checks, name, value):
        phones = checks.filter(url__startswith=TEL)
        return phones if value == "phone" else checks.exclude(url__startswith=TEL)

    def of_agency(self, checks, name, agency):
        return checks.filter(page__path__startswith=agency.page.path)


def reported_for(user):
    """What this person has to mend, with the agency's name."""
    checks = reported_now().filter(own_sections(user, "page__path"))
    return checks.annotate(section=section_title("page__path"))


def shown(check):
    """The address or number as a person reads it."""
    return check.url.removeprefix(TEL)


class LinkReportView(KoreanExportMixin, TotalOrder, ReportView):
    page_title = "끊어진 링크와 전화"
    header_icon = "link"
    model = LinkCheck
    filterset_class = LinkFilterSet
    is_searchable = True
    search_fields = ["page__title", "url"]
    index_url_name = "nurinet_links"
    index_results_url_name = "nurinet_links_results"
    export_filename = "broken-links"
    default_ordering = "failing_since"
    columns = [
        TitleColumn(
            "page",
            label="글",
            url_name="wagtailadmin_pages:edit",
            id_accessor="page_id",
            sort_key="page__title",
        ),
        Column("section", label="기관", sort_key="section"),
        Column("shown", label="주소나 번호", accessor=shown),
        Column("problem", label="까닭"),
        DateColumn("failing_since", label="처음 안 때", sort_key="failing_since"),
        DateColumn("checked_at", label="마지막으로 본 때", sort_key="checked_at"),
    ]
    list_export = ["page.title", "section", "shown", "problem", "failing_since", "checked_at"]
    export_headings = {
        "page.title": "글",
        "section": "기관",
        "shown": "주소나 번호",
        "problem": "까닭",
        "failing_since": "처음 안 때",
        "checked_at": "마지막으로 본 때",
    }

    def get_base_queryset(self):
        return reported_for(self.request.user)

    def to_row_dict(self, check):
        check.shown = shown(check)
        return super().to_row_dict(check)
