"""모음: what is new since the last one, for everybody who is due; never empty, never the same twice.

Each subscription has a cursor, ``digested_until``. A page is looked at by its first publication, which never
changes, whatever is unpublished, published again or corrected. A cursor alone would lose what was published by
a transaction that was still open, or stood in a hidden section, when the cursor passed: so each look reaches
back ``LATE`` before the cursor, and ``DigestItem``, unique for subscription and page, keeps out what was told.
"""

from collections import defaultdict
from datetime import timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from wagtail.models import Site

from common.letters.clock import is_quiet, last_slot
from directory.cards import load_relations
from pages.letters.items import MODELS, public_pages
from pages.models import Delivery, DigestItem, Subscription
from pages.models.letters import NewsletterState
from pages.models.subscribing import Frequency
from pages.subscribing.matching import interests_of, reach_of, same_dongs

LATE = timedelta(days=3)
# So long it can be said what somebody was told of; then it only tells on people.
TOLD_KEPT = timedelta(days=100)
AT_A_TIME = 500


def forget_told():
    """The worker's duty: who was told of what goes when it serves nothing any more. Issues keep their counts.

    It does as long as a look from the cursor still reaches back to it, however long nobody looked.
    """
    before = timezone.now() - TOLD_KEPT
    passed = Delivery.objects.filter(subscription__digested_until__gt=F("not_before") + LATE)
    passed.filter(slot__lt=before).delete()
    Delivery.objects.filter(
        newsletter__state=NewsletterState.SENT, newsletter__finished_at__lt=before
    ).delete()


def compose_digests():
    """The worker's duty: write down the letters that are due now. Returns how many."""
    now = timezone.now()
    if is_quiet(now):
        return 0
    composed = 0
    for frequency in Frequency.values:
        if frequency == Frequency.NEVER:
            continue
        slot = last_slot(frequency, now)
        due = Subscription.objects.due(frequency, slot)
        for site in Site.objects.filter(pk__in=due.values("site")):
            composed += _compose(due.filter(site=site), site, slot, now)
    return composed


def _compose(due, site, slot, now):
    oldest = due.order_by("digested_until").values_list("digested_until", flat=True).first()
    if oldest is None:
        return 0
    reaches, same = _new_reaches(site, oldest - LATE, now), same_dongs()
    composed = 0
    while True:
        made = _compose_some(due, reaches, same, slot, now)
        if made is None:
            return composed
        composed += made


def _new_reaches(site, since, until):
    """What came out from ``since`` to ``until``, both included, in the order of a letter."""
    reaches = []
    for kind in MODELS:
        pages = public_pages(site, kind).filter(first_published_at__range=(since, until))
        pages = list(pages.soonest_first() if hasattr(pages, "soonest_first") else pages.newest_first())
        load_relations(pages)
        reaches += [reach_of(kind, page) for page in pages]
    return reaches


@transaction.atomic
def _compose_some(due, reaches, same, slot, now):
    """One batch in one transaction: letters, what is in them, and the cursors. None when nobody is left."""
    rows = due.select_for_update(of=("self",), no_key=True, skip_locked=True).order_by("pk")
    subscriptions = list(rows[:AT_A_TIME])
    if not subscriptions:
        return None
    told, interests = _told(subscriptions, reaches), interests_of(subscriptions, same)
    letters, items = [], []
    for subscription in subscriptions:
        since = max(subscription.listening_since, subscription.digested_until - LATE)
        new = [
            reach.page_id
            for reach in reaches
            if reach.published_at >= since
            and reach.page_id not in told[subscription.pk]
            and interests[subscription.pk].covers(reach)
        ]
        if new:
            letter = Delivery(subscription=subscription, slot=slot)
            letters.append(letter)
            # What does not fit into the letter is told of as well, by its link to more.
            items += [DigestItem(delivery=letter, subscription=subscription, page_id=pk) for pk in new]
    Delivery.objects.bulk_create(letters, batch_size=AT_A_TIME)
    DigestItem.objects.bulk_create(items, batch_size=1000)
    Subscription.objects.filter(pk__in=[row.pk for row in subscriptions]).update(digested_until=now)
    return len(letters)


def _told(subscriptions, reaches):
    told = defaultdict(set)
    rows = DigestItem.objects.filter(subscription__in=[row.pk for row in subscriptions])
    rows = rows.filter(page__in=[reach.page_id for reach in reaches])
    for subscription, page in rows.values_list("subscription_id", "page_id"):
        told[subscription].add(page)
    return told
