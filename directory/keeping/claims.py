"""우리 기관 시설: a facility of the public data goes to the agency whose it is. Only headquarters decides.

The page moves and stays the page it is: its history, revisions, uuid and the rows of lists that it came
from go along, so the import goes on updating what nobody has edited. Its old address leads to the new one.
"""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from wagtail.actions.move_page import MovePageAction
from wagtail.log_actions import log
from wagtail.models import Page
from wagtail.search import index

from accounts.roles import is_headquarters
from directory.actions import require_headquarters
from directory.keeping import letters
from directory.keeping.log import KeepingAction
from directory.keeping.old_addresses import lead_from
from directory.keeping.revisions import carry
from directory.keeping.staleness import holder_agency
from directory.models import Agency, FacilityClaim, FacilityPage
from directory.models.keeping import ClaimState

GONE = "다른 기관에 이미 넘긴 시설입니다."


def claimable():
    """Facilities of the public data that residents see."""
    holder = holder_agency()
    facilities = FacilityPage.objects.listed()
    return facilities.descendant_of(holder.page) if holder else facilities.none()


def _locked_agency(pk):
    return Agency.objects.select_for_update(of=("self",), no_key=True).select_related("page").get(pk=pk)


def _locked_facility(pk):
    """The page under a lock, if it is still among the public data."""
    Page.objects.select_for_update(of=("self",)).get(pk=pk)
    facility = claimable().filter(pk=pk).first()
    if facility is None:
        raise ValidationError(GONE)
    return facility


def _refuse_suspended(agency):
    if agency.is_suspended:
        raise ValidationError("이용이 정지된 기관입니다.")


@transaction.atomic
def ask_for(facility, agency, *, by, message=""):
    """Claim the facility for the agency that the person works for. Pressed twice, it is one claim."""
    agency = _locked_agency(agency.pk)
    if not agency.memberships.active().filter(user=by).exists():
        raise PermissionDenied
    _refuse_suspended(agency)
    facility = _locked_facility(facility.pk)
    claim, is_new = FacilityClaim.objects.get_or_create(
        facility=facility,
        agency=agency,
        state=ClaimState.ASKED,
        defaults={"asked_by": by, "message": message.strip()},
    )
    if is_new:
        letters.write(
            letters.headquarters_people(),
            f"우리 기관 시설 신청: {facility.title}",
            "claim",
            claim=claim,
            url=letters.address_of("claims:index"),
        )
    return claim


def _locked_claim(pk):
    claim = FacilityClaim.objects.select_for_update(of=("self",)).select_related("agency__page").get(pk=pk)
    if claim.state != ClaimState.ASKED:
        raise ValidationError(f"이미 정한 신청입니다({claim.get_state_display()}).")
    return claim


@transaction.atomic
def grant(claim, *, by):
    """Give the facility to the agency that asked."""
    require_headquarters(by)
    agency = _locked_agency(claim.agency_id)
    claim = _locked_claim(claim.pk)
    return _hand_over(claim.facility, agency, by=by)


@transaction.atomic
def hand_over(facility, agency, *, by):
    """Give the facility to an agency that did not ask."""
    require_headquarters(by)
    return _hand_over(facility, _locked_agency(agency.pk), by=by)


@transaction.atomic
def refuse(claim, reason, *, by):
    require_headquarters(by, reason)
    claim = _locked_claim(claim.pk)
    _decide(claim, ClaimState.REFUSED, by, reason.strip())
    return claim


def _hand_over(facility, agency, *, by):
    _refuse_suspended(agency)
    facility = _locked_facility(facility.pk)
    facility = _move(facility, agency.page, by)
    # Wagtail indexes what is saved, not what moves; the agency's name is among the words.
    index.insert_or_update_object(facility)
    log(instance=facility, action=KeepingAction.HANDED_OVER, user=by, data={"reason": str(agency)})
    for claim in FacilityClaim.objects.filter(facility=facility, state=ClaimState.ASKED):
        if claim.agency_id == agency.pk:
            _decide(claim, ClaimState.GRANTED, by)
        else:
            _decide(claim, ClaimState.REFUSED, by, "다른 기관에 넘겼습니다.")
    letters.write(
        letters.people_of(agency),
        f"시설을 넘겨받으셨습니다: {facility.title}",
        "claim_granted",
        facility=facility,
        agency=agency,
        url=letters.address_of("wagtailadmin_pages:edit", facility.pk),
    )
    return facility


def _move(facility, section, by):
    """Below the section, where a page of the same address makes it take the next free one, drafts included."""
    old, slug, number = facility.url_path, facility.slug, 1
    beside = Page.objects.child_of(section) | Page.objects.sibling_of(facility, inclusive=False)
    while beside.filter(slug=facility.slug).exists():
        number += 1
        facility.slug = f"{slug[:240]}-{number}"
    if facility.slug != slug:
        facility.save(update_fields=["slug", "url_path"], clean=False)
        carry(facility, slug=facility.slug)
    MovePageAction(facility, section, pos="last-child", user=by).execute(skip_permission_checks=True)
    moved = FacilityPage.objects.get(pk=facility.pk)
    lead_from(old, moved)
    return moved


def _decide(claim, state, by, reason=""):
    claim.state, claim.reason = state, reason
    claim.decided_at, claim.decided_by = timezone.now(), by
    claim.save(update_fields=["state", "reason", "decided_at", "decided_by"])
    if state == ClaimState.REFUSED:
        letters.write(
            letters.people_of(claim.agency),
            f"우리 기관 시설 신청에 답합니다: {claim.facility.title}",
            "claim_refused",
            claim=claim,
        )


def claims_for(user):
    """All for headquarters; for others those of the agencies they work for."""
    claims = FacilityClaim.objects.select_related("facility", "agency__page", "asked_by")
    if is_headquarters(user):
        return claims
    return claims.filter(agency__in=Agency.objects.active().of_person(user))
