from api.agency.models import AgencyItem, PushBatch, StoredAnswer
from api.hsds.models import HsdsObject, HsdsUse
from api.keys.models import ApiKey
from api.projection.models import Action, ChangeCounter, Departure, Doubt, Mark, PublicObject, Reach
from api.webhooks.models import Delivery, Subscriber

__all__ = [
    "Action",
    "AgencyItem",
    "ApiKey",
    "ChangeCounter",
    "Delivery",
    "Departure",
    "Doubt",
    "HsdsObject",
    "HsdsUse",
    "Mark",
    "PublicObject",
    "PushBatch",
    "Reach",
    "StoredAnswer",
    "Subscriber",
]
