"""The signed links of the mail: each confirms what it was sent for, once, within sixty days.

A link holds no secret but its signature. That for one page names the agency, the page and the day of
its last confirmation, so it dies with the first confirmation, and when the page goes to another agency;
that for all pages names the agency and the moment of the mail.
"""

from datetime import datetime, timedelta

from django.core import signing
from django.db import transaction
from django.db.models import F

from directory.keeping.confirming import confirm
from directory.keeping.letters import address_of
from directory.keeping.staleness import kept_pages, unconfirmed_pages
from directory.models import Agency

SALT = "directory.keeping.confirm"
DAYS = 60


class LinkClosed(Exception):
    """The link no longer confirms anything; its text is the sentence for who opened it."""

    def __init__(self, sentence, status=410):
        super().__init__(sentence)
        self.status = status


def _day(page):
    return page.confirmed_on.isoformat() if page.confirmed_on else ""


def to_confirm_page(agency, page):
    return address_of("confirm_by_mail", signing.dumps(["page", agency.pk, page.pk, _day(page)], salt=SALT))


def to_confirm_all(agency, sent_at):
    return address_of("confirm_by_mail", signing.dumps(["mail", agency.pk, sent_at.isoformat()], salt=SALT))


def read(token):
    """The agency and the pages that the link still confirms. Raises ``LinkClosed`` with the reason."""
    try:
        kind, agency_pk, *rest = signing.loads(token, salt=SALT, max_age=timedelta(days=DAYS))
    except signing.SignatureExpired as expired:
        raise LinkClosed(f"보낸 지 {DAYS}일이 지난 링크입니다. 관리 화면에서 확인해 주십시오.") from expired
    except signing.BadSignature as bad:
        sentence = "없는 링크입니다. 메일에 온 주소를 끝까지 복사했는지 확인해 주십시오."
        raise LinkClosed(sentence, 404) from bad
    agency = Agency.objects.select_related("page").filter(pk=agency_pk).first()
    if agency is None or agency.is_suspended:
        raise LinkClosed("이용이 정지된 기관의 링크입니다. 사무국에 문의해 주십시오.")
    pages = _one_page(agency, *rest) if kind == "page" else _all_pages(agency, *rest)
    if not pages:
        raise LinkClosed("이미 확인하셨거나 그 뒤에 내용이 바뀌었습니다. 더 하실 일은 없습니다.")
    return agency, pages


def _one_page(agency, pk, day):
    pages = kept_pages().filter(pk=pk, path__startswith=agency.page.path)
    return [page for page in pages if _day(page) == day]


def _all_pages(agency, sent_at):
    """What the mail listed, was not confirmed since, and still stands at the agency."""
    pages = unconfirmed_pages().filter(
        path__startswith=agency.page.path,
        nudge__sent_at=datetime.fromisoformat(sent_at),
        nudge__answered_at__isnull=True,
        locked=False,
    )
    return list(pages.order_by(F("confirmed_on").asc(nulls_first=True), "pk"))


@transaction.atomic
def use(token):
    """Confirm what the link is for. Of two presses the second finds nothing left, and raises ``LinkClosed``."""
    agency, _pages = read(token)
    Agency.objects.select_for_update(no_key=True).get(pk=agency.pk)
    agency, pages = read(token)
    confirm(pages, reason=f"{agency}에 보낸 메일의 링크")
    return agency, pages
