"""A key of the agency's, what its system sent together, and what it asks to be taken out."""

from django.utils import timezone

from api.agency.models import AgencyItem, PushBatch
from api.keys.actions import issue_key
from api.keys.models import ApiKey, Scope


def give(own):
    own.api_key, _ = issue_key(name=f"{own.word}열쇠", scopes=list(Scope), agency=own.agency, days=30)
    own.push = PushBatch.objects.create(agency=own.agency, key=own.api_key, counts={"created": 1})
    AgencyItem.objects.create(
        agency=own.agency,
        type="events",
        external_id=f"{own.mark}-1",
        page_id=own.pages["in_review"].pk,
        batch=own.push,
    )
    own.withdrawal = AgencyItem.objects.create(
        agency=own.agency,
        type="news",
        external_id=f"{own.mark}-2",
        page_id=own.pages["live"].pk,
        withdrawal_asked_at=timezone.now(),
        withdrawal_reason=f"{own.word}거둘까닭",
    )


PRIMARY_KEYS = {
    "api_keys": lambda own: own.api_key.pk,
    "push_batches": lambda own: own.push.pk,
    "withdrawals": lambda own: own.withdrawal.pk,
}
SPECIAL = {
    "agency_api_items": lambda own: [({"type": "news"}, "")],
    "agency_api_item": lambda own: [({"type": "news", "external_id": f"{own.mark}-2"}, "")],
}
QUESTIONS = {"api_keys:index": ("?q={word}",), "push_batches:index": ("?q={code}",)}


def rows(own):
    yield ApiKey.objects.filter(pk=own.api_key.pk)
    yield PushBatch.objects.filter(pk=own.push.pk)
    yield AgencyItem.objects.filter(agency=own.agency)
