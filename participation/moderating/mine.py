"""What of 살핌 belongs to one resident: to be shown to her, given to her, and left behind."""

from django.db.models import Q

from accounts.mine import MineSection, register
from common.facts import iso
from participation.models import Appeal, Decision, Report

STAYS = (
    "쓰신 글을 어떻게 처리했는지와 신고가 있었다는 것만 이름 없이 남습니다. 전한 말과 덧붙이신 말은 지웁니다."
)


def decisions_about(resident):
    """About what the resident wrote, the newest first."""
    own = Q(issue__author=resident) | Q(comment__author=resident)
    return (
        Decision.objects.filter(own)
        .select_related("issue", "comment__issue", "appeal")
        .order_by("-at", "-pk")
    )


def reports_of(resident):
    if not resident.is_verified:
        return Report.objects.none()
    reports = Report.objects.filter(voice=resident.voice_id)
    return reports.select_related("issue", "comment__issue", "decision").order_by("-created_at", "-pk")


def export(resident):
    decisions = [
        {
            "at": iso(decision.at),
            "about": decision.thing_in_words,
            "deed": decision.get_deed_display(),
            "reason": decision.get_reason_display(),
            "words": decision.words,
            "appeal": decision.appeal.text if hasattr(decision, "appeal") else "",
        }
        for decision in decisions_about(resident)
    ]
    reports = [
        {
            "at": iso(report.created_at),
            "about": report.thing_in_words,
            "reason": report.get_reason_display(),
            "words": report.words,
        }
        for report in reports_of(resident)
    ]
    return {"decisions": decisions, "reports": reports}


def leave(resident):
    """What was written to her and by her goes, but for what still waits; that something was done stays."""
    about_her = list(decisions_about(resident).values_list("pk", flat=True))
    Decision.objects.filter(pk__in=about_her).update(words="")
    Appeal.objects.filter(decision__in=about_her, answered_at__isnull=False).update(text="(지움)")
    reports_of(resident).order_by().filter(decision__isnull=False).update(words="")


def connect():
    register(
        MineSection(
            "moderation", "글을 살핀 결과", "moderation_mine", export=export, leave=leave, stays=STAYS
        )
    )
