"""What happens to a subscription. Each locks the row, looks at the locked row, and writes.

A stranger may type anybody's address: until it is proven nothing is sent there but one mail with a link,
and what is known of the address is told to nobody but its mailbox.
"""

from dataclasses import dataclass, field

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import AccessLog, Verb
from pages.models.subscribing import (
    ConsentSubject,
    Frequency,
    Subscription,
    SubscriptionConsent,
    SubscriptionState,
)
from pages.subscribing import consent, mails


@dataclass(frozen=True)
class Wishes:
    """What somebody wants to be told of; an empty choice means all."""

    frequency: str = Frequency.WEEKLY
    wants_newsletter: bool = False
    kinds: list = field(default_factory=list)
    terms: list = field(default_factory=list)
    dongs: list = field(default_factory=list)
    agencies: list = field(default_factory=list)


def _locked(subscription):
    return Subscription.objects.select_for_update(of=("self",), no_key=True).get(pk=subscription.pk)


def _wish(subscription, wishes):
    subscription.frequency = wishes.frequency
    subscription.wants_newsletter = wishes.wants_newsletter
    subscription.kinds = [str(kind) for kind in wishes.kinds]
    subscription.save()
    for name in ("terms", "dongs", "agencies"):
        getattr(subscription, name).set(getattr(wishes, name))
    _consent(subscription, ConsentSubject.NEWSLETTER, wishes.wants_newsletter)


def _consent(subscription, subject, is_given):
    """Make the standing consent say so: one is given once, and taken back once."""
    standing = subscription.consents.filter(subject=subject, revoked_at__isnull=True)
    if not is_given:
        standing.update(revoked_at=timezone.now())
    elif not standing.exists():
        SubscriptionConsent.objects.create(
            subscription=subscription,
            subject=subject,
            version=consent.VERSION,
            text=consent.TEXTS[subject],
            given_at=timezone.now(),
        )


def ask(site, address, wishes, *, channel="email"):
    """Note the wish and write to the address. Says nothing of what was known before."""
    try:
        with transaction.atomic():
            _ask(site, address, wishes, channel)
    except IntegrityError:  # the same was asked in the same moment, and that one's mail is on its way
        pass


def _ask(site, address, wishes, channel):
    known = Subscription.objects.at(site, address, channel).select_for_update(of=("self",)).first()
    if known and known.state != SubscriptionState.UNPROVEN:
        mails.tell_known(known)
        return
    subscription = known or Subscription(site=site, channel=channel, address=address)
    subscription.asked_at = timezone.now()
    _wish(subscription, wishes)
    _consent(subscription, ConsentSubject.PERSONAL, True)
    mails.ask_for_proof(subscription)


@transaction.atomic
def prove(subscription):
    """The owner of the mailbox pressed the button. A second press changes nothing."""
    row = _locked(subscription)
    if row.state == SubscriptionState.UNPROVEN:
        row.state = SubscriptionState.ACTIVE
        row.proven_at = row.listening_since = row.digested_until = timezone.now()
        row.save()
    return row


@transaction.atomic
def change(subscription, wishes):
    row = _locked(subscription)
    if not row.is_ended:
        _wish(row, wishes)
    return row


@transaction.atomic
def pause(subscription):
    row = _locked(subscription)
    if row.is_active:
        row.state = SubscriptionState.PAUSED
        row.save(update_fields=["state"])
    return row


@transaction.atomic
def resume(subscription):
    """What came out in between is not sent afterwards."""
    row = _locked(subscription)
    if row.state == SubscriptionState.PAUSED:
        row.state, row.bounces = SubscriptionState.ACTIVE, 0
        row.listening_since = row.digested_until = timezone.now()
        row.save()
    return row


@transaction.atomic
def renew_link(subscription):
    """The old private address dies; the new one goes to the mailbox alone."""
    row = _locked(subscription)
    if not row.is_ended:
        row.link_number += 1
        row.save(update_fields=["link_number"])
        mails.tell_new_link(row)
    return row


@transaction.atomic
def end(subscription):
    """At once and for good: the address and every interest go. A second press changes nothing."""
    row = _locked(subscription)
    if row.is_ended:
        return row
    for subject in ConsentSubject:
        _consent(row, subject, False)
    for name in ("terms", "dongs", "agencies"):
        getattr(row, name).clear()
    row.state, row.address, row.kinds, row.wants_newsletter = SubscriptionState.ENDED, "", [], False
    row.ended_at = timezone.now()
    row.save()
    return row


def keep_house():
    """The worker's duty: forget who never proved, and what ended long ago."""
    _, unproven = Subscription.objects.never_proven().delete()
    Subscription.objects.long_ended().delete()
    if count := unproven.get("pages.Subscription", 0):
        AccessLog.objects.record(Verb.FORGOTTEN, reason=f"확인하지 않은 구독 {count}건을 지움")
