from pages.models.applying import EventQuestion
from pages.models.events import EventIndexPage, EventPage
from pages.models.home import HomePage
from pages.models.news import NewsIndexPage, NewsPage
from pages.models.settings import DistrictSettings
from pages.models.standard import StandardPage

__all__ = [
    "DistrictSettings",
    "EventIndexPage",
    "EventPage",
    "EventQuestion",
    "HomePage",
    "NewsIndexPage",
    "NewsPage",
    "StandardPage",
]
