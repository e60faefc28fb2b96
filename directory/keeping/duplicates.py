"""같은 곳: what a person decides about two facilities that may be one. Decided once, never asked again."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.log_actions import log
from wagtail.models import Page

from common.signals import public_content_changed, public_things_changed
from directory.actions import require_headquarters
from directory.importing.suggestions import suggest
from directory.keeping.log import KeepingAction
from directory.keeping.old_addresses import lead_from
from directory.keeping.revisions import carry
from directory.models import CorrectionRequest, FacilityPage, MergeSuggestion, SourceRecord
from directory.models.duplicates import MergeState

# What the page that stays takes over where it says nothing itself, in groups that belong together.
FILLED = (
    *(("summary",), ("operator",), ("phone",), ("fax",), ("email",), ("website",), ("transport",)),
    *(("opening_hours",), ("fee_kind",), ("fee",), ("capacity",), ("access_note",), ("opened_on",)),
)
PLACE = (
    ("road_address", "postcode", "address_detail"),
    ("lot_address",),
    ("latitude", "longitude"),
    ("legal_dong",),
)
EMPTY = (None, "")


def _locked(suggestion):
    suggestion = MergeSuggestion.objects.select_for_update(of=("self",)).get(pk=suggestion.pk)
    if suggestion.state != MergeState.OPEN:
        raise ValidationError(f"이미 정했습니다({suggestion.get_state_display()}).")
    return suggestion


def _decide(suggestion, state, by):
    suggestion.state, suggestion.decided_at, suggestion.decided_by = state, timezone.now(), by
    suggestion.save(update_fields=["state", "decided_at", "decided_by"])


@transaction.atomic
def tell_apart(suggestion, *, by):
    """They are two."""
    require_headquarters(by)
    suggestion = _locked(suggestion)
    _decide(suggestion, MergeState.DIFFERENT, by)
    for page, other in ((suggestion.first, suggestion.second), (suggestion.second, suggestion.first)):
        log(instance=page, action=KeepingAction.TOLD_APART, user=by, data={"reason": other.title})


@transaction.atomic
def merge(suggestion, keep, *, by, fills=True):
    """They are one: ``keep`` stays, the other leaves the public, and its address leads to the one that stays.

    The other is not deleted, and the rows of lists that made it belong to ``keep`` from now on, so that
    no later import makes it again. If either hides its address, the one that stays hides it.
    """
    require_headquarters(by)
    suggestion = _locked(suggestion)
    pair = {suggestion.first_id, suggestion.second_id}
    if keep.pk not in pair:
        raise ValidationError("두 시설 가운데 하나를 골라 주십시오.")
    pages = {
        page.pk: page.specific
        for page in Page.objects.select_for_update(of=("self",)).filter(pk__in=pair).order_by("pk")
    }
    kept = pages.pop(keep.pk)
    (other,) = pages.values()
    if not kept.live:
        raise ValidationError("남길 시설이 게시되어 있지 않습니다. 먼저 게시하거나 다른 쪽을 남겨 주십시오.")
    lead_from(other.url_path, kept, instead_of=other)
    _take_over(kept, other, fills)
    if state := other.current_workflow_state:
        state.cancel(user=by)
    if other.live:
        UnpublishPageAction(other, user=by).execute(skip_permission_checks=True)
    other.revisions.filter(approved_go_live_at__isnull=False).update(approved_go_live_at=None)
    SourceRecord.objects.filter(facility=other).update(facility=kept)
    CorrectionRequest.objects.waiting().filter(page=other).update(page=kept)
    _decide(suggestion, MergeState.MERGED, by)
    _forget_questions_about(other)
    log(instance=kept, action=KeepingAction.MERGED, user=by, data={"reason": other.title})
    log(instance=other, action=KeepingAction.MERGED, user=by, data={"reason": f"{kept.title}을(를) 남김"})
    public_content_changed.send(sender=FacilityPage)
    public_things_changed.send(sender=FacilityPage, pks=[other.pk], merged_into=kept.pk)
    return kept


def _take_over(kept, other, fills):
    """Fill what ``kept`` leaves empty; never an address that the other hides."""
    groups = (*FILLED, *(PLACE if other.address_public else ())) if fills else ()
    changed = [
        name
        for group in groups
        if all(getattr(kept, name) in EMPTY for name in group)
        for name in group
        if getattr(other, name) not in EMPTY
    ]
    for name in changed:
        setattr(kept, name, getattr(other, name))
    if kept.address_public and not other.address_public:
        kept.address_public = False
        changed.append("address_public")
    if changed:
        kept.save(update_fields=changed, clean=False)
        content = kept.serializable_data()
        carry(kept, **{name: content[name] for name in changed})


def _forget_questions_about(page):
    """Whether a page that is not there any more is the same as a third one need not be asked."""
    for name in ("first", "second"):
        MergeSuggestion.objects.filter(state=MergeState.OPEN, **{name: page}).delete()


def suggest_duplicates():
    """Compare all facilities that residents see; what was asked about before is left alone. Returns how many."""
    made, _problems = suggest(FacilityPage.objects.listed().values_list("pk", flat=True))
    return len(made)
