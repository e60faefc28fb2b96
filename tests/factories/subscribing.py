from datetime import timedelta

import factory
from django.utils import timezone
from wagtail.models import Site

from pages.models import Newsletter, NewsletterItem, Subscription
from pages.models.subscribing import SubscriptionState


class SubscriptionFactory(factory.django.DjangoModelFactory):
    """Proven and active, listening since the day before yesterday; ``terms``, ``dongs``, ``agencies`` are lists."""

    class Meta:
        model = Subscription
        skip_postgeneration_save = True

    site = factory.LazyFunction(lambda: Site.objects.get(is_default_site=True))
    address = factory.Sequence(lambda n: f"resident{n}@example.kr")
    state = SubscriptionState.ACTIVE
    proven_at = factory.LazyFunction(lambda: timezone.now() - timedelta(days=2))
    listening_since = factory.SelfAttribute("proven_at")
    digested_until = factory.SelfAttribute("proven_at")

    class Params:
        unproven = factory.Trait(
            state=SubscriptionState.UNPROVEN, proven_at=None, listening_since=None, digested_until=None
        )

    @factory.post_generation
    def terms(self, create, extracted, **kwargs):
        if create:
            self.terms.set(extracted or [])

    @factory.post_generation
    def dongs(self, create, extracted, **kwargs):
        if create:
            self.dongs.set(extracted or [])

    @factory.post_generation
    def agencies(self, create, extracted, **kwargs):
        if create:
            self.agencies.set(extracted or [])


class NewsletterFactory(factory.django.DjangoModelFactory):
    """A draft; ``pages`` are what it tells of."""

    class Meta:
        model = Newsletter
        skip_postgeneration_save = True

    site = factory.LazyFunction(lambda: Site.objects.get(is_default_site=True))
    title = factory.Sequence(lambda n: f"누리 소식지 {n}")
    intro = "<p>안녕하십니까.</p>"

    @factory.post_generation
    def pages(self, create, extracted, **kwargs):
        for order, page in enumerate(extracted or []):
            NewsletterItem.objects.create(newsletter=self, page_id=page.pk, sort_order=order)
