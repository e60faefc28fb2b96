"""정보의 품질: shares for each agency and for all. Counts only, nothing personal."""

from wagtail.admin.ui.tables import Column
from wagtail.admin.views.reports.base import ReportView

from accounts.exports import KoreanExportMixin
from directory.keeping.quality import MEASURES, Quality, quality_by_agency
from directory.keeping.sections import own_sections
from directory.models import FacilityPage


def _cell(name):
    return lambda row: f"{row.share(name)}% ({getattr(row, name)}곳)"


class QualityReportView(KoreanExportMixin, ReportView):
    """One aggregate, whatever the number of agencies; agencies see their own row."""

    page_title = "정보의 품질"
    header_icon = "tasks"
    model = FacilityPage
    index_url_name = "nurinet_quality"
    index_results_url_name = "nurinet_quality_results"
    export_filename = "quality"
    paginate_by = None
    columns = [
        Column("agency", label="기관", sort_key="agency"),
        Column("total", label="시설", accessor=lambda row: f"{row.total}곳", sort_key="total"),
        *(Column(name, label=label, accessor=_cell(name), sort_key=name) for name, label in MEASURES.items()),
    ]
    default_ordering = "agency"
    list_export = ["agency", "total", *(f"{name}{part}" for name in MEASURES for part in ("", "_share"))]
    export_headings = (
        {"agency": "기관", "total": "시설"}
        | MEASURES
        | {f"{name}_share": f"{label}(%)" for name, label in MEASURES.items()}
    )

    def get_filtered_queryset(self):
        rows, everything = quality_by_agency(own_sections(self.request.user))
        name = self.ordering.removeprefix("-")
        if name in MEASURES:
            rows.sort(key=lambda row: (row.share(name), row.total))
        else:
            rows.sort(key=lambda row: getattr(row, name))
        if self.ordering.startswith("-"):
            rows.reverse()
        return [*rows, everything] if len(rows) > 1 else rows

    def to_row_dict(self, row: Quality):
        for name in MEASURES:
            setattr(row, f"{name}_share", row.share(name))
        return super().to_row_dict(row)
