"""A file comes in, and a person says what its columns are."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.urls import reverse
from django.views.generic import FormView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from directory.action_views import ActionView
from directory.importing.admin.forms import MappingForm, UploadForm
from directory.importing.admin.run_lists import OneRunMixin, run_crumb, runs_crumb
from directory.importing.asking import CHANGEABLE, ask_for, is_under_way, map_columns, upload
from directory.importing.engine import UnreadableFile
from directory.importing.first_rows import first_rows
from directory.models import ImportRun

UNDER_WAY = "이미 하고 있습니다. 끝나면 이 화면에 결과가 나옵니다."


def earlier_uploads(run):
    """Runs of the very same file."""
    same = ImportRun.objects.filter(sha256=run.sha256).exclude(pk=run.pk)
    return same.select_related("source").defer("content")[:5]


class UploadView(ActionView):
    page_title = "파일 올리기"
    header_icon = "upload"
    form_class = UploadForm
    sentence = (
        "공공데이터 파일을 올립니다. 올리기만 해서는 아무것도 바뀌지 않습니다. "
        "칸을 확인하고 연습해 본 다음에 가져옵니다."
    )
    button = "올리고 칸 확인하기"
    done = "파일을 읽었습니다. 칸이 맞는지 확인해 주십시오."

    def perform(self, data):
        file = data["file"]
        self.run = upload(
            file.read(),
            file.name,
            kind=data["kind"],
            source=data["source"],
            new_source=data["new_source"],
            by=self.request.user,
        )

    def get_success_url(self):
        run = getattr(self, "run", None)
        return reverse("imports:mapping", args=[run.pk]) if run else reverse("imports:index")

    def trail(self):
        return [runs_crumb()]


class MappingView(OneRunMixin, WagtailAdminTemplateMixin, FormView):
    """The columns of the file, and the first rows as they would be read."""

    template_name = "directory/importing/mapping.html"
    page_title = "칸 잇기"
    form_class = MappingForm

    def dispatch(self, request, *args, **kwargs):
        self.first_rows, self.refusal = None, ""
        return super().dispatch(request, *args, **kwargs)

    def get(self, request, *args, **kwargs):
        return self._to_report() or self._read() or super().get(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        return self._to_report() or self._read() or super().post(request, *args, **kwargs)

    def _to_report(self):
        if self.run.state not in CHANGEABLE or is_under_way(self.run):
            return redirect("imports:inspect", self.run.pk)
        return None

    def _read(self):
        try:
            self.first_rows = first_rows(self.run)
        except UnreadableFile as error:
            self.refusal = str(error)
            return self.render_to_response(self.get_context_data(form=None))
        return None

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"run": self.run, "columns": self.first_rows.preview.columns}

    def form_valid(self, form):
        deed = self.request.POST.get("deed", "")
        try:
            map_columns(self.run, form.mapping(), form.cleaned_data["reference_date"], by=self.request.user)
            if deed in ("rehearse", "import"):
                is_new = ask_for(self.run, by=self.request.user, rehearsal=deed == "rehearse")
                if not is_new:
                    messages.info(self.request, UNDER_WAY)
                return redirect("imports:inspect", self.run.pk)
        except ValidationError as error:
            form.add_error(None, error)
            return self.form_invalid(form)
        messages.success(self.request, "저장했습니다. 아래에서 다시 읽은 줄을 확인해 주십시오.")
        return redirect("imports:mapping", self.run.pk)

    def get_breadcrumbs_items(self):
        home = super().get_breadcrumbs_items()
        return [*home, runs_crumb(), run_crumb(self.run), {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs):
        if self.refusal:
            kwargs["form"] = None
        return super().get_context_data(**kwargs) | {
            "run": self.run,
            "first": self.first_rows,
            "refusal": self.refusal,
            "earlier": earlier_uploads(self.run),
        }
