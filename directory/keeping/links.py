"""끊어진 링크: addresses that pages name are asked about once a month, those that failed every day."""

import time
from datetime import timedelta

from django.conf import settings
from django.db.models import F, OuterRef, Q, Subquery
from django.db.models.functions import Substr
from django.utils import timezone

from directory.keeping.fetching import LATE, UNREACHABLE, host_of, problem_of, session
from directory.models import AgencyPage, FacilityPage, LinkCheck, ProgramPage, ResourcePage
from directory.models.keeping import TEL

FIELDS = (
    (AgencyPage, "website"),
    (FacilityPage, "website"),
    (ProgramPage, "apply_url"),
    (ResourcePage, "apply_url"),
)
AT_A_TIME = 20
AGAIN_AFTER = timedelta(days=30)
FAILED_AGAIN_AFTER = timedelta(days=1)
PAUSE_SECONDS = 2.0


def _named(model, field):
    """Live pages that name an address, with ``url`` and when it was last checked."""
    checks = LinkCheck.objects.filter(page=OuterRef("pk"), url=OuterRef(field))
    return (
        model.objects.filter(live=True)
        .exclude(**{field: ""})
        .order_by()
        .annotate(
            url=F(field),
            checked_at=Subquery(checks.values("checked_at")[:1]),
            failing_since=Subquery(checks.values("failing_since")[:1]),
        )
    )


def _due(limit):
    """Addresses to ask about now: never asked first, then the longest ago. Rows of ``(page, url)``."""
    now = timezone.now()
    due = (
        Q(checked_at__isnull=True)
        | Q(checked_at__lte=now - AGAIN_AFTER)
        | Q(failing_since__isnull=False, checked_at__lte=now - FAILED_AGAIN_AFTER)
    )
    rows = []
    for model, field in FIELDS:
        found = _named(model, field).filter(due).order_by(F("checked_at").asc(nulls_first=True), "pk")
        rows += found.values_list("checked_at", "pk", "url")[:limit]
    rows.sort(key=lambda row: (row[0] is not None, row[0] or now, row[1]))
    return [(pk, url) for _checked_at, pk, url in rows[:limit]]


def _note(page_pk, url, problem, now):
    check, _ = LinkCheck.objects.get_or_create(page_id=page_pk, url=url, defaults={"checked_at": now})
    check.checked_at, check.problem = now, problem
    check.failing_since = (check.failing_since or now) if problem else None
    check.save(update_fields=["checked_at", "problem", "failing_since"])


def _is_our_own_loss(problems):
    """When three hosts or more were asked and none was reached, it is our network that is down."""
    hosts = {host_of(url) for url in problems}
    return len(hosts) >= 3 and set(problems.values()) <= {UNREACHABLE, LATE}


def check_links(limit=AT_A_TIME, http=None, pause=time.sleep):
    """Ask about the next few addresses. Returns how many pages' addresses were noted."""
    if not settings.LINK_CHECKS:
        return 0
    forget_old_checks()
    due = _due(limit)
    http = http or session(settings.BASE_URL)
    problems, last_host = {}, None
    for url in dict.fromkeys(sorted((url for _pk, url in due), key=host_of)):
        if host_of(url) == last_host:
            pause(PAUSE_SECONDS)
        last_host = host_of(url)
        problems[url] = problem_of(url, http)
    if _is_our_own_loss(problems):
        return 0
    now = timezone.now()
    for page_pk, url in due:
        _note(page_pk, url, problems[url], now)
    return len(due)


def named_now():
    """The condition that a check's page is live and still names what was checked."""
    named = Q(page__facilitypage__phone=Substr("url", len(TEL) + 1))
    for model, field in FIELDS:
        named |= Q(**{f"page__{model._meta.model_name}__{field}": F("url")})
    return Q(page__live=True) & named


def forget_old_checks():
    """Checks of what no page names any more."""
    LinkCheck.objects.exclude(pk__in=LinkCheck.objects.filter(named_now()).values("pk")).delete()


def reported_now():
    """What is to be mended, for lists: the page and its section come along."""
    return LinkCheck.objects.reported().filter(named_now()).select_related("page")
