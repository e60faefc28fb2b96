"""What 동주민센터 staff enter, and who they are. Each is in the access log.

공감 of the counter is counted and shown apart, and reaches no threshold: whoever cannot be verified may speak, and
is heard, but nobody can stack votes by writing slips. On 병합 it stays where it was said: without names, two
counts cannot be united by person.
"""

from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import AccessLog, User, Verb
from accounts.roles import DONG_OFFICE, is_headquarters
from common.signals import public_content_changed
from participation.actions import lock, raise_issue
from participation.models import DongOfficer, Issue, Origin, ProxyEmpathy
from participation.way import OPEN

NO_OFFICER = "동주민센터 담당자만 할 수 있습니다."
SAME_SLIP = "이 과제에 이미 적은 접수 번호입니다. 같은 쪽지를 두 번 적으신 것은 아닌지 확인해 주십시오."
CLOSED = "지금은 공감을 받지 않는 과제입니다."


def officer_of(user):
    """The dong that the person works for, or None."""
    if not user.is_active:
        return None
    officers = DongOfficer.objects.filter(user=user, user__groups__name=DONG_OFFICE)
    return officers.select_related("dong").first()


def require_officer(user):
    officer = officer_of(user)
    if officer is None:
        raise PermissionDenied(NO_OFFICER)
    return officer


@transaction.atomic
def enter_issue(*, by, site, **words):
    """An issue as a resident would raise it; ``words`` are its texts, its dong and its terms."""
    officer = require_officer(by)
    return raise_issue(site=site, origin=Origin.PROXY, office=officer.office, by=by, **words)


@transaction.atomic
def enter_empathy(issue, *, by, receipt):
    """공감 of one person who asked for it at the counter; ``receipt`` is the number of the slip."""
    officer = require_officer(by)
    issue = lock(issue)
    if not issue.is_public or issue.status not in OPEN:
        raise ValidationError(CLOSED)
    try:
        with transaction.atomic():
            said = ProxyEmpathy.objects.create(issue=issue, dong=officer.dong, receipt=receipt, entered_by=by)
    except IntegrityError as error:
        raise ValidationError({"receipt": SAME_SLIP}) from error
    _recount(issue)
    AccessLog.objects.record(
        Verb.ISSUE, actor=by, obj=issue, reason=f"창구 공감: {officer.office} {receipt}번"
    )
    return said


@transaction.atomic
def remove_empathy(said, *, by, reason):
    """Written by mistake, or taken back by the person: by the same office, or by headquarters."""
    officer = officer_of(by)
    if not is_headquarters(by) and (officer is None or officer.dong_id != said.dong_id):
        raise PermissionDenied(NO_OFFICER)
    if not reason.strip():
        raise ValidationError({"reason": "까닭을 적어 주십시오."})
    issue = lock(said.issue)
    removed, _ = ProxyEmpathy.objects.filter(pk=said.pk).delete()
    if removed:
        _recount(issue)
        AccessLog.objects.record(
            Verb.ISSUE, actor=by, obj=issue, reason=f"창구 공감 {said.receipt}번을 지움: {reason.strip()}"
        )


def _recount(issue):
    issue.proxy_count = issue.proxy_empathies.count()
    issue.updated_at = timezone.now()
    issue.save(update_fields=["proxy_count", "updated_at"])
    public_content_changed.send(sender=Issue)


@transaction.atomic
def appoint(user, dong, *, by):
    """Make the person a member of staff of that 동주민센터, and of no other any more."""
    _require_headquarters(by)
    user = User.objects.select_for_update(no_key=True).get(pk=user.pk)
    if not user.is_active:
        raise ValidationError("정지된 계정입니다. 먼저 정지를 풀어 주십시오.")
    if not user.groups.filter(name=DONG_OFFICE).exists():
        raise ValidationError("‘동주민센터’로 초대받은 분만 고를 수 있습니다.")
    officer, _ = DongOfficer.objects.update_or_create(user=user, defaults={"dong": dong})
    AccessLog.objects.record(Verb.ROLE_GIVEN, actor=by, obj=officer, person=user, reason=officer.office)
    return officer


@transaction.atomic
def dismiss(user, *, by, reason):
    """The person enters nothing any more. What was entered stays."""
    _require_headquarters(by)
    if not reason.strip():
        raise ValidationError({"reason": "까닭을 적어 주십시오."})
    User.objects.select_for_update(no_key=True).get(pk=user.pk)
    DongOfficer.objects.filter(user=user).delete()
    user.groups.remove(Group.objects.get(name=DONG_OFFICE))
    AccessLog.objects.record(
        Verb.ROLE_TAKEN, actor=by, obj=user, person=user, reason=f"{DONG_OFFICE}: {reason.strip()}"
    )


def _require_headquarters(by):
    if not is_headquarters(by):
        raise PermissionDenied("복지정책과와 사무국만 할 수 있습니다.")
