from pages.models.applying import EventQuestion
from pages.models.event_dates import OtherDate, SkippedDay
from pages.models.event_index import EventIndexPage
from pages.models.events import EventPage
from pages.models.home import HomePage
from pages.models.news import NewsIndexPage, NewsPage
from pages.models.occurrences import EventOccurrence
from pages.models.pulling import FeedSource, PulledItem, PullRun
from pages.models.settings import DistrictSettings
from pages.models.standard import StandardPage

__all__ = [
    "DistrictSettings",
    "EventIndexPage",
    "EventOccurrence",
    "EventPage",
    "FeedSource",
    "EventQuestion",
    "HomePage",
    "NewsIndexPage",
    "NewsPage",
    "OtherDate",
    "SkippedDay",
    "PullRun",
    "PulledItem",
    "StandardPage",
]
