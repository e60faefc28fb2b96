"""검토: everything a reviewer needs to decide, on one screen, without a script."""

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from wagtail.admin.views.pages.revisions import RevisionsCompareView

from directory.models import Agency
from directory.models.approval import ReturnForm


class ReviewView(RevisionsCompareView):
    """What was submitted, as residents would see it, and how it differs from the live version."""

    template_name = "wagtailadmin/pages/review.html"
    page_title = "검토"
    header_icon = "clipboard-list"

    def setup(self, request, pk, *args, **kwargs):
        super().setup(request, pk, "live", None)
        self.task_state = self.object.current_workflow_task_state

    def dispatch(self, request, *args, **kwargs):
        if self.task_state is None:
            messages.info(request, "지금 검토를 기다리는 게시물이 아닙니다.")
            return redirect("wagtailadmin_pages:edit", self.object.pk)
        self.revision_id_b = self.task_state.revision_id
        return super().dispatch(request, *args, **kwargs)

    def _action_url(self, name):
        return reverse("wagtailadmin_pages:workflow_action", args=[self.object.pk, name, self.task_state.pk])

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        workflow_state = self.task_state.workflow_state
        return context | {
            "page": self.object,
            "agency": Agency.objects.holding(self.object),
            "task_state": self.task_state,
            "requested_by": workflow_state.requested_by,
            "is_unchanged": self.task_state.is_unchanged,
            "may_decide": bool(self.task_state.task.specific.get_actions(self.object, self.request.user)),
            "approve_url": self._action_url("approve"),
            "return_url": self._action_url("reject"),
            "return_form": ReturnForm(),
            "preview_url": reverse(
                "wagtailadmin_pages:revisions_view", args=[self.object.pk, self.task_state.revision_id]
            ),
        }
