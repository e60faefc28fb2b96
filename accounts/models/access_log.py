"""접속기록: who did what, when, from where, to whose personal data. Written once, never changed.

Each row's hash covers all its fields and the hash of the row before, so a changed, removed or
slipped-in row breaks the chain from there on. Rows know people by number, and staff by their e-mail of
that day too, without a foreign key in the database: removing an account changes nothing here. Residents
are known by number alone, so that nothing is left of them here when they leave.
"""

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, timedelta

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone

from accounts.requests import current_request
from common.client_address import client_ip

GENESIS = "0" * 64
HASHED = (
    *("number", "at", "actor_id", "actor_email", "ip", "verb"),
    *("object_type", "object_id", "object_label", "person_id", "person_email", "reason"),
)


class AppendOnly(Exception):
    """Somebody tried to change or remove what may only be added to."""


class Verb(models.TextChoices):
    SIGN_IN = "sign_in", "로그인"
    SIGN_IN_FAILED = "sign_in_failed", "로그인 실패"
    SIGN_IN_BLOCKED = "sign_in_blocked", "로그인 제한"
    SIGN_OUT = "sign_out", "로그아웃"
    SESSIONS_ENDED = "sessions_ended", "접속 끊음"
    FACTOR_ADDED = "factor_added", "2단계 인증 등록"
    FACTOR_REMOVED = "factor_removed", "2단계 인증 해제"
    PASSWORD_CHANGED = "password_changed", "비밀번호 변경"
    ACCOUNT_CREATED = "account_created", "계정 만듦"
    ROLE_GIVEN = "role_given", "권한 부여"
    ROLE_TAKEN = "role_taken", "권한 회수"
    MEMBERSHIP_STARTED = "membership_started", "소속 시작"
    MEMBERSHIP_ENDED = "membership_ended", "소속 종료"
    TRANSFERRED = "transferred", "소속 이동"
    INVITED = "invited", "초대 보냄"
    INVITATION_ACCEPTED = "invitation_accepted", "초대 수락"
    INVITATION_EXPIRED = "invitation_expired", "초대 만료"
    INVITATION_REVOKED = "invitation_revoked", "초대 취소"
    ONBOARDED = "onboarded", "기관 등록"
    PUBLISHING_CHANGED = "publishing_changed", "게시 방식 변경"
    SUSPENDED = "suspended", "이용 정지"
    REINSTATED = "reinstated", "정지 해제"
    VIEWED = "viewed", "개인정보 조회"
    EXPORTED = "exported", "개인정보 내려받기"
    LENDING = "lending", "빌리기 신청 처리"
    APPLYING = "applying", "참가 신청 처리"
    ISSUE = "issue", "공유복지 처리"
    VERIFIED = "verified", "본인확인"
    WEBHOOK = "webhook", "웹훅 처리"
    FORGOTTEN = "forgotten", "개인정보 파기"
    KEY_ISSUED = "key_issued", "API 열쇠 만듦"
    KEY_REVOKED = "key_revoked", "API 열쇠 거둠"
    PRUNED = "pruned", "접속기록 파기"


@dataclass(frozen=True)
class ChainReport:
    """What a check of the chain found. ``broken_at`` is the first row that does not fit, or None."""

    checked: int
    head: str
    broken_at: int | None = None
    reason: str = ""

    @property
    def is_whole(self):
        return not self.reason


