from pages.models.applying import EventQuestion
from pages.models.awards import Award, AwardKind
from pages.models.booth_questions import BoothQuestion
from pages.models.event_dates import OtherDate, SkippedDay
from pages.models.event_index import EventIndexPage
from pages.models.events import EventPage
from pages.models.fair import FairPage
from pages.models.fair_booth import Booth
from pages.models.fair_index import FairIndexPage
from pages.models.fair_session import FairSession
from pages.models.film_captions import FilmCaptions
from pages.models.films import FilmIndexPage, FilmPage
from pages.models.home import HomePage
from pages.models.letters import Delivery, DigestItem, Newsletter, NewsletterItem
from pages.models.news import NewsIndexPage, NewsPage
from pages.models.occurrences import EventOccurrence
from pages.models.pulling import FeedSource, PulledItem, PullRun
from pages.models.settings import DistrictSettings
from pages.models.standard import StandardPage
from pages.models.subscribing import Subscription, SubscriptionConsent

__all__ = [
    "Award",
    "AwardKind",
    "Booth",
    "BoothQuestion",
    "Delivery",
    "DigestItem",
    "DistrictSettings",
    "EventIndexPage",
    "EventOccurrence",
    "EventPage",
    "FairIndexPage",
    "FairPage",
    "FairSession",
    "FeedSource",
    "FilmCaptions",
    "FilmIndexPage",
    "FilmPage",
    "EventQuestion",
    "HomePage",
    "NewsIndexPage",
    "NewsPage",
    "OtherDate",
    "SkippedDay",
    "PullRun",
    "PulledItem",
    "Newsletter",
    "NewsletterItem",
    "StandardPage",
    "Subscription",
    "SubscriptionConsent",
]
