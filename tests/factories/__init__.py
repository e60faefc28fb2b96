from tests.factories.benefits import BenefitFactory
from tests.factories.content import (
    AgencyImageFactory,
    EventPageFactory,
    FacilityPageFactory,
    NewsPageFactory,
    ProgramPageFactory,
    ResourcePageFactory,
)
from tests.factories.people import UserFactory

__all__ = [
    "AgencyImageFactory",
    "BenefitFactory",
    "EventPageFactory",
    "FacilityPageFactory",
    "NewsPageFactory",
    "ProgramPageFactory",
    "ResourcePageFactory",
    "UserFactory",
]
