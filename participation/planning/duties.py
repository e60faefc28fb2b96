"""What the clock calls: forget who said something, and tell of links in plans that became public meanwhile."""

from participation.models import IssueLink, Opinion, Plan
from participation.planning.links import tell_links
from participation.planning.opinions import forget


def forget_opinions(limit=200):
    for opinion in Opinion.objects.forgettable()[:limit]:
        forget(opinion)


def tell_waiting_links():
    """A plan may become public by the clock alone, on the first day of its 공고."""
    waiting = IssueLink.objects.standing().filter(told_at__isnull=True).values("project__strategy__plan")
    for plan in Plan.objects.published().filter(pk__in=waiting).order_by("pk"):
        tell_links(plan)


HOUR = 60 * 60
DUTIES = ((forget_opinions, HOUR), (tell_waiting_links, HOUR))
