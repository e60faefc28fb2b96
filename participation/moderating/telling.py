"""What an author and who reported are told of a decision. Reporters read the reason, never the words to the author."""

from django.utils import timezone

from common.templatetags.nurinet_tags import clock, day
from participation.models import Deed
from participation.moderating.rules import APPEAL_DAYS, REPORTERS, meaning_of
from participation.telling import tell_resident

TO_AUTHOR = {
    Deed.RELEASED: "쓰신 글({what})을 게시했습니다.",
    Deed.REFUSED: "쓰신 글({what})을 아직 게시하지 않았습니다. 아래 까닭을 보고 고쳐서 다시 보내실 수 있습니다.",
    Deed.HIDDEN: f"쓰신 글({{what}})을 서로 다른 {REPORTERS}분이 신고하여, 사무국이 살펴볼 때까지 가렸습니다. 지우지 않았습니다.",
    Deed.KEPT: "쓰신 글({what})에 신고나 게시중단 요청이 있어 살펴보았고, 그대로 두기로 했습니다.",
    Deed.BLOCKED: "쓰신 글({what})의 게시를 중단했습니다.",
    Deed.RESTORED: "쓰신 글({what})을 다시 게시했습니다.",
    Deed.DIVERTED: "쓰신 글({what})을 공개하지 않고 사무국이 따로 살피기로 했습니다. 쓰신 것은 사무국만 봅니다.",
}
TO_REPORTER = {
    Deed.RELEASED: "신고하신 글({what})을 살펴보고 그대로 두기로 했습니다.",
    Deed.KEPT: "신고하신 글({what})을 살펴보고 그대로 두기로 했습니다.",
    Deed.BLOCKED: "신고하신 글({what})의 게시를 중단했습니다. 알려 주셔서 고맙습니다.",
    Deed.DIVERTED: "신고하신 글({what})을 공개하지 않기로 했습니다. 알려 주셔서 고맙습니다.",
}
REVIEWED = "신고하신 글({what})을 살펴보았습니다."
SUBJECTS = {
    Deed.RELEASED: "쓰신 글을 게시했습니다",
    Deed.REFUSED: "쓰신 글을 고쳐 주십시오",
    Deed.HIDDEN: "쓰신 글을 살펴보고 있습니다",
    Deed.KEPT: "쓰신 글을 그대로 두기로 했습니다",
    Deed.BLOCKED: "쓰신 글의 게시를 중단했습니다",
    Deed.RESTORED: "쓰신 글을 다시 게시했습니다",
    Deed.DIVERTED: "쓰신 글을 사무국이 따로 살핍니다",
}
APPEAL = f"받아들이기 어려우시면 {APPEAL_DAYS}일 안에 아래 주소에서 한 번 이의신청을 하실 수 있습니다."


def tell_author(decision):
    """Whoever has left, or has taken the text back, hears no more of it."""
    author = decision.thing.author
    if author is None or decision.thing.withdrawn_at:
        return
    deed = Deed(decision.deed)
    lines = [TO_AUTHOR[deed].format(what=decision.thing_in_words), *_why(decision)]
    if decision.until:
        lines.append(
            f"{_day(decision.until)}까지 임시로 중단합니다. 그날까지 달리 정하지 않으면 다시 게시합니다."
        )
    if decision.words:
        lines.append(decision.words)
    if decision.is_appealable:
        lines.append(APPEAL)
    tell_resident(author, subject=SUBJECTS[deed], text="\n\n".join(lines), url=decision.get_absolute_url())


def tell_reporters(decision, reports):
    """Those with an account still; who wrote what they report is not told them, nor are they to the author."""
    sentence = TO_REPORTER.get(Deed(decision.deed), REVIEWED).format(what=decision.thing_in_words)
    issue = decision.issue or decision.comment.issue
    for report in reports:
        if resident := getattr(report.voice, "resident", None):
            text = "\n\n".join([sentence, *_why(decision)])
            tell_resident(
                resident, subject="신고하신 글을 살펴보았습니다", text=text, url=issue.get_absolute_url()
            )


def tell_of_answer(appeal):
    if appeal.resident is None:
        return
    verdict = "받아들였습니다" if appeal.is_upheld else "받아들이지 않았습니다"
    tell_resident(
        appeal.resident,
        subject="이의신청에 답합니다",
        text=f"이의신청을 {verdict}.\n\n{appeal.answer}",
        url=appeal.decision.get_absolute_url(),
    )


def _why(decision):
    return [f"까닭: {decision.get_reason_display()}. {meaning_of(decision.reason)}"]


def _day(moment):
    local = timezone.localtime(moment)
    return f"{day(local)} {clock(local)}"
