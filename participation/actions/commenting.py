"""댓글: written, changed, taken back. One level deep; what was answered stays readable."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from common.signals import public_content_changed
from participation.actions.steps import lock, recount_comments
from participation.models import Comment, CommentVersion, Hold
from participation.moderating.mails import raise_alarm
from participation.telling import tell_comment
from participation.way import SILENT

CLOSED = "지금은 댓글을 받지 않는 과제입니다."


@transaction.atomic
def comment(
    issue, *, kind, text, author=None, parent=None, hold="", badge="", agency=None, by=None, uuid=None
):
    """A comment, or an answer to one. The same ``uuid`` again is the same comment."""
    issue = lock(issue)
    if uuid and (known := Comment.objects.filter(uuid=uuid).first()):
        return known
    if not issue.is_public or issue.status in SILENT:
        raise ValidationError(CLOSED)
    refuse_unanswerable(issue, parent)
    said = Comment(
        issue=issue, kind=kind, text=text, author=author, parent=parent, hold=hold, badge=badge,
        agency=agency, by=by, published_at=None if hold else timezone.now(),
    )  # fmt: skip
    if uuid:
        said.uuid = uuid
    said.save()
    if hold == Hold.CRISIS:
        raise_alarm(said)
    if said.is_public:
        recount_comments(issue)
        tell_comment(said)
        public_content_changed.send(sender=Comment)
    return said


def refuse_unanswerable(issue, parent):
    if parent is None:
        return
    if parent.issue_id != issue.pk or parent.parent_id is not None:
        raise ValidationError("댓글에 대한 답에는 다시 답할 수 없습니다. 처음 댓글에 답해 주십시오.")
    if not parent.is_public:
        raise ValidationError("지금 볼 수 없는 댓글입니다.")


def _own(said, resident):
    said = Comment.objects.select_for_update(no_key=True).get(pk=said.pk)
    if resident is None or said.author_id != resident.pk or said.withdrawn_at or said.blocked_at:
        raise PermissionDenied("쓴 분만 할 수 있습니다.")
    return said


@transaction.atomic
def edit_comment(said, *, resident, text, hold=""):
    """Another text. Once somebody has answered, what stood there before stays readable beside it."""
    lock(said.issue)
    said = _own(said, resident)
    if text == said.text:
        return said
    if said.replies.public().exists():
        CommentVersion.objects.create(comment=said, text=said.text)
    said.text, said.edited_at = text, timezone.now()
    said.hold = hold or said.hold
    said.save(update_fields=["text", "edited_at", "hold"])
    recount_comments(said.issue)
    public_content_changed.send(sender=Comment)
    return said


@transaction.atomic
def withdraw_comment(said, *, resident):
    """Gone; where somebody has answered, its place says so."""
    lock(said.issue)
    said = _own(said, resident)
    said.withdrawn_at = timezone.now()
    said.save(update_fields=["withdrawn_at"])
    recount_comments(said.issue)
    public_content_changed.send(sender=Comment)
    return said
