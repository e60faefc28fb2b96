"""Taking a page to a state by the product's own steps, so that its log, revisions and reviews are true."""

from datetime import timedelta

from django.utils import timezone
from wagtail.models import TaskState

from directory.emergency import emergency_unpublish

RETURN_REASONS = (
    "날짜와 요일이 맞지 않습니다. 달력을 보고 고쳐 주십시오.",
    "사진에 어린이 얼굴이 보입니다. 보호자 동의를 받았는지 적거나 다른 사진으로 바꾸어 주십시오.",
    "신청 방법이 빠져 있습니다. 전화번호와 받는 시간을 적어 주십시오.",
    "포스터의 내용이 본문에 없습니다. 글로도 적어 주십시오.",
)


class Desk:
    """One agency's editor, and those who decide: the secretariat and the office."""

    def __init__(self, workflow, editor, reviewer, office):
        self.workflow = workflow
        self.editor = editor
        self.reviewer = reviewer
        self.office = office

    def bring(self, page, section, state, number=0):
        """Put a new page below the section and take it to ``state``; returns it as it is then."""
        if state == "scheduled":
            page.go_live_at = timezone.now() + timedelta(days=3 + number % 5)
        page.live = False
        page.owner = self.editor
        section.add_child(instance=page)
        page.save_revision(user=self.editor)
        getattr(self, f"_to_{state}")(page, number)
        return page

    def _to_draft(self, page, number):
        """Saved, and not sent yet."""

    def _to_review(self, page, number):
        self._send(page)

    def _to_returned(self, page, number):
        self._send(page)
        self._decide(page, "reject", comment=RETURN_REASONS[number % len(RETURN_REASONS)])

    def _to_live(self, page, number):
        self._send(page)
        self._decide(page, "approve")

    _to_scheduled = _to_cancelled = _to_postponed = _to_moved = _to_live

    def _to_changes(self, page, number):
        """Live, with a newer text waiting: every other one in review already."""
        self._to_live(page, number)
        newer = type(page).objects.get(pk=page.pk)
        newer.summary = f"{newer.summary} (시간이 바뀌었습니다)"
        newer.save_revision(user=self.editor)
        if number % 2:
            self._send(newer)

    def _to_expired(self, page, number):
        """Its time ran out, as the schedule runner leaves it."""
        self._to_live(page, number)
        expired = type(page).objects.get(pk=page.pk)
        expired.expire_at = timezone.now() - timedelta(hours=6 + number)
        expired.unpublish(set_expired=True)

    def _to_unpublished(self, page, number):
        """Stopped at once by the office."""
        self._to_live(page, number)
        emergency_unpublish(page, reason="사실과 다른 내용이 있어 확인하는 동안 내립니다.", by=self.office)

    def _send(self, page):
        self.workflow.start(page, self.editor)

    def _decide(self, page, action, comment=""):
        state = page.current_workflow_task_state
        if state is not None and state.status == TaskState.STATUS_IN_PROGRESS:
            state.task.specific.on_action(state, self.reviewer, action, comment=comment)
