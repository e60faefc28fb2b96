"""A few invented subscribers, a newsletter that was sent, and one that is being written. Nothing is sent."""

from datetime import timedelta

from django.utils import timezone

from directory.models import AgencyPage, Dong, Term
from pages.letters.freezing import freeze
from pages.letters.items import MODELS, public_pages
from pages.models import Delivery, Newsletter, NewsletterItem, Subscription, SubscriptionConsent
from pages.models.letters import DeliveryState, NewsletterState
from pages.models.subscribing import ConsentSubject, Frequency, ItemKind, SubscriptionState
from pages.subscribing import consent

# (name, frequency, newsletter, labels of terms, dong, state); addresses that no mail reaches.
SUBSCRIBERS = (
    ("gaon", Frequency.WEEKLY, True, ("노년", "문화·여가"), "전농1동", SubscriptionState.ACTIVE),
    ("narae", Frequency.DAILY, False, ("영유아", "보육"), "", SubscriptionState.ACTIVE),
    ("dasom", Frequency.MONTHLY, True, (), "회기동", SubscriptionState.ACTIVE),
    ("raon", Frequency.NEVER, True, (), "", SubscriptionState.ACTIVE),
    ("maru", Frequency.WEEKLY, True, ("청년", "일자리"), "", SubscriptionState.PAUSED),
    ("bada", Frequency.WEEKLY, False, (), "", SubscriptionState.UNPROVEN),
)
# So many of each kind in an issue.
OF_EACH = 2


def make_letters(site, secretariat):
    """Running it twice changes nothing."""
    subscriptions = [_subscribe(site, *row) for row in SUBSCRIBERS]
    if not Newsletter.objects.filter(site=site).exists():
        sent_on = timezone.now() - timedelta(days=9)
        sent = _issue(site, "지난달 우리 동네 소식", 0)
        _sent(sent, sent_on, secretariat, subscriptions)
        _issue(site, "이달의 우리 동네 소식", OF_EACH)


def _subscribe(site, name, frequency, wants_newsletter, labels, dong, state):
    now = timezone.now()
    is_proven = state != SubscriptionState.UNPROVEN
    moments = dict.fromkeys(("proven_at", "listening_since", "digested_until"), now if is_proven else None)
    subscription, is_new = Subscription.objects.get_or_create(
        site=site,
        address=f"{name}@example.kr",
        defaults={
            "frequency": frequency,
            "wants_newsletter": wants_newsletter,
            "state": state,
            "kinds": [ItemKind.EVENT] if name == "narae" else [],
            **moments,
        },
    )
    if is_new:
        subscription.terms.set(Term.objects.filter(label__in=labels))
        subscription.dongs.set(Dong.objects.current().filter(name=dong))
        if name == "gaon":
            subscription.agencies.set(AgencyPage.objects.published().in_site(site).by_title()[:1])
        for subject in ConsentSubject:
            if subject == ConsentSubject.PERSONAL or wants_newsletter:
                SubscriptionConsent.objects.create(
                    subscription=subscription,
                    subject=subject,
                    version=consent.VERSION,
                    text=consent.TEXTS[subject],
                    given_at=now,
                )
    return subscription


def _issue(site, title, first):
    issue = Newsletter.objects.create(
        site=site,
        title=title,
        intro="<p>안녕하십니까. 사무국이 고른 소식을 모았습니다.</p><p>궁금한 것은 각 기관에 전화로 물어봐 주십시오.</p>",
    )
    order = 0
    for kind in MODELS:
        for page in public_pages(site, kind).newest_first()[first : first + OF_EACH]:
            NewsletterItem.objects.create(newsletter=issue, page_id=page.pk, sort_order=order)
            order += 1
    return issue


def _sent(issue, sent_on, secretariat, subscriptions):
    """As the sender leaves it, without its having been at work."""
    readers = [
        each for each in subscriptions if each.wants_newsletter and each.state == SubscriptionState.ACTIVE
    ]
    issue.slug, issue.frozen = f"{timezone.localtime(sent_on).year}-1", freeze(issue)
    issue.state, issue.started_by = NewsletterState.SENT, secretariat
    issue.started_at, issue.finished_at = sent_on, sent_on + timedelta(minutes=1)
    issue.counts = {DeliveryState.SENT: len(readers)}
    issue.save()
    Delivery.objects.bulk_create(
        Delivery(newsletter=issue, subscription=each, state=DeliveryState.SENT, sent_at=issue.finished_at)
        for each in readers
    )
