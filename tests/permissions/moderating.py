"""What waits for the secretariat, named by an agency's word: nobody of an agency is to read of it."""

from django.utils import timezone

from participation.models import Appeal, Comment, Decision, Deed, Hold, Reason, Right, TakedownRequest
from tests.factories.participation import make_issue


def give_moderation(own):
    issue = make_issue(
        title=own.title("보류된과제"), problem=f"{own.word}본문", hold=Hold.WORDS, is_public=False
    )
    own.held_issue = issue
    own.held_comment = Comment.objects.create(
        issue=issue, kind="for", text=f"{own.word}댓글", author=issue.author, hold=Hold.WORDS
    )
    own.decision = Decision.objects.create(
        issue=issue,
        site=issue.site,
        deed=Deed.REFUSED,
        reason=Reason.ABUSE,
        words=f"{own.word}전한말",
        office="사무국",
    )
    own.appeal = Appeal.objects.create(
        decision=own.decision, resident=issue.author, text=f"{own.word}이의신청"
    )
    own.takedown = TakedownRequest.objects.create(
        comment=own.held_comment,
        state="waiting",
        proven_at=timezone.now(),
        name=f"{own.word}요청인",
        email=f"{own.mark}@applicant.example",
        right=Right.HONOUR,
        what=f"{own.word}부분",
        why=f"{own.word}까닭",
    )


def moderation_rows(own):
    """For the snapshot of what may have changed."""
    yield type(own.held_issue).objects.filter(pk=own.held_issue.pk)
    yield Comment.objects.filter(pk=own.held_comment.pk)
    yield Decision.objects.filter(issue=own.held_issue.pk)
    yield Appeal.objects.filter(pk=own.appeal.pk)
    yield TakedownRequest.objects.filter(pk=own.takedown.pk)
