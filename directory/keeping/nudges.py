"""확인 부탁: one mail for each agency, listing its pages that nobody confirmed for long."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta

from dateutil.relativedelta import relativedelta
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from directory.importing.holder import CODE as HOLDER
from directory.keeping import letters, mail_links
from directory.keeping.staleness import unconfirmed_pages
from directory.models import Agency, Nudge

# Of more pages the mail names the first and tells how many others there are.
LISTED = 50
ONCE_A_DAY = timedelta(days=1)


@dataclass
class Line:
    """One page in the mail."""

    page: object
    confirm_url: str
    edit_url: str


def _asked_since(agency, moment):
    """Whether the agency was asked about any of its pages after ``moment``."""
    return Nudge.objects.filter(sent_at__gt=moment, page__path__startswith=agency.page.path).exists()


@transaction.atomic
def _ask(agency, not_since):
    """Mail the agency's people, unless asked after ``not_since``. Returns the number of pages asked about."""
    agency = (
        Agency.objects.select_for_update(of=("self",), no_key=True).select_related("page").get(pk=agency.pk)
    )
    people = letters.people_of(agency)
    if not people or _asked_since(agency, not_since):
        return 0
    pages = unconfirmed_pages().filter(path__startswith=agency.page.path)
    pages = list(pages.order_by(F("confirmed_on").asc(nulls_first=True), "pk"))
    if not pages:
        return 0
    now = timezone.now()
    Nudge.objects.bulk_create(
        [Nudge(page_id=page.pk, sent_at=now) for page in pages],
        update_conflicts=True,
        unique_fields=["page"],
        update_fields=["sent_at", "answered_at"],
    )
    letters.write(
        people,
        f"{len(pages)}건이 지금도 맞는지 확인해 주십시오",
        "nudge",
        agency=agency,
        lines=[
            Line(
                page,
                mail_links.to_confirm_page(agency, page),
                letters.address_of("wagtailadmin_pages:edit", page.pk),
            )
            for page in pages[:LISTED]
        ],
        others=max(len(pages) - LISTED, 0),
        all_url=mail_links.to_confirm_all(agency, now) if len(pages) > 1 else "",
        days=mail_links.DAYS,
    )
    return len(pages)


def ask_to_confirm():
    """Ask every agency that has such pages, each at most once a month. Returns the number of mails' agencies."""
    waiting = defaultdict(int)
    for agency_page in unconfirmed_pages().values_list("agency_page", flat=True):
        waiting[agency_page] += 1
    agencies = Agency.objects.active().exclude(code=HOLDER).filter(page__in=waiting).select_related("page")
    month_ago = timezone.now() - relativedelta(months=1)
    return sum(bool(_ask(agency, month_ago)) for agency in agencies.order_by("pk"))


def ask_now(agency):
    """The secretariat asks, whenever the last time was; but not twice within a day."""
    if agency.is_suspended:
        raise ValidationError("이용이 정지된 기관입니다.")
    if not letters.people_of(agency):
        raise ValidationError("이 기관에는 메일을 받을 담당자가 없습니다. 먼저 담당자를 초대해 주십시오.")
    count = _ask(agency, timezone.now() - ONCE_A_DAY)
    if not count:
        raise ValidationError("하루 안에 이미 부탁했거나, 오래 확인되지 않은 것이 없습니다.")
    return count
