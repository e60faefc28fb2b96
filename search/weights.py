"""What is worth more among things that say the same: what is open before what is over, the new before the old.

Each function takes those of one kind that were found, as a queryset, and asks one narrow question. It answers
with factors for the text's own score, by primary key; whoever is not named weighs 1. The factors are gentle:
a title that says it all stays before a text that mentions it, unless it is long past.
"""

from math import cos, hypot, radians

from django.utils import timezone

from council.models import CommitteeState
from directory.finding.near import METRES_PER_DEGREE
from directory.models.benefit import OLD_YEARS
from directory.models.facility import OperatingStatus
from directory.models.program import RecruitState
from directory.models.source import Origin
from pages.kinds import EventState
from participation.models import Status

RESTING, CLOSED, OVER, CANCELLED = 0.8, 0.75, 0.6, 0.5
# What is long past or long known weighs this much less than what is of today; half of it after so many days.
AGED, HALF_LIFE_DAYS = 0.25, 365
# Old amounts weigh less than anybody's of this year, also the district's own.
OLD_AMOUNTS = 0.75
# What the district and its agencies offer stands before what is offered everywhere: it is near, and can be asked for.
ELSEWHERE = 0.77
# The own dong, and what a walk leads to.
OWN_DONG, NEARBY, A_WALK_METRES = 1.5, 1.4, 3000


def alike(found):
    return {}


def of_facilities(found):
    resting = found.in_state(OperatingStatus.SUSPENDED).values_list("pk", flat=True)
    return dict.fromkeys(resting, RESTING)


def of_programs(found):
    """Sign-up is over, or the programme itself."""
    closed = found.in_state(RecruitState.CLOSED) | found.in_state(RecruitState.ENDED)
    return dict.fromkeys(closed.values_list("pk", flat=True), CLOSED)


def of_resources(found):
    current = set(found.not_ended().values_list("pk", flat=True))
    return {pk: OVER for pk in found.values_list("pk", flat=True) if pk not in current}


def of_benefits(found):
    """The nearest help first, and amounts of this year."""
    this_year = timezone.localdate().year
    return {
        pk: (1 if origin == Origin.DISTRICT else ELSEWHERE)
        * (OLD_AMOUNTS if year and this_year - year >= OLD_YEARS else 1)
        for pk, origin, year in found.values_list("pk", "origin", "basis_year")
    }


def of_news(found):
    now = timezone.now()
    return {pk: _by_age(now - told) for pk, told in found.values_list("pk", "first_published_at") if told}


def of_issues(found):
    """What goes on in another issue, and what was laid aside, stands behind what is alive."""
    resting = found.filter(status__in=[Status.MERGED, Status.ARCHIVED]).values_list("pk", flat=True)
    return dict.fromkeys(resting, OVER)


def of_meetings(found):
    """What comes, then what was last; what is said in old minutes stays to be found."""
    now = timezone.now()
    return {
        pk: CANCELLED if cancelled_at else _by_age(now - starts_at)
        for pk, starts_at, cancelled_at in found.values_list("pk", "starts_at", "cancelled_at")
    }


def of_committees(found):
    closed = found.filter(state=CommitteeState.ABOLISHED).values_list("pk", flat=True)
    return dict.fromkeys(closed, OVER)


def of_events(found):
    """An event is over after its last minute."""
    now = timezone.now()
    return {
        pk: (CANCELLED if state == EventState.CANCELLED else 1)
        * (OVER * _by_age(now - ends_at) if ends_at and ends_at < now else 1)
        for pk, state, ends_at in found.values_list("pk", "state", "last_ends_at")
    }


def _by_age(age):
    days = max(age.total_seconds() / 86400, 0)
    return 1 - AGED * (1 - 0.5 ** (days / HALF_LIFE_DAYS))


def by_distance(point, origin):
    """What stands at ``origin`` weighs most, what is a walk away or farther no more than anything."""
    latitude, longitude = origin
    metres = METRES_PER_DEGREE * hypot(point[0] - latitude, (point[1] - longitude) * cos(radians(latitude)))
    return 1 + (NEARBY - 1) * max(1 - metres / A_WALK_METRES, 0)
