"""Downloads of personal data: each asks why, and is written down with the answer."""

from django import forms
from django.shortcuts import render
from wagtail.admin.views.mixins import SpreadsheetExportMixin

from accounts.models import AccessLog, Verb

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


class ExportReasonForm(forms.Form):
    reason = forms.CharField(
        label="내려받는 사유",
        min_length=2,
        max_length=300,
        help_text="무엇에 쓰시는지 적어 주십시오. 내려받은 사실과 함께 접속기록에 남습니다.",
        error_messages={
            "required": "사유를 적어 주십시오.",
            "min_length": "사유를 두 글자 이상 적어 주십시오.",
        },
    )


class KoreanExportMixin(SpreadsheetExportMixin):
    """CSV and XLSX. A cell never starts a formula; Excel reads the CSV as Korean."""

    def stream_csv(self, queryset):
        yield "\ufeff".encode()
        yield from super().stream_csv(queryset)

    def preprocess_field_value(self, field, value, export_format):
        value = super().preprocess_field_value(field, value, export_format)
        if export_format == self.FORMAT_CSV and isinstance(value, str) and value.startswith(FORMULA_STARTS):
            return f"'{value}"
        return value


class ReasonedExportMixin(KoreanExportMixin):
    """The same after a reason, which is written down."""

    export_subject = ""

    def get(self, request, *args, **kwargs):
        if self.is_export:
            form = ExportReasonForm(request.GET if "reason" in request.GET else None)
            if not form.is_valid():
                return self.ask_reason(form)
            reason = f"{self.export_subject} {request.GET['export']}: {form.cleaned_data['reason']}"
            AccessLog.objects.record(Verb.EXPORTED, reason=reason, request=request)
        return super().get(request, *args, **kwargs)

    def ask_reason(self, form):
        kept = [(key, value) for key, value in self.request.GET.items() if key != "reason"]
        context = {
            "form": form,
            "kept": kept,
            "page_title": f"{self.export_subject} 내려받기",
            "header_title": f"{self.export_subject} 내려받기",
            "header_icon": "download",
        }
        return render(self.request, "accounts/export_reason.html", context)