class AccessLogQuerySet(models.QuerySet):
    """Rows are added by ``record`` alone."""

    def failures(self, minutes=15):
        """Failed sign-ins (password or second factor) of the last ``minutes``."""
        since = timezone.now() - timedelta(minutes=minutes)
        return self.filter(verb=Verb.SIGN_IN_FAILED, at__gt=since)

    def _refuse(self, *args, **kwargs):
        raise AppendOnly("접속기록은 고치거나 지울 수 없습니다.")

    update = delete = bulk_update = bulk_create = _refuse
    create = get_or_create = update_or_create = _refuse

    def record(self, verb, *, actor=None, actor_email="", obj=None, person=None, reason="", request=None):
        """Add a row. Writers wait for each other until commit: call it last in a transaction.

        Without ``actor`` the signed-in person of the request is taken; without a request, the machine.
        """
        request = request or current_request()
        if actor is None and not actor_email and request is not None:
            user = getattr(request, "user", None)
            actor = user if user is not None and user.is_authenticated else None
        with transaction.atomic(using=self.db):
            head, _ = AccessLogHead.objects.select_for_update().get_or_create(pk=AccessLogHead.ONLY)
            now = timezone.now()
            entry = self.model(
                number=head.last_number + 1,
                # Milliseconds, so that a row that travels as JSON (a dump, a copy) keeps its hash.
                at=now.replace(microsecond=now.microsecond // 1000 * 1000),
                actor_id=actor.pk if actor else None,
                actor_email=actor.email_for_the_log if actor else actor_email,
                ip=client_ip(request) if request is not None else "",
                verb=verb,
                object_type=obj._meta.label_lower if obj is not None else "",
                object_id=str(obj.pk) if obj is not None else "",
                object_label=str(obj)[:200] if obj is not None else "",
                person_id=person.pk if person else None,
                person_email=person.email_for_the_log if person else "",
                reason=reason.replace("\x00", "")[:500],
                previous_hash=head.last_hash,
            )
            entry.hash = entry.computed_hash()
            models.Model.save(entry, force_insert=True, using=self.db)
            head.last_number, head.last_hash = entry.number, entry.hash
            head.save(using=self.db)
        return entry

    def verify_chain(self, known_head=""):
        """Walk the whole chain. ``known_head`` is a hash noted down earlier that must still be in it."""
        start = AccessLogCheckpoint.objects.order_by("pk").last()
        number, hash_before = (start.last_number, start.last_hash) if start else (0, GENESIS)
        head = AccessLogHead.objects.filter(pk=AccessLogHead.ONLY).first()
        last_number, last_hash = (head.last_number, head.last_hash) if head else (0, GENESIS)
        checked, seen = 0, not known_head or known_head == hash_before
        for row in self.filter(number__gt=number, number__lte=last_number).order_by("number").iterator():
            if row.number != number + 1:
                return ChainReport(checked, last_hash, number + 1, "빠진 기록이 있습니다.")
            if row.previous_hash != hash_before or row.hash != row.computed_hash():
                return ChainReport(checked, last_hash, row.number, "기록이 바뀌었습니다.")
            number, hash_before, checked = row.number, row.hash, checked + 1
            seen = seen or row.hash == known_head
        if (number, hash_before) != (last_number, last_hash):
            return ChainReport(checked, last_hash, number + 1, "끝의 기록이 빠졌습니다.")
        if not seen:
            return ChainReport(checked, last_hash, None, "적어 둔 해시가 사슬에 없습니다.")
        return ChainReport(checked, last_hash)

    def expired(self):
        """Rows older than the years that must be kept (``ACCESS_LOG_YEARS``)."""
        return self.filter(at__lt=timezone.now() - timedelta(days=366 * settings.ACCESS_LOG_YEARS))

    def prune(self):
        """Remove what is past its years, from the oldest on, leaving the hash it ended with.

        The database lets a row go only below a checkpoint, and takes no checkpoint over rows younger
        than a year, whatever the setting says.
        """
        with transaction.atomic(using=self.db):
            AccessLogHead.objects.select_for_update().filter(pk=AccessLogHead.ONLY).first()
            kept = self.exclude(pk__in=self.expired().values("pk")).order_by("number").first()
            rows = self.filter(number__lt=kept.number) if kept else self.all()
            last = rows.order_by("number").last()
            if last is None:
                return 0
            count = rows.count()
            AccessLogCheckpoint.objects.create(last_number=last.number, last_hash=last.hash, removed=count)
            rows._raw_delete(self.db)
            self.record(Verb.PRUNED, reason=f"{last.number}번까지 {count}건")
        return count


class AccessLog(models.Model):
    """One line of the access log. No UPDATE and no DELETE: here, in the queryset, and by database triggers."""

    number = models.PositiveBigIntegerField("번호", primary_key=True)
    at = models.DateTimeField("때", db_index=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.DO_NOTHING,
        null=True,
        db_constraint=False,
        related_name="+",
        verbose_name="한 사람",
    )
    actor_email = models.CharField("한 사람 이메일", max_length=254, blank=True)
    ip = models.CharField("접속 주소", max_length=45, blank=True)
    verb = models.CharField("한 일", max_length=24, choices=Verb.choices)
    object_type = models.CharField("대상 종류", max_length=60, blank=True)
    object_id = models.CharField("대상 번호", max_length=60, blank=True)
    object_label = models.CharField("대상", max_length=200, blank=True)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.DO_NOTHING,
        null=True,
        db_constraint=False,
        related_name="+",
        verbose_name="정보주체",
    )
    person_email = models.CharField("정보주체 이메일", max_length=254, blank=True)
    reason = models.CharField("사유", max_length=500, blank=True)
    previous_hash = models.CharField("앞 해시", max_length=64)
    hash = models.CharField("해시", max_length=64, unique=True)

    objects = AccessLogQuerySet.as_manager()

    class Meta:
        verbose_name = "접속기록"
        verbose_name_plural = "접속기록"
        ordering = ["-number"]
        default_permissions = ["view"]
        indexes = [
            models.Index(fields=["verb", "ip", "at"], name="accesslog_verb_ip_at"),
            models.Index(fields=["verb", "person", "at"], name="accesslog_verb_person_at"),
        ]

    def __str__(self):
        return f"{self.number} {self.get_verb_display()}"

    def computed_hash(self):
        values = [getattr(self, name) for name in HASHED]
        values[1] = self.at.astimezone(UTC).isoformat(timespec="milliseconds")
        text = json.dumps([self.previous_hash, *values], ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()

    def save(self, *args, **kwargs):
        raise AppendOnly("접속기록은 AccessLog.objects.record로만 남깁니다.")

    def delete(self, *args, **kwargs):
        raise AppendOnly("접속기록은 지울 수 없습니다.")


class AccessLogHead(models.Model):
    """Where the chain ends: the one row that writers queue for, and that shows a cut-off end."""

    ONLY = 1

    last_number = models.PositiveBigIntegerField("끝 번호", default=0)
    last_hash = models.CharField("끝 해시", max_length=64, default=GENESIS)

    class Meta:
        verbose_name = "접속기록 끝"
        verbose_name_plural = "접속기록 끝"
        default_permissions = []

    def __str__(self):
        return str(self.last_number)


class AccessLogCheckpoint(models.Model):
    """Where a prune ended: the rest of the chain is checked from this hash on."""

    at = models.DateTimeField("파기한 때", auto_now_add=True)
    last_number = models.PositiveBigIntegerField("마지막 번호", unique=True)
    last_hash = models.CharField("마지막 해시", max_length=64)
    removed = models.PositiveBigIntegerField("파기 건수")

    class Meta:
        verbose_name = "접속기록 파기 표시"
        verbose_name_plural = "접속기록 파기 표시"
        ordering = ["pk"]
        default_permissions = []

    def __str__(self):
        return f"{self.last_number}번까지"
