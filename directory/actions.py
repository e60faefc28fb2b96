"""The long verbs of the register. ``by`` is the person who does it; None is the machine (a command).

Each locks what it decides on, looks at the locked row, and writes the access log last: writers of the
log wait for each other. Places (agency, role) are locked before memberships and invitations, so that two
deeds wait for each other and never block each other; ``no_key``, because rows that point at a locked one
may be written meanwhile.
"""

from django.contrib.auth.models import Group, Permission
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import Collection

from accounts.models import AccessLog, User, Verb
from accounts.roles import DONG_OFFICE, HEADQUARTERS, OFFICE, SECRETARIAT, is_headquarters
from directory.invitation_mail import send_invitation_mail
from directory.models import Agency, AgencyMembership, AgencyPage, DirectoryIndexPage, Invitation
from directory.models.agency import PublishingMode
from directory.models.invitation import InvitationClosed, StaffRole, may_invite
from directory.people_log import ONBOARDED, PUBLISHING, REINSTATED, SUSPENDED, TRANSFERRED
from directory.roles import AGENCY_ON_PAGES, grant_on_collection, grant_on_page

ROLE_GROUPS = {StaffRole.OFFICE: OFFICE, StaffRole.SECRETARIAT: SECRETARIAT, StaffRole.DONG: DONG_OFFICE}


def require_headquarters(by, reason=None):
    """Refuse whoever is not of the office or the secretariat; and, where one is due, an empty reason."""
    if by is not None and not is_headquarters(by):
        raise PermissionDenied("복지정책과와 사무국만 할 수 있습니다.")
    if by is not None and reason is not None and not reason.strip():
        raise ValidationError("사유를 적어 주십시오.")


def _locked(agency):
    return (
        Agency.objects.select_for_update(of=("self",), no_key=True)
        .select_related("page", "group")
        .get(pk=agency.pk)
    )


# Agencies ------------------------------------------------------------------------------------


@transaction.atomic
def onboard_agency(*, index, code, title, publishing="review", by=None, invite=(), **page_fields):
    """Make an agency whole: section, group, page permissions, collection, invitations. Known by ``code``.

    Running it again mends what is missing, changes nothing else, and invites only addresses of ``invite``
    that neither work there nor have an open invitation. The section starts as a live page, so that what
    the agency publishes can be reached at once.
    """
    require_headquarters(by)
    index = DirectoryIndexPage.objects.select_for_update(of=("self",), no_key=True).get(pk=index.pk)
    page = AgencyPage.objects.child_of(index).filter(slug=code).first()
    if page is None:
        page = index.add_child(instance=AgencyPage(title=title, slug=code, owner=by, **page_fields))
        page.save_revision(user=by).publish(user=by, skip_permission_checks=True)
        page.refresh_from_db()
    agency = Agency.objects.filter(code=code).first()
    is_new = agency is None
    if is_new:
        collection = Collection.objects.filter(name=f"기관: {code}").first()
        agency = Agency.objects.create(
            code=code,
            page=page,
            group=Group.objects.get_or_create(name=f"기관: {code}")[0],
            collection=collection or Collection.get_first_root_node().add_child(name=f"기관: {code}"),
            publishing=publishing,
        )
    grant_agency(agency)
    if is_new:
        log(instance=agency, action=ONBOARDED, user=by, data={"title": title, "publishing": publishing})
        AccessLog.objects.record(Verb.ONBOARDED, actor=by, obj=agency)
    for email in invite:
        if not _is_expected(agency, email):
            send_invitation(email=email, role=StaffRole.EDITOR, agency=agency, by=by)
    return agency


def _is_expected(agency, email):
    return (
        agency.memberships.active().filter(user__email__iexact=email).exists()
        or agency.invitations.open().filter(email__iexact=email).exists()
    )


def grant_agency(agency):
    """Give the agency's group what ``directory.roles`` says, no more and no less."""
    access = Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin")
    agency.group.permissions.set([access])
    grant_on_page(agency.group, agency.page, AGENCY_ON_PAGES)
    grant_on_collection(agency.group, agency.collection)


def sync_people(agency):
    """The group holds the people who work there now (none while it is suspended), and its machine."""
    wanted = set()
    if not agency.is_suspended:
        wanted = set(agency.memberships.active().values_list("user_id", flat=True))
    present = set(agency.group.user_set.filter(is_machine=False).values_list("pk", flat=True))
    agency.group.user_set.remove(*(present - wanted))
    agency.group.user_set.add(*(wanted - present))


