"""곧 열리는 행사: a mail to the agency while there is time, about what an event does not say yet."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.db.models import F, Q
from django.template.loader import render_to_string
from django.utils import timezone

from directory.keeping.letters import address_of, people_of
from directory.models import Agency
from pages.kinds import EventState
from pages.models import EventPage

AHEAD = timedelta(days=7)


@dataclass
class Line:
    """One event in the mail, with what it lacks in words."""

    page: EventPage
    lacks: list
    edit_url: str


def lacking(page):
    """What somebody who wants to come would ask, and the event does not say."""
    lacks = []
    if not page.live:
        lacks.append("아직 게시되지 않았습니다")
    if not page.way:
        lacks.append("어디서 하는지 없습니다")
    if not page.phone:
        lacks.append("물어볼 전화번호가 없습니다")
    if not page.fee:
        lacks.append("참가비가 없습니다(무료이면 ‘무료’)")
    if page.capacity and not (page.how_to_apply or page.apply_url):
        lacks.append("정원이 있는데 신청 방법이 없습니다")
    return lacks


def due():
    """Events that begin within a week and of whose beginning nobody was reminded."""
    now = timezone.now()
    return (
        EventPage.objects.filter(starts_at__gt=now, starts_at__lte=now + AHEAD, state=EventState.PLANNED)
        .filter(Q(reminded_for__isnull=True) | ~Q(reminded_for=F("starts_at")))
        .order_by("starts_at", "pk")
    )


def remind_of_events():
    """One mail an agency. Returns how many events were told of. Bears being called often."""
    by_agency = defaultdict(list)
    for page in due().select_related("agency"):
        by_agency[page.agency_id].append(page)
    accounts = Agency.objects.active().filter(page__in=by_agency).select_related("page")
    return sum(_remind(account, by_agency[account.page_id]) for account in accounts.order_by("pk"))


@transaction.atomic
def _remind(account, pages):
    told = EventPage.objects.filter(pk__in=[page.pk for page in pages]).select_for_update(
        of=("self",), no_key=True
    )
    still_due = set(
        told.filter(Q(reminded_for__isnull=True) | ~Q(reminded_for=F("starts_at"))).values_list(
            "pk", flat=True
        )
    )
    lines = [
        Line(page, lacks, address_of("wagtailadmin_pages:edit", page.pk))
        for page in pages
        if page.pk in still_due and (lacks := lacking(page))
    ]
    EventPage.objects.filter(pk__in=still_due).update(reminded_for=F("starts_at"))
    people = people_of(account)
    if not lines or not people:
        return 0
    body = render_to_string(
        "pages/mail/reminder.txt", {"agency": account, "lines": lines, "base": settings.BASE_URL}
    )
    for email in people:
        send_mail(
            f"[누리넷] 곧 열리는 행사 {len(lines)}건에 빠진 것이 있습니다", body.strip() + "\n", None, [email]
        )
    return len(lines)
