from pages.models.events import EventIndexPage, EventPage
from pages.models.home import HomePage
from pages.models.letters import Delivery, DigestItem, Newsletter, NewsletterItem
from pages.models.news import NewsIndexPage, NewsPage
from pages.models.settings import DistrictSettings
from pages.models.standard import StandardPage
from pages.models.subscribing import Subscription, SubscriptionConsent

__all__ = [
    "Delivery",
    "DigestItem",
    "DistrictSettings",
    "EventIndexPage",
    "EventPage",
    "HomePage",
    "NewsIndexPage",
    "NewsPage",
    "Newsletter",
    "NewsletterItem",
    "StandardPage",
    "Subscription",
    "SubscriptionConsent",
]
