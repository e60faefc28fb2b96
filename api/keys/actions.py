"""Giving and taking keys. ``by`` is the person who does it; None is the machine.

Headquarters gives keys to every agency. An agency has no head among its people: all of them may the same.
So each of them may give a key of the own agency, if a second factor is set up, because a key outlives the
session and the password; and it ends with the membership of whoever gave it.
"""

from datetime import timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.users.models import UserProfile

from accounts.models import AccessLog, User, Verb
from accounts.roles import has_factor, is_headquarters
from api.keys import tokens
from api.keys.log import ISSUED, REVOKED
from api.keys.models import LONGEST, OF_AGENCIES, ApiKey, Scope
from common.mail import NO_MAILBOX
from directory.models import Agency

MOST_KEYS = 20
SILENT = {
    f"{name}_notifications": False for name in ("submitted", "approved", "rejected", "updated_comments")
}


def may_manage(user, agency):
    """Whether the person may give and take keys of the agency (None: keys of no agency)."""
    if user is None or is_headquarters(user):
        return True
    if agency is None or not user.is_active:
        return False
    return Agency.objects.active().of_person(user).filter(pk=agency.pk).exists() and has_factor(user)


@transaction.atomic
def issue_key(*, name, scopes, agency=None, days=None, by=None):
    """A new key and its words, which nobody can read again. Raises ``ValidationError``."""
    if agency is not None:
        agency = Agency.objects.select_for_update(of=("self",), no_key=True).get(pk=agency.pk)
    if not may_manage(by, agency):
        raise PermissionDenied("이 기관의 열쇠를 만들 권한이 없습니다.")
    scopes = [scope for scope in Scope if scope in set(scopes)]
    _refuse(agency, scopes, days)
    token = tokens.new_token()
    key = ApiKey.objects.create(
        name=name.strip(),
        agency=agency,
        account=account_of(agency) if agency else None,
        scopes=" ".join(scopes),
        token_hash=tokens.hashed(token),
        beginning=token[: tokens.SHOWN],
        created_by=by,
        expires_at=timezone.now() + timedelta(days=days) if days else None,
    )
    log(instance=key, action=ISSUED, user=by, data={"reason": ", ".join(key.scope_labels)})
    AccessLog.objects.record(
        Verb.KEY_ISSUED, actor=by, obj=key, reason=f"{agency or '사무국'} · {key.scopes}"
    )
    return key, token


def _refuse(agency, scopes, days):
    if not scopes:
        raise ValidationError({"scopes": "할 수 있는 일을 하나 이상 골라 주십시오."})
    if set(scopes) & set(OF_AGENCIES):
        if agency is None:
            raise ValidationError({"agency": "쓰는 열쇠에는 기관이 있어야 합니다."})
        if not days:
            raise ValidationError({"days": "쓰는 열쇠에는 끝나는 날이 있어야 합니다."})
    if days is not None and not 1 <= days <= LONGEST.days:
        raise ValidationError({"days": f"1일에서 {LONGEST.days}일까지로 적어 주십시오."})
    if agency is None:
        return
    if agency.is_suspended:
        raise ValidationError("이용이 정지된 기관입니다.")
    if agency.api_keys.working().count() >= MOST_KEYS:
        raise ValidationError(
            f"한 기관이 쓰는 열쇠는 {MOST_KEYS}개까지입니다. 쓰지 않는 것을 거두어 주십시오."
        )


def account_of(agency):
    """The account in whose name the agency's systems write: in its group, without a way in, never written to."""
    account, is_new = User.objects.get_or_create(
        email=f"{agency.code}@{NO_MAILBOX}",
        defaults={"is_machine": True, "last_name": f"{agency.page.title[:100]} 연동", "password": "!"},
    )
    if is_new:
        UserProfile.objects.update_or_create(user=account, defaults=SILENT)
    if not account.groups.filter(pk=agency.group_id).exists():
        account.groups.add(agency.group)
    return account


@transaction.atomic
def revoke_key(key, *, by=None, reason=""):
    """From the next request on it opens nothing. Revoking twice is no error and counts once."""
    key = ApiKey.objects.select_for_update(of=("self",)).get(pk=key.pk)
    if not may_manage(by, key.agency):
        raise PermissionDenied("이 열쇠를 거둘 권한이 없습니다.")
    if key.revoked_at:
        return key
    key.revoked_at, key.revoked_by = timezone.now(), by
    key.save(update_fields=["revoked_at", "revoked_by"])
    log(instance=key, action=REVOKED, user=by, data={"reason": reason})
    AccessLog.objects.record(Verb.KEY_REVOKED, actor=by, obj=key, reason=reason)
    return key


def revoke_keys_of(membership):
    """The person left: what that person gave for the agency goes too."""
    for key in membership.agency.api_keys.filter(created_by=membership.user_id, revoked_at__isnull=True):
        revoke_key(key, reason="만든 사람의 소속이 끝남")
