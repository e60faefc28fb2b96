"""가입: the moment from which something is kept. Before it nothing is, whatever was typed or clicked."""

from dataclasses import dataclass

from allauth.socialaccount.models import SocialAccount
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from accounts.models import AccessLog, GuardianConsent, Level, Purpose, Resident, User, Verb
from accounts.residents.consents import GUARDIAN_VERSION, NEEDED, give
from accounts.residents.doors import is_staff_account
from accounts.residents.verifying import redeem

NOT_POSSIBLE = "이 메일로는 가입할 수 없습니다. 다른 메일로 로그인해 주십시오."
AGREE_FIRST = "이용약관과 개인정보 수집·이용에 동의하셔야 가입할 수 있습니다."


@dataclass(frozen=True)
class Guardian:
    """A guardian's consent, given a moment ago: by a verified grown-up, or at the desk with a number."""

    key: str = ""
    number: str = ""


def _account(email):
    """The mailbox's account, with no password and no rights; never somebody's who works here."""
    known = User.objects.filter(email__iexact=email).first()
    if known is None:
        try:
            with transaction.atomic():
                return User.objects.create_user(email)
        except IntegrityError:  # from another screen of the same person, a moment ago
            raise ValidationError(NOT_POSSIBLE) from None
    if is_staff_account(known) or hasattr(known, "resident"):
        raise ValidationError(NOT_POSSIBLE)
    return known


@transaction.atomic
def join(
    email,
    *,
    nickname,
    agreed,
    is_of_age,
    dong_code="",
    life_code="",
    guardian=None,
    social=None,
    request=None,
):
    """Make an account. ``agreed`` are the purposes ticked; ``guardian`` stands for who is under 14."""
    if not set(NEEDED) <= set(agreed):
        raise ValidationError(AGREE_FIRST)
    if not is_of_age and guardian is None:
        raise ValidationError("만 14세가 되지 않은 분은 보호자의 동의가 있어야 합니다.")
    user = _account(email.strip().lower())
    resident = Resident.objects.create(user=user, nickname=nickname, dong_code=dong_code, life_code=life_code)
    for purpose in Purpose:
        if purpose in agreed:
            give(resident, purpose)
    if social and not SocialAccount.objects.filter(**social).exists():
        SocialAccount.objects.create(user=user, **social)
    if guardian and guardian.key:
        GuardianConsent.objects.create(
            resident=resident, version=GUARDIAN_VERSION, level=Level.IDENTITY, guardian_key=guardian.key
        )
    if guardian and guardian.number:
        redeem(resident, guardian.number, request=request)
    AccessLog.objects.record(
        Verb.ACCOUNT_CREATED, actor=user, obj=user, person=user, reason="주민", request=request
    )
    return resident
