"""An invitation: the only way to an account."""

import hashlib
import secrets
import uuid
from datetime import timedelta

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.db.models import Q, Value
from django.db.models.functions import Coalesce, Lower
from django.urls import reverse
from django.utils import timezone

from accounts.models import AccessLog, Verb
from accounts.roles import DONG_OFFICE, OFFICE, SECRETARIAT, is_headquarters, is_office
from directory.models.agency import Agency


class StaffRole(models.TextChoices):
    OFFICE = "office", OFFICE
    SECRETARIAT = "secretariat", SECRETARIAT
    DONG = "dong", DONG_OFFICE
    EDITOR = "editor", "기관 담당자"


class InvitationState(models.TextChoices):
    OPEN = "open", "기다리는 중"
    ACCEPTED = "accepted", "수락함"
    REVOKED = "revoked", "취소함"
    EXPIRED = "expired", "기한 지남"


class InvitationClosed(Exception):
    """The link no longer works; the message says why, for the person who opened it."""


def _hash(token):
    return hashlib.sha256(token.encode()).hexdigest()


def may_invite(by, role):
    """Only the office invites office, secretariat and 동주민센터; both invite agencies' people. None is the machine."""
    if by is None:
        return True
    return is_headquarters(by) if role == StaffRole.EDITOR else is_office(by)


class InvitationQuerySet(models.QuerySet):
    def unanswered(self):
        """Neither accepted nor revoked, whether or not the time is over."""
        return self.filter(accepted_at__isnull=True, revoked_at__isnull=True)

    def open(self):
        """Links that work now. At the very moment of ``expires_at`` a link no longer works."""
        return self.unanswered().filter(expires_at__gt=timezone.now())

    def with_token(self, token):
        return self.filter(token_hash=_hash(token))

    def invite(self, email, role, agency=None, by=None, name=""):
        """Mail a link to ``email``. An earlier, unanswered link for the same place stops working."""
        from directory.actions import send_invitation

        return send_invitation(email=email, role=role, agency=agency, by=by, name=name)

    def note_expired(self):
        """Write expiries into the access log, each once."""
        late = self.unanswered().filter(expires_at__lte=timezone.now(), expiry_noted_at__isnull=True)
        for pk in list(late.values_list("pk", flat=True)):
            with transaction.atomic():
                invitation = late.select_for_update(no_key=True).filter(pk=pk).first()
                if invitation is None:
                    continue
                invitation.expiry_noted_at = timezone.now()
                invitation.save(update_fields=["expiry_noted_at"])
                AccessLog.objects.record(
                    Verb.INVITATION_EXPIRED,
                    actor_email="누리넷",
                    obj=invitation,
                    reason=f"{invitation.email} · {invitation.place}",
                )


class Invitation(models.Model):
    """An e-mailed link that makes an account once, until it expires. Only the link's hash is kept."""

    uuid = models.UUIDField("고유번호", default=uuid.uuid4, unique=True, editable=False)
    email = models.EmailField("이메일")
    name = models.CharField("이름", max_length=60, blank=True)
    role = models.CharField("역할", max_length=12, choices=StaffRole.choices, default=StaffRole.EDITOR)
    agency = models.ForeignKey(
        Agency, models.CASCADE, null=True, blank=True, related_name="invitations", verbose_name="기관"
    )
    token_hash = models.CharField("링크 해시", max_length=64, unique=True, editable=False)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name="초대한 사람"
    )
    created_at = models.DateTimeField("보낸 때", auto_now_add=True)
    expires_at = models.DateTimeField("유효 기한")
    expiry_noted_at = models.DateTimeField("만료를 기록한 때", null=True, blank=True)
    accepted_at = models.DateTimeField("받아들인 때", null=True, blank=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name="받아들인 사람"
    )
    revoked_at = models.DateTimeField("취소한 때", null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = "초대"
        verbose_name_plural = "초대"
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(role="editor", agency__isnull=False)
                | (~Q(role="editor") & Q(agency__isnull=True)),
                name="invitation_of_an_editor_names_the_agency",
            ),
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True) | Q(revoked_at__isnull=True),
                name="invitation_is_not_both_accepted_and_revoked",
            ),
            models.UniqueConstraint(
                Lower("email"),
                "role",
                Coalesce("agency", Value(0)),
                condition=Q(accepted_at__isnull=True, revoked_at__isnull=True),
                name="invitation_unanswered_once_per_person_and_place",
            ),
        ]

    def __str__(self):
        return f"{self.email} ({self.place})"

    @property
    def place(self):
        """Where the person is invited to: the agency's name, or the office's."""
        return str(self.agency) if self.agency else self.get_role_display()

    @property
    def state(self):
        if self.accepted_at:
            return InvitationState.ACCEPTED
        if self.revoked_at:
            return InvitationState.REVOKED
        return InvitationState.OPEN if self.expires_at > timezone.now() else InvitationState.EXPIRED

    def renew(self):
        """A fresh link (the old one stops working) and a fresh term. Returns the link's token."""
        token = secrets.token_urlsafe(32)
        self.token_hash = _hash(token)
        self.expires_at = timezone.now() + timedelta(days=settings.INVITATION_DAYS)
        self.expiry_noted_at = None
        return token

    @staticmethod
    def link(token):
        return settings.BASE_URL + reverse("invitation", args=[token])

    def refuse_if_closed(self):
        """Raise ``InvitationClosed`` with the sentence for who opened the link, unless it works."""
        if self.state == InvitationState.ACCEPTED:
            raise InvitationClosed("이미 사용한 초대 링크입니다. 만드신 계정으로 로그인해 주십시오.")
        if self.state == InvitationState.REVOKED:
            raise InvitationClosed("취소된 초대입니다. 초대한 분께 문의해 주십시오.")
        if self.state == InvitationState.EXPIRED:
            raise InvitationClosed("기한이 지난 초대 링크입니다. 초대한 분께 다시 보내 달라고 해 주십시오.")
        if self.agency and self.agency.is_suspended:
            raise InvitationClosed("이용이 정지된 기관의 초대입니다. 사무국에 문의해 주십시오.")

    def accept(self, user):
        """``user`` takes the place. The link works once, also when pressed twice at the same moment."""
        from directory.actions import accept_invitation

        return accept_invitation(self, user)

    @transaction.atomic
    def resend(self, by=None):
        """Mail a new link for the same invitation, also after its time is over."""
        from directory.actions import mail_invitation

        invitation = self._locked_for(by)
        token = invitation.renew()
        invitation.save(update_fields=["token_hash", "expires_at", "expiry_noted_at"])
        mail_invitation(invitation, token, by=by, reason="다시 보냄")
        return invitation

    @transaction.atomic
    def revoke(self, by=None, reason=""):
        invitation = self._locked_for(by)
        invitation.revoked_at = timezone.now()
        invitation.save(update_fields=["revoked_at"])
        AccessLog.objects.record(
            Verb.INVITATION_REVOKED, actor=by, obj=invitation, reason=f"{invitation} {reason}".strip()
        )
        return invitation

    def _locked_for(self, by):
        invitation = Invitation.objects.select_for_update(of=("self",), no_key=True).get(pk=self.pk)
        if not may_invite(by, invitation.role):
            raise PermissionDenied("이 초대를 다룰 권한이 없습니다.")
        if invitation.state in {InvitationState.ACCEPTED, InvitationState.REVOKED}:
            raise ValidationError(f"이미 끝난 초대입니다({invitation.state.label}).")
        return invitation
