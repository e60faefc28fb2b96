"""할 일 in the members' room."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.views.generic import FormView, View

from council.models import Committee, CommitteeTask
from council.room.door import RoomMixin
from council.room.forms import TaskForm
from council.room.todo import finish, write_down

LARGEST_NUMBER = 2**31 - 1


class NewTaskView(RoomMixin, FormView):
    """For who leads the body, and headquarters."""

    template_name = "council/room/task_new.html"
    form_class = TaskForm
    crumb = "새 할 일"

    def _refusal(self, request):
        refusal = super()._refusal(request)
        if refusal is None:
            if self.kwargs["pk"] > LARGEST_NUMBER or not self.leads(self.kwargs["pk"]):
                raise Http404
            self.committee = get_object_or_404(Committee, pk=self.kwargs["pk"])
        return refusal

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"committee": self.committee}

    def form_valid(self, form):
        write_down(by=self.request.user, committee=self.committee, **form.cleaned_data)
        messages.success(self.request, "할 일을 적었습니다.")
        return redirect("council_room")

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"committee": self.committee}


class DoneView(RoomMixin, View):
    http_method_names = ["post"]

    def post(self, request, pk):
        if pk > LARGEST_NUMBER:
            raise Http404
        task = get_object_or_404(CommitteeTask, pk=pk)
        try:
            finish(task, by=request.user)
        except PermissionDenied:
            raise Http404 from None
        except ValidationError as refusal:
            messages.info(request, refusal.messages[0])
        else:
            messages.success(request, f"마쳤습니다: {task.title}")
        return redirect("council_room")
