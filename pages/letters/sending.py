"""Letters to subscribers, sent by ``common.letters.sending``: each once, whatever dies in between."""

from django.db.models import F
from django.utils import timezone

from common.letters.channels import channel
from common.letters.sending import Sender
from pages.letters.contents import Contents
from pages.models.letters import Delivery
from pages.models.subscribing import MOST_BOUNCES, Subscription, SubscriptionState


class LetterSender(Sender):
    model = Delivery
    related = ("subscription__site", "newsletter__site")

    def contents(self, deliveries):
        return Contents(deliveries)

    def channel_of(self, delivery):
        return delivery.subscription.channel

    def channel(self, code):
        return channel(code)

    def is_wanted(self, delivery):
        """A failure may have paused it meanwhile."""
        subscription = delivery.subscription
        wants = subscription.wants_newsletter if delivery.newsletter_id else subscription.wants_digest
        return subscription.is_active and wants

    def still_wanted(self, letters):
        return letters.filter(subscription__state=SubscriptionState.ACTIVE)

    def note_sent(self, deliveries):
        subscriptions = Subscription.objects.filter(pk__in=[each.subscription_id for each in deliveries])
        subscriptions.update(last_sent_at=timezone.now(), bounces=0)

    def note_bounce(self, delivery):
        """After some in a row nothing more is sent there."""
        row = Subscription.objects.filter(pk=delivery.subscription_id)
        row.update(bounces=F("bounces") + 1)
        row.filter(bounces__gte=MOST_BOUNCES, state=SubscriptionState.ACTIVE).update(
            state=SubscriptionState.PAUSED
        )


SENDER = LetterSender()
