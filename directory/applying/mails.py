"""Mails about applications, queued in the transaction that causes them.

Before the mailbox is proven our mail says nothing that a stranger typed. After that, too, it says only what
the agency or we wrote.
"""

from django.conf import settings
from django.core import signing
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse

from directory.applying.pages import is_public
from directory.models.application import ApplicationState

SALT = "directory.applying.prove"
PROOF_SECONDS = 24 * 60 * 60
SUBJECTS = {
    "taken": {
        ApplicationState.CONFIRMED: "신청이 확정되었습니다",
        ApplicationState.WAITING: "대기 신청을 받았습니다",
    },
    "moved_up": {ApplicationState.CONFIRMED: "자리가 나서 신청이 확정되었습니다"},
    "ended": {
        ApplicationState.CANCELLED: "신청이 취소되었습니다",
        ApplicationState.REFUSED: "신청을 받지 못하게 되었습니다",
    },
}
OTHER_SUBJECTS = {
    "proof": "신청을 마치려면 눌러 주십시오",
    "known": "이미 신청하셨습니다",
    "changed": "신청하신 것이 바뀌었습니다",
    "gone": "신청하신 것을 누리넷에서 내렸습니다",
    "tomorrow": "내일입니다",
}


LINK_IS_NEW, LINK_CHANGED, LINK_IS_GONE = (
    "접속 주소가 정해졌습니다.",
    "접속 주소가 바뀌었습니다.",
    "접속 주소가 없어졌습니다.",
)


def sealed_in_words(before, now):
    """That a private address changed. The address itself stands in no mail."""
    if not now:
        return LINK_IS_GONE
    return LINK_CHANGED if before else LINK_IS_NEW


def public_name(page):
    """The page's title, as long as the public may read it."""
    return page.title if is_public(page) else f"신청하신 {page._meta.verbose_name}"


def public_times(page):
    if not is_public(page):
        return {}
    return {name: words for name, words in page.when_and_where().items() if words and name != "상태"}


def proof_link(application):
    token = signing.dumps(str(application.uuid), salt=SALT)
    return f"{settings.BASE_URL}{reverse('apply_prove', args=[token])}"


def tell(application, what, **context):
    """Write to who applied, where there is a mailbox. ``what`` names the occasion."""
    if not application.email:
        return
    page = application.page.specific
    subject = SUBJECTS.get(what, {}).get(application.state) or OTHER_SUBJECTS[what]
    context |= {
        "what": what,
        "application": application,
        "title": public_name(page),
        "agency": page.agency.title,
        "facts": public_times(page),
        "phone": page.phone or page.agency.phone,
        "days": settings.APPLICATION_KEEP_DAYS,
        "minutes_before": application.way_in and settings.JOIN_LINK_MINUTES_BEFORE,
    }
    send_mail(
        f"[누리넷] {subject}",
        render_to_string("directory/mail/applying.txt", context),
        None,
        [application.email],
    )


def ask_for_proof(application):
    tell(application, "proof", proof_link=proof_link(application))


def remind_of_application(application):
    tell(application, "known")
