"""The first screen of the day: what waits for me, by role. Each panel costs a constant number of queries."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import CharField, Q
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils import timezone
from wagtail.admin.ui.components import Component
from wagtail.models import (
    Page,
    PageLogEntry,
    Revision,
    TaskState,
    WorkflowState,
    get_default_page_content_type,
)
from wagtail.permissions import policy_registry

from directory.keeping.panels import KeepingPanel
from directory.models import Agency, AgencyPage, LendingRequest
from directory.scheduling import STUCK

ROWS = 10
EXPIRING_DAYS = 14
# The runner comes every few seconds; what is later than this it could not do.
STUCK_AFTER = timedelta(minutes=2)
VERBS = {
    "newspage": "소식 쓰기",
    "eventpage": "행사 쓰기",
    "programpage": "프로그램 올리기",
    "facilitypage": "시설 올리기",
    "resourcepage": "자원 올리기",
}


@dataclass
class Row:
    """A page in a list: where it leads, and the one thing to know about it."""

    page: Page
    url: str
    note: str = ""
    moment: object = None
    agency: str = ""
    person: str = ""


def edit_url(page):
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def _pages(pks):
    return Page.objects.select_related("content_type").in_bulk([int(pk) for pk in pks])


def _sections(pages):
    """Page → title of the agency whose section it stands in, in one query."""
    steplen = Page.steplen
    prefixes = {page.path[:end] for page in pages for end in range(steplen, len(page.path) + 1, steplen)}
    titles = dict(AgencyPage.objects.filter(path__in=prefixes).values_list("path", "title"))
    return {
        page.pk: next((title for path, title in titles.items() if page.path.startswith(path)), "")
        for page in pages
    }


class EditorPanel(Component):
    """For who works at an agency: what came back, what waits, what is unfinished, what ends soon."""

    name = "nurinet_editor"
    order = 100
    template_name = "wagtailadmin/home/nurinet_editor.html"

    def __init__(self, user, agencies):
        self.user = user
        self.agencies = agencies
        own = Q(pk__in=[])
        for agency in agencies:
            own |= Q(path__startswith=agency.page.path)
        self.own_pages = Page.objects.filter(own)

    def _reviews(self):
        ids = self.own_pages.order_by().values_list(Cast("pk", CharField()), flat=True)
        states = (
            WorkflowState.objects.active()
            .filter(base_content_type=get_default_page_content_type(), object_id__in=ids)
            .select_related("current_task_state__finished_by", "requested_by")
            .order_by("-created_at", "-pk")
        )
        states = list(states[: 5 * ROWS])
        pages = _pages(state.object_id for state in states)
        returned, waiting = [], []
        for state in states:
            page, task_state = pages[int(state.object_id)], state.current_task_state
            if state.status == WorkflowState.STATUS_NEEDS_CHANGES:
                returned.append(Row(page, edit_url(page), task_state.comment, task_state.finished_at))
            else:
                waiting.append(
                    Row(page, edit_url(page), moment=task_state.started_at, person=str(state.requested_by))
                )
        return returned[:ROWS], waiting[:ROWS], {page.pk for page in pages.values()}

    def _drafts(self, under_review):
        drafts = (
            self.own_pages.filter(has_unpublished_changes=True)
            .filter(Q(owner=self.user) | Q(latest_revision__user=self.user))
            .exclude(pk__in=under_review)
            .select_related("content_type")
            .order_by("-latest_revision_created_at", "-pk")
        )
        return [Row(page, edit_url(page), moment=page.latest_revision_created_at) for page in drafts[:ROWS]]

    def _expiring(self):
        now = timezone.now()
        pages = (
            self.own_pages.filter(live=True, expire_at__gt=now)
            .filter(expire_at__lte=now + timedelta(days=EXPIRING_DAYS))
            .select_related("content_type")
            .order_by("expire_at", "pk")
        )
        return [Row(page, edit_url(page), moment=page.expire_at) for page in pages[:ROWS]]

    def _quick_adds(self):
        for agency in self.agencies:
            if agency.is_suspended:
                continue
            buttons = [
                (
                    VERBS.get(model._meta.model_name, str(model._meta.verbose_name)),
                    reverse(
                        "wagtailadmin_pages:add",
                        args=[model._meta.app_label, model._meta.model_name, agency.page_id],
                    ),
                )
                for model in sorted(
                    AgencyPage.creatable_subpage_models(),
                    key=lambda model: (
                        list(VERBS).index(model._meta.model_name)
                        if model._meta.model_name in VERBS
                        else len(VERBS)
                    ),
                )
            ]
            yield agency, buttons, reverse("wagtailadmin_explore", args=[agency.page_id])

    def get_context_data(self, parent_context):
        returned, waiting, under_review = self._reviews()
        return super().get_context_data(parent_context) | {
            "quick_adds": list(self._quick_adds()),
            "suspended": [agency for agency in self.agencies if agency.is_suspended],
            "returned": returned,
            "waiting": waiting,
            "drafts": self._drafts(under_review),
            "expiring": self._expiring(),
            "expiring_days": EXPIRING_DAYS,
            "lending_waiting": LendingRequest.objects.waiting().visible_to(self.user).count(),
        }


class ReviewerPanel(Component):
    """For who may publish: what waits for me, oldest first, across agencies; and what is in trouble."""

    name = "nurinet_reviewer"
    order = 50
    template_name = "wagtailadmin/home/nurinet_reviewer.html"
    # What an upper floor shows by itself: each narrows the reviews that this list is made of.
    without = []

    def __init__(self, user):
        self.user = user

    def _waiting(self):
        states = TaskState.objects.reviewable_by(self.user)
        for narrowed in self.without:
            states = narrowed(states)
        count = states.count()
        states = list(
            states.select_related("workflow_state__requested_by").order_by("started_at", "pk")[: 3 * ROWS]
        )
        pages = _pages(state.workflow_state.object_id for state in states)
        sections = _sections(pages.values())
        rows = []
        for state in states:
            page = pages[int(state.workflow_state.object_id)]
            rows.append(
                Row(
                    page,
                    reverse("nurinet_review", args=[page.pk]),
                    moment=state.started_at,
                    agency=sections[page.pk],
                    person=str(state.workflow_state.requested_by or ""),
                )
            )
        return rows, count

    def _stuck(self):
        limit = timezone.now() - STUCK_AFTER
        late = Revision.page_revisions.filter(approved_go_live_at__lt=limit)
        late = dict(
            late.order_by("approved_go_live_at").values_list("object_id", "approved_go_live_at")[:ROWS]
        )
        expired = Page.objects.filter(live=True, expire_at__lt=limit).order_by("expire_at")
        late |= {str(pk): moment for pk, moment in expired.values_list("pk", "expire_at")[:ROWS]}
        pages = _pages(late)
        reasons = {
            entry.page_id: entry.data.get("reason", "")
            for entry in PageLogEntry.objects.filter(page__in=list(pages), action=STUCK).order_by("timestamp")
        }
        return [
            Row(pages[int(pk)], edit_url(pages[int(pk)]), reasons.get(int(pk), ""), moment)
            for pk, moment in late.items()
        ]

    def get_context_data(self, parent_context):
        waiting, waiting_count = self._waiting()
        return super().get_context_data(parent_context) | {
            "waiting": waiting,
            "waiting_count": waiting_count,
            "stuck": self._stuck(),
        }


def arrange(request, panels):
    """The role's own panels in place of Wagtail's."""
    panels[:] = []
    if policy_registry.get_by_type(Page).user_has_permission(request.user, "publish"):
        panels.append(ReviewerPanel(request.user))
    agencies = list(Agency.objects.of_person(request.user).select_related("page"))
    if agencies:
        panels.append(EditorPanel(request.user, agencies))
    panels.append(KeepingPanel(request.user))
