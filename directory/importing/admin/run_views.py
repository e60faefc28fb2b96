"""One run: how far it is, what came of it, and what may be done with it."""

from collections import Counter

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.generic import TemplateView, View
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.log_actions import registry

from directory.action_views import ActionView
from directory.importing import engine
from directory.importing.admin.run_lists import OneRunMixin, run_crumb, runs_crumb, state
from directory.importing.admin.upload_views import UNDER_WAY, earlier_uploads
from directory.importing.asking import CHANGEABLE, WAITING, ask_for, ask_to_undo, is_under_way, is_undoing
from directory.importing.headers import IGNORED, PERSON
from directory.importing.progress import progress_of
from directory.importing.report import OUTCOMES
from directory.importing.target import target_of
from directory.importing.undo import refuse
from directory.models import SourceRecord
from directory.models.importing import RunState, Severity


def progress(run):
    """Plain JSON of how far a run is. ``is_waiting`` says that a later question may be answered otherwise."""
    done, total = progress_of(run)
    undoing = is_undoing(run)
    return {
        "state": run.state,
        "label": "되돌리는 중" if undoing else state(run),
        "done": done,
        "total": total,
        "percent": 100 * done // total if total else 0,
        "is_waiting": undoing or is_under_way(run),
        "is_undoing": undoing,
    }


def refusal_to_undo(run):
    """Why the run cannot be taken back; empty if it can."""
    try:
        refuse(run)
    except engine.CannotUndo as error:
        return str(error)
    return ""


def header_lines(run):
    """(header, what it was read as) of every column."""
    labels = {field.name: field.label for field in target_of(run.source.kind).fields}
    labels |= {PERSON: "사람 이름이라 읽지 않음", IGNORED: "원본에만 둠", "": "원본에만 둠"}
    return [(header, labels.get(field, field)) for header, field in run.header_map.items()]


class ReportView(OneRunMixin, WagtailAdminTemplateMixin, TemplateView):
    template_name = "directory/importing/report.html"

    def get_page_title(self):
        return self.run.file_name

    def get_breadcrumbs_items(self):
        return [*super().get_breadcrumbs_items(), runs_crumb(), {"url": "", "label": self.run.file_name}]

    def get_context_data(self, **kwargs):
        run, how_far = self.run, progress(self.run)
        tally = Counter(run.problems.order_by().values_list("severity", flat=True))
        is_settled = not how_far["is_waiting"]
        return super().get_context_data(**kwargs) | {
            "run": run,
            "progress": how_far,
            "counts": [(label, run.counts[name]) for name, label in OUTCOMES.items() if run.counts.get(name)],
            "problems": [(value, label, tally[value]) for value, label in Severity.choices if tally[value]],
            "has_errors": tally[Severity.ERROR] > 0,
            "has_guesses": tally[Severity.GUESS] > 0,
            "held": SourceRecord.objects.filter(source=run.source).exclude(held={}).count(),
            "headers": header_lines(run),
            "earlier": earlier_uploads(run),
            "is_lost": run.state in WAITING and is_settled,
            "may_change": run.state in CHANGEABLE and is_settled,
            "may_undo": is_settled and not refusal_to_undo(run),
            "undo_refusal": refusal_to_undo(run) if run.state == RunState.DONE else "",
            "entries": registry.get_logs_for_instance(run).select_related("user")[:30],
        }


class ProgressView(OneRunMixin, View):
    """Asked every second by the report while the worker is at it."""

    def get(self, request, *args, **kwargs):
        return JsonResponse(progress(self.run))


class ErrorFileView(OneRunMixin, View):
    """The rows that could not be taken, to mend and upload again."""

    def get(self, request, *args, **kwargs):
        try:
            content = engine.error_file(self.run)
        except engine.UnreadableFile as error:
            messages.error(request, str(error))
            return redirect("imports:inspect", self.run.pk)
        return HttpResponse(
            content,
            headers={
                "Content-Type": "text/csv; charset=utf-8",
                "Content-Disposition": f'attachment; filename="import-{self.run.pk}-errors.csv"',
            },
        )


class RunActionView(OneRunMixin, ActionView):
    """A deed on the run named in the address."""

    def get_success_url(self):
        return reverse("imports:inspect", args=[self.run.pk])

    def trail(self):
        return [runs_crumb(), run_crumb(self.run)]


class AskView(OneRunMixin, View):
    """The buttons of the report; a press on a run that is under way changes nothing."""

    http_method_names = ["post"]
    rehearsal = False

    def post(self, request, *args, **kwargs):
        try:
            if not ask_for(self.run, by=request.user, rehearsal=self.rehearsal):
                messages.info(request, UNDER_WAY)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        return redirect("imports:inspect", self.run.pk)


class ForceView(RunActionView):
    page_title = "그래도 가져오기"
    button = "그래도 가져오기"
    done = "가져오기를 시켰습니다."
    is_dangerous = True

    @property
    def sentence(self):
        """The guard's own words, which say the share, come first."""
        told = "다른 자료를 올렸거나 파일이 잘린 것이 아닌지 먼저 확인해 주십시오. 맞는 파일이면 까닭을 적고 가져옵니다."
        return " ".join([*self.run.notes[-1:], told]) if self.run.state == RunState.STOPPED else told

    def perform(self, data):
        ask_for(self.run, by=self.request.user, force=True, reason=data["reason"])


class UndoView(RunActionView):
    page_title = "되돌리기"
    button = "되돌리기"
    done = "되돌리기를 시켰습니다."
    is_dangerous = True

    def get(self, request, *args, **kwargs):
        if told := refusal_to_undo(self.run):
            messages.error(request, told)
            return redirect(self.get_success_url())
        return super().get(request, *args, **kwargs)

    @property
    def sentence(self):
        made = self.run.changes.filter(is_new=True).count()
        wrote = self.run.changes.filter(is_new=False, after__has_key="values").count()
        told = [f"새로 실은 {made:,}건을 지웁니다."] if made else []
        told += [f"고친 {wrote:,}건을 그 전의 값으로 돌려놓습니다."] if wrote else []
        if not told:
            return "이 가져오기는 바꾼 것이 없습니다. 되돌리면 기록에만 남습니다."
        return " ".join([*told, "그 뒤에 사람이 고친 것은 남겨 두고 알려 드립니다."])

    def perform(self, data):
        if not ask_to_undo(self.run, by=self.request.user, reason=data["reason"]):
            self.done = "이미 되돌리고 있습니다."
