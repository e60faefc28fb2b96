"""What 내 정보 shows, copies and ends of a resident's issues, comments and 공감."""

from django.db.models import Q

from accounts.mine import MineSection, register
from common.facts import iso
from common.signals import public_content_changed
from participation.actions import recount_comments
from participation.models import Comment, Issue

STAYS = (
    "모두에게 보인 과제는 남고 ‘탈퇴한 주민’으로 바뀝니다. 남기고 싶지 않은 과제는 탈퇴하기 전에 ‘과제 거두기’를 해 주십시오. "
    "비공개 과제, 확인을 기다리는 글, 쓰던 글, 답이 없는 댓글은 지웁니다. 답이 달린 댓글은 이름 없이 남습니다. "
    "공감은 사람 수로만 남습니다."
)


def export(resident):
    issues = Issue.objects.filter(author=resident).select_related("dong").order_by("pk")
    comments = Comment.objects.filter(author=resident).order_by("pk")
    supported = resident.voice.empathies.order_by("issue") if resident.voice else Issue.objects.none()
    draft = getattr(resident, "issue_draft", None)
    return {
        "issues": [
            {
                "number": issue.pk,
                "title": issue.title,
                "problem": issue.problem,
                "wish": issue.wish,
                "dong": issue.dong.name,
                "status": issue.get_status_display(),
                "is_private": issue.is_private,
                "sent_at": iso(issue.created_at),
            }
            for issue in issues
        ],
        "comments": [
            {"issue": said.issue_id, "text": said.text, "said_at": iso(said.created_at)} for said in comments
        ],
        "empathies": list(supported.values_list("issue", flat=True)) if resident.voice else [],
        "follows": sorted(resident.follows.values_list("issue", flat=True)),
        "draft": draft.typed if draft else {},
    }


def leave(resident):
    """What nobody else has seen or answered goes; what others read stays without its author."""
    mine = Issue.objects.filter(author=resident)
    mine.filter(published_at__isnull=True).delete()
    for issue in mine.filter(withdrawn_at__isnull=False):
        issue.versions.all().delete()
        issue.files.all().delete()
        mine.filter(pk=issue.pk).update(title="(지움)", problem="(지움)", wish="")
    answered = Comment.objects.filter(published_at__isnull=False).values("parent")
    comments = Comment.objects.filter(author=resident)
    touched = set(comments.values_list("issue", flat=True))
    comments.filter(Q(published_at__isnull=True) | ~Q(pk__in=answered.filter(parent__isnull=False))).delete()
    for said in comments.filter(withdrawn_at__isnull=False):
        said.versions.all().delete()
        comments.filter(pk=said.pk).update(text="(지움)")
    for issue in Issue.objects.filter(pk__in=touched).order_by("pk"):
        recount_comments(issue)
    public_content_changed.send(sender=Issue)


def connect():
    register(MineSection("issues", "내 과제", "my_issues", export=export, leave=leave, stays=STAYS))
