from tests.factories.benefits import BenefitFactory
from tests.factories.content import (
    AgencyImageFactory,
    EventPageFactory,
    FacilityPageFactory,
    FilmPageFactory,
    NewsPageFactory,
    ProgramPageFactory,
    ResourcePageFactory,
)
from tests.factories.people import UserFactory
from tests.factories.subscribing import NewsletterFactory, SubscriptionFactory

__all__ = [
    "AgencyImageFactory",
    "BenefitFactory",
    "EventPageFactory",
    "FacilityPageFactory",
    "FilmPageFactory",
    "NewsPageFactory",
    "NewsletterFactory",
    "ProgramPageFactory",
    "ResourcePageFactory",
    "SubscriptionFactory",
    "UserFactory",
]
