"""A receiver of webhooks that failed once, named by the agency's word."""

from wagtail.models import Site

from api.models import Delivery, Subscriber


def give(own):
    own.subscriber = Subscriber(
        site=Site.objects.get(),
        name=own.title("웹훅"),
        address=f"https://{own.code}.receiver.example/hook",
        contact=f"desk@{own.code}.example",
    )
    own.subscriber.put_secret("whsec_c2VjcmV0IG9mIGEgcmVjZWl2ZXIgaW4gdGVzdHM=")
    own.subscriber.save()
    Delivery.objects.create(
        subscriber=own.subscriber, message_id=f"msg_{own.mark}", status=500, excerpt=f"{own.word}답"
    )


PRIMARY_KEYS = {"webhooks": lambda own: own.subscriber.pk}
QUESTIONS = {
    "webhooks:index": ("?q={word}", "?state=on"),
    "webhooks:index_results": ("?q={word}",),
    "webhooks:deliveries": ("?outcome=failed",),
}


def rows(own):
    yield Subscriber.objects.filter(pk=own.subscriber.pk)
    yield Delivery.objects.filter(subscriber=own.subscriber.pk)
