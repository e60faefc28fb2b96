"""What keeps one person from filling the board, and what of a new account waits for a look first."""

from common.limits import within_limit
from participation.models import Comment, Hold, Issue

# So many in so many seconds, by one person.
LIMITS = {
    "issue": (3, 24 * 60 * 60),
    "comment": (10, 10 * 60),
    "empathy": (60, 60),
    "report": (20, 24 * 60 * 60),
}
TOO_OFTEN = {
    "issue": "과제는 하루에 세 개까지 올릴 수 있습니다. 내일 다시 올려 주십시오.",
    "comment": "짧은 시간에 댓글을 많이 쓰셨습니다. 10분 뒤에 다시 써 주십시오.",
    "empathy": "짧은 시간에 많이 누르셨습니다. 잠시 뒤에 다시 눌러 주십시오.",
    "report": "하루에 스무 번까지 신고할 수 있습니다. 급한 일은 사무국에 전화해 주십시오.",
}


def may_now(resident, kind):
    """Count this attempt of ``kind`` (a key of ``LIMITS``); whether it is within the limit."""
    times, seconds = LIMITS[kind]
    who = f"voice:{resident.voice_id}" if resident.voice_id else f"resident:{resident.pk}"
    return within_limit(f"participation-{kind}", who, times=times, seconds=seconds)


def is_new(resident):
    """Whether nothing of the resident's has been published yet."""
    return not (
        Issue.objects.filter(author=resident, published_at__isnull=False).exists()
        or Comment.objects.filter(author=resident, published_at__isnull=False).exists()
    )


def hold_for(resident, findings, kind):
    """Why something must wait before others see it, or ''. The gravest reason wins.

    ``kind`` is "issue" or "comment"; without ``resident`` an office is speaking, whose links and first word
    need no look.
    """
    if findings.crisis:
        return Hold.CRISIS
    if findings.personal:
        return Hold.PERSONAL
    if findings.rough:
        return Hold.WORDS
    if resident is None or not is_new(resident):
        return ""
    return Hold.LINKS if findings.links else Hold.NEW_ACCOUNT
