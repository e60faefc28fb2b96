"""접속기록: the office reads who did what. Looking is itself written down."""

import django_filters
from django.core.exceptions import PermissionDenied
from django.utils.timezone import localtime
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.reports import ReportView

from accounts.exports import ReasonedExportMixin
from accounts.models import AccessLog, Verb


class AccessLogFilterSet(WagtailFilterSet):
    at = django_filters.DateFromToRangeFilter(label="기간", widget=DateRangePickerWidget)
    verb = django_filters.MultipleChoiceFilter(label="한 일", choices=Verb.choices)
    actor_email = django_filters.CharFilter(label="한 사람 이메일", lookup_expr="icontains")
    person_email = django_filters.CharFilter(label="정보주체 이메일", lookup_expr="icontains")
    object_label = django_filters.CharFilter(label="대상", lookup_expr="icontains")
    ip = django_filters.CharFilter(label="접속 주소", lookup_expr="startswith")

    class Meta:
        model = AccessLog
        fields = ["at", "verb", "actor_email", "person_email", "object_label", "ip"]


class AccessLogReportView(ReasonedExportMixin, ReportView):
    page_title = "접속기록"
    header_icon = "history"
    export_subject = "접속기록"
    export_filename = "access-log"
    model = AccessLog
    filterset_class = AccessLogFilterSet
    index_url_name = "access_log"
    index_results_url_name = "access_log_results"
    default_ordering = "-number"
    columns = [
        Column("number", label="번호"),
        Column("at", label="때", accessor=lambda row: localtime(row.at).strftime("%Y-%m-%d %H:%M:%S")),
        Column("actor_email", label="한 사람", accessor=lambda row: row.actor_email or "(기록 없음)"),
        Column("ip", label="접속 주소"),
        Column("get_verb_display", label="한 일"),
        Column("object_label", label="대상"),
        Column("person_email", label="정보주체"),
        Column("reason", label="사유"),
    ]
    list_export = [
        *("number", "at", "actor_email", "ip", "get_verb_display", "object_type", "object_id"),
        *("object_label", "person_email", "reason", "hash"),
    ]
    export_headings = {"get_verb_display": "한 일"}

    def dispatch(self, request, *args, **kwargs):
        if not request.user.has_perm("accounts.view_accesslog"):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get(self, request, *args, **kwargs):
        response = super().get(request, *args, **kwargs)
        if not self.is_export:
            AccessLog.objects.record(Verb.VIEWED, reason="접속기록", request=request)
        return response