@transaction.atomic
def suspend_agency(agency, *, by=None, reason=""):
    require_headquarters(by, reason)
    agency = _locked(agency)
    if agency.is_suspended:
        raise ValidationError("이미 정지된 기관입니다.")
    agency.suspended_at = timezone.now()
    agency.save(update_fields=["suspended_at"])
    sync_people(agency)
    log(instance=agency, action=SUSPENDED, user=by, data={"reason": reason})
    AccessLog.objects.record(Verb.SUSPENDED, actor=by, obj=agency, reason=reason)
    return agency


@transaction.atomic
def reinstate_agency(agency, *, by=None, reason=""):
    require_headquarters(by, reason)
    agency = _locked(agency)
    if not agency.is_suspended:
        raise ValidationError("정지되지 않은 기관입니다.")
    agency.suspended_at = None
    agency.save(update_fields=["suspended_at"])
    sync_people(agency)
    log(instance=agency, action=REINSTATED, user=by, data={"reason": reason})
    AccessLog.objects.record(Verb.REINSTATED, actor=by, obj=agency, reason=reason)
    return agency


@transaction.atomic
def set_publishing(agency, publishing, *, by=None):
    """Turn the agency's switch between 바로 게시 and 승인 후 게시."""
    require_headquarters(by)
    agency = _locked(agency)
    if agency.publishing == publishing:
        return agency
    agency.publishing = PublishingMode(publishing)
    agency.save(update_fields=["publishing"])
    label = agency.get_publishing_display()
    log(instance=agency, action=PUBLISHING, user=by, data={"reason": label})
    AccessLog.objects.record(Verb.PUBLISHING_CHANGED, actor=by, obj=agency, reason=label)
    return agency


# People --------------------------------------------------------------------------------------


@transaction.atomic
def join_agency(agency, user, by=None):
    """The person works for the agency from now on. Joining twice is not an error and counts once."""
    agency = _locked(agency)
    membership, is_new = AgencyMembership.objects.active().get_or_create(agency=agency, user=user)
    sync_people(agency)
    if is_new:
        AccessLog.objects.record(Verb.MEMBERSHIP_STARTED, actor=by, obj=agency, person=user)
    return membership


def _locked_membership(membership):
    membership = AgencyMembership.objects.select_for_update(of=("self",), no_key=True).get(pk=membership.pk)
    if membership.ended_at is not None:
        raise ValidationError("이미 끝난 소속입니다.")
    return membership


@transaction.atomic
def end_membership(membership, *, by=None, reason=""):
    require_headquarters(by, reason)
    agency, membership = _locked(membership.agency), _locked_membership(membership)
    membership.ended_at = timezone.now()
    membership.save(update_fields=["ended_at"])
    membership.stop_following()
    sync_people(agency)
    AccessLog.objects.record(
        Verb.MEMBERSHIP_ENDED, actor=by, obj=agency, person=membership.user, reason=reason
    )
    return membership


@transaction.atomic
def transfer_membership(membership, to, *, by=None, reason=""):
    require_headquarters(by, reason)
    if to.pk == membership.agency_id:
        raise ValidationError("지금 소속과 다른 기관을 골라 주십시오.")
    # Always in the same order, so that two crossing transfers wait instead of blocking each other.
    both = {pk: _locked(Agency(pk=pk)) for pk in sorted([to.pk, membership.agency_id])}
    to, source = both[to.pk], both[membership.agency_id]
    if to.is_suspended:
        raise ValidationError("이용이 정지된 기관으로는 옮길 수 없습니다.")
    end_membership(membership, by=by, reason=reason)
    started = join_agency(to, membership.user, by=by)
    sentence = f"{source} → {to}: {reason}"
    log(instance=to, action=TRANSFERRED, user=by, data={"reason": f"{membership.user} {sentence}"})
    AccessLog.objects.record(Verb.TRANSFERRED, actor=by, obj=to, person=membership.user, reason=sentence)
    return started


