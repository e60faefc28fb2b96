"""동의: each for itself, to one version of its text, with its day; what may be taken back, and what that means."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.models import Consent, Purpose, Resident

# A new wording in templates/accounts/residents/_consents.html needs a new version here.
VERSIONS = {Purpose.TERMS: "2026-11", Purpose.PERSONAL: "2026-11", Purpose.MAIL: "2026-11"}
GUARDIAN_VERSION = "2026-11"
NEEDED = (Purpose.TERMS, Purpose.PERSONAL)


def in_force(resident):
    """The living consents by purpose."""
    return {consent.purpose: consent for consent in resident.consents.filter(revoked_at__isnull=True)}


def agrees_to_mail(resident):
    """Whether news may be sent beside what concerns the resident's own doings."""
    return resident.consents.filter(purpose=Purpose.MAIL, revoked_at__isnull=True).exists()


@transaction.atomic
def give(resident, purpose):
    """Agree to the text of today. An older consent to the same ends with it."""
    Resident.objects.select_for_update(no_key=True).get(pk=resident.pk)
    now, version = timezone.now(), VERSIONS[Purpose(purpose)]
    living = resident.consents.filter(purpose=purpose, revoked_at__isnull=True)
    if living.filter(version=version).exists():
        return
    living.update(revoked_at=now)
    Consent.objects.create(resident=resident, purpose=purpose, version=version, given_at=now)


@transaction.atomic
def take_back(resident, purpose):
    """What the account cannot be without is taken back by leaving."""
    if purpose in NEEDED:
        raise ValidationError("이 동의를 거두시려면 탈퇴하셔야 합니다.")
    living = resident.consents.filter(purpose=purpose, revoked_at__isnull=True)
    living.update(revoked_at=timezone.now())
