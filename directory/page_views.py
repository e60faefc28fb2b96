"""Wagtail's page views, where the district's rules need more: edit, create, review actions.

They are put in place by ``PageViewSet``, Wagtail's seam for it.
"""

from functools import wraps

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.shortcuts import redirect
from django.utils.functional import cached_property
from wagtail.admin.views.pages.create import CreateView
from wagtail.admin.views.pages.edit import EditView
from wagtail.admin.views.pages.revisions import RevisionsRevertView
from wagtail.admin.views.pages.workflow import WorkflowActionView
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.models import Page, WorkflowState

from common.references import sections_of
from directory.models import Agency
from directory.stale_edits import stale_response

SUSPENDED = "정지된 기관의 게시물은 검토를 요청할 수 없습니다. 쓰신 내용은 임시 저장했습니다."


class _SubmittingMixin:
    """A suspended agency's page is saved, never submitted."""

    submitting_names = ("submit", "restart_workflow")

    @cached_property
    def action_name_and_method(self):
        name, method = super().action_name_and_method
        if name in self.submitting_names:
            agency = Agency.objects.holding(self.page if self.page.path else self.parent_page)
            if agency and agency.is_suspended:
                messages.error(self.request, SUSPENDED)
                return "save", self.save_action
        return name, method


class _CarefulMixin(_SubmittingMixin):
    """One save at a time for each page, and none that overwrites what its writer has not seen."""

    def dispatch(self, request, page_id, **kwargs):
        if request.method != "POST":
            return super().dispatch(request, page_id, **kwargs)
        with transaction.atomic():
            # Two who save at once: the second looks at what the first has saved.
            Page.objects.select_for_update(of=("self",)).filter(pk=page_id).first()
            return super().dispatch(request, page_id, **kwargs)

    @cached_property
    def is_out_of_date(self):
        """Also where the page had no revision at all when it was opened: then the form cannot name one."""
        names = self.request.POST
        if "loaded_without_revision" in names and not (
            names.get("loaded_revision_id") or names.get("overwrite_revision_id")
        ):
            return self.latest_revision is not None
        return super().is_out_of_date

    def post(self, request, *args, **kwargs):
        refusable = not (self.expects_json_response or self.locked_for_user or self.page.alias_of_id)
        if refusable and self.is_out_of_date and not self.is_cancelling_workflow:
            return stale_response(self)
        return super().post(request, *args, **kwargs)


class AgencyEditView(_CarefulMixin, EditView):
    """Editing that refuses to overwrite another's work unseen, and says why a page came back."""

    def get(self, request, *args, **kwargs):
        state = self.workflow_state
        if state and state.status == WorkflowState.STATUS_NEEDS_CHANGES:
            reason = state.current_task_state.comment
            messages.warning(request, f"반려된 글입니다. 고친 뒤 다시 검토를 요청해 주십시오. 사유: {reason}")
        return super().get(request, *args, **kwargs)


class AgencyRevertView(_CarefulMixin, RevisionsRevertView):
    """Going back to an earlier version, with the same care."""


class AgencyCreateView(_SubmittingMixin, CreateView):
    """A new page, made whole (page, first version, review) or not at all."""

    def dispatch(self, request, *args, **kwargs):
        if request.method != "POST":
            return super().dispatch(request, *args, **kwargs)
        with transaction.atomic():
            return super().dispatch(request, *args, **kwargs)


class ReviewActionView(WorkflowActionView):
    """Approving and returning: the reviewer reads in Korean what happened, also when nothing did."""

    done = {"approve": "‘{title}’ 게시물을 승인했습니다.", "reject": "‘{title}’ 게시물을 반려했습니다."}

    def post(self, request, *args, **kwargs):
        form = self.form_class(request.POST)
        is_modal = request.headers.get("x-requested-with") == "XMLHttpRequest"
        if not form.is_valid() and not is_modal:
            messages.error(request, " ".join(error for errors in form.errors.values() for error in errors))
            return redirect(self.redirect_url)
        try:
            response = super().post(request, *args, **kwargs)
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
        else:
            if not form.is_valid():
                return response
            messages.success(
                request, self.done[self.action_name].format(title=self.object.get_admin_display_title())
            )
            return response
        if is_modal:
            return self.render_modal_json(request, {"step": "success", "redirect": self.redirect_url})
        return redirect(self.redirect_url)


# The arguments by which a page view's address names pages.
PAGE_ARGUMENTS = {"page_id", "pk", "parent_page_id", "page_to_move_id", "destination_id"}


def only_in_own_sections(view):
    """The same view, closed to who holds no right on every page that its address names.

    Wagtail's views check this one by one, and some forget: the question before a move and the actions of
    a review told the title of any page. The explorer checks by itself, and shows what is above as well.
    """

    @wraps(view)
    def guarded(request, *args, **kwargs):
        named = {int(kwargs[name]) for name in PAGE_ARGUMENTS & kwargs.keys()}
        if named and not request.user.is_superuser:
            own = Page.objects.filter(sections_of(request.user), pk__in=named)
            if own.count() < len(named):
                raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded


class AgencyPageViewSet(PageViewSet):
    """All page types of Nurinet."""

    model = Page
    add_view_class = AgencyCreateView
    edit_view_class = AgencyEditView
    revisions_revert_view_class = AgencyRevertView
    workflow_action_view_class = ReviewActionView

    @cached_property
    def views(self):
        open_to_all = {"index", "index_results"}
        return {
            name: view if name in open_to_all else only_in_own_sections(view)
            for name, view in super().views.items()
        }