@transaction.atomic
def leave_headquarters(user, *, by=None, reason=""):
    """Take the person's 복지정책과 or 사무국 role; the account and its memberships stay."""
    person = User.objects.select_for_update(no_key=True).get(pk=user.pk)
    if by is not None and not by.may_manage(person):
        raise PermissionDenied("이 사람의 역할을 바꿀 권한이 없습니다.")
    require_headquarters(by, reason)
    groups = list(person.groups.filter(name__in=HEADQUARTERS))
    if not groups:
        raise ValidationError("복지정책과나 사무국 사람이 아닙니다.")
    person.groups.remove(*groups)
    for group in groups:
        AccessLog.objects.record(Verb.MEMBERSHIP_ENDED, actor=by, obj=group, person=person, reason=reason)


# Invitations ---------------------------------------------------------------------------------


@transaction.atomic
def send_invitation(*, email, role, agency=None, by=None, name=""):
    if not may_invite(by, role):
        raise PermissionDenied("이 역할로 초대할 권한이 없습니다.")
    email = email.strip().lower()
    if (place := _locked_place(role, agency)) and place.is_suspended:
        raise ValidationError("이용이 정지된 기관에는 초대할 수 없습니다.")
    _refuse_needless(email, role, agency)
    for earlier in Invitation.objects.unanswered().filter(email=email, role=role, agency=agency):
        earlier.revoke(reason="새 초대로 바꿈")
    invitation = Invitation(email=email, role=role, agency=agency, invited_by=by, name=name)
    token = invitation.renew()
    invitation.save()
    mail_invitation(invitation, token, by=by)
    return invitation


def _locked_place(role, agency):
    """Two people deciding about the same place wait for each other. Returns the agency, if it is one."""
    if agency is not None:
        return _locked(agency)
    Group.objects.select_for_update(no_key=True).get(name=ROLE_GROUPS[StaffRole(role)])
    return None


def _refuse_needless(email, role, agency):
    person = User.objects.filter(email__iexact=email).first()
    if person is None:
        return
    if not person.is_active:
        raise ValidationError("정지된 계정입니다. 먼저 정지를 풀어 주십시오.")
    if agency is not None and agency.memberships.active().filter(user=person).exists():
        raise ValidationError("이미 이 기관의 담당자입니다.")
    if agency is None and person.groups.filter(name=ROLE_GROUPS[StaffRole(role)]).exists():
        raise ValidationError("이미 그 역할을 가진 사람입니다.")


def mail_invitation(invitation, token, *, by=None, reason=""):
    send_invitation_mail(invitation, invitation.link(token))
    AccessLog.objects.record(
        Verb.INVITED,
        actor=by,
        obj=invitation,
        reason=f"{invitation.email} · {invitation.place} {reason}".strip(),
    )


@transaction.atomic
def accept_invitation(invitation, user):
    """The first to lock the invitation has it; a second sees it used."""
    agency = _locked_place(invitation.role, invitation.agency)
    invitation = Invitation.objects.select_for_update(of=("self",), no_key=True).get(pk=invitation.pk)
    invitation.refuse_if_closed()
    if user.email.lower() != invitation.email.lower():
        raise InvitationClosed("다른 이메일로 보낸 초대입니다. 초대받은 이메일의 계정으로 로그인해 주십시오.")
    if not user.is_active:
        raise InvitationClosed("정지된 계정입니다. 사무국에 문의해 주십시오.")
    invitation.accepted_at, invitation.accepted_by = timezone.now(), user
    invitation.save(update_fields=["accepted_at", "accepted_by"])
    if agency:
        join_agency(agency, user, by=user)
    else:
        user.groups.add(Group.objects.get(name=ROLE_GROUPS[StaffRole(invitation.role)]))
    AccessLog.objects.record(
        Verb.INVITATION_ACCEPTED, actor=user, obj=invitation, person=user, reason=invitation.place
    )
    return invitation


@transaction.atomic
def accept_as_new_person(invitation, *, last_name, first_name, password):
    """Make the account and take the place, or neither."""
    _locked_place(invitation.role, invitation.agency)
    Invitation.objects.select_for_update(of=("self",), no_key=True).get(pk=invitation.pk).refuse_if_closed()
    user = User.objects.create_user(invitation.email, password, last_name=last_name, first_name=first_name)
    AccessLog.objects.record(Verb.ACCOUNT_CREATED, actor=user, obj=user, person=user)
    accept_invitation(invitation, user)
    return user
