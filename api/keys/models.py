"""열쇠: what another system shows instead of signing in."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from api.keys import tokens
from directory.models import Agency

LONGEST = timedelta(days=366)
NOTED_EVERY = timedelta(minutes=1)


class Scope(models.TextChoices):
    """What a key may do, as names of the API; a key holds several, parted by spaces."""

    READ = "read", "읽기"
    NEWS = "news:write", "소식 쓰기"
    EVENTS = "events:write", "행사 쓰기"
    PROGRAMS = "programs:write", "프로그램 쓰기"
    FACILITIES = "facilities:write", "시설 쓰기"
    RESOURCES = "resources:write", "공유자원 쓰기"
    WITHDRAW = "withdraw", "거두기 요청"


OF_AGENCIES = tuple(scope for scope in Scope if scope != Scope.READ)


class ApiKeyQuerySet(models.QuerySet):
    def working(self):
        """Neither revoked nor expired, of no agency that is suspended, of nobody who was."""
        return self.filter(
            Q(expires_at__isnull=True) | Q(expires_at__gt=timezone.now()),
            Q(agency__isnull=True) | Q(agency__suspended_at__isnull=True),
            Q(created_by__isnull=True) | Q(created_by__is_active=True),
            revoked_at__isnull=True,
        )

    def for_token(self, text):
        """The key that these words are, with its agency and account; None if there is none that works."""
        if not tokens.is_token(text):
            return None
        keys = self.working().select_related("agency__page", "agency__group", "account")
        return keys.filter(token_hash=tokens.hashed(text)).first()

    def visible_to(self, user, *, is_headquarters):
        """Headquarters sees all; whoever works for an agency, that agency's."""
        return self if is_headquarters else self.filter(agency__in=Agency.objects.of_person(user))


class ApiKey(models.Model):
    """One key of one system. Its words are shown once, when it is given; here is only their hash.

    With an agency it acts as the agency's machine account (``account``), which may what an editor may.
    Without, it reads what everybody reads, more often.
    """

    name = models.CharField(
        "이름", max_length=60, help_text="어느 시스템이 쓰는지. 예: 복지관 회원관리 프로그램"
    )
    agency = models.ForeignKey(
        Agency, models.CASCADE, null=True, blank=True, related_name="api_keys", verbose_name="기관"
    )
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name="연동 계정",
    )
    scopes = models.CharField("할 수 있는 일", max_length=200)
    token_hash = models.CharField("해시", max_length=64, unique=True, editable=False)
    beginning = models.CharField("앞 글자", max_length=20, editable=False)
    created_at = models.DateTimeField("만든 때", auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name="만든 사람"
    )
    expires_at = models.DateTimeField("끝나는 때", null=True, blank=True)
    revoked_at = models.DateTimeField("거둔 때", null=True, blank=True, editable=False)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name="거둔 사람",
    )
    last_used_at = models.DateTimeField("마지막으로 쓴 때", null=True, blank=True, editable=False)
    last_used_ip = models.CharField("마지막으로 쓴 곳", max_length=45, blank=True, editable=False)

    objects = ApiKeyQuerySet.as_manager()

    class Meta:
        verbose_name = "API 열쇠"
        verbose_name_plural = "API 열쇠"
        default_permissions = []
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(scopes=Scope.READ)
                | Q(agency__isnull=False, account__isnull=False, expires_at__isnull=False),
                name="key_that_writes_has_an_agency_and_an_end",
            ),
            models.CheckConstraint(
                condition=Q(expires_at__isnull=True) | Q(expires_at__gt=F("created_at")),
                name="key_ends_after_it_begins",
            ),
            models.CheckConstraint(condition=~Q(scopes=""), name="key_may_do_something"),
        ]

    def __str__(self):
        return f"{self.name} ({self.beginning}…)"

    @property
    def scope_set(self):
        return set(self.scopes.split())

    @property
    def scope_labels(self):
        return [Scope(scope).label for scope in self.scopes.split()]

    def may(self, scope):
        return str(scope) in self.scope_set

    @property
    def state(self):
        """In words, for the list."""
        if self.revoked_at:
            return "거둠"
        if self.expires_at and self.expires_at <= timezone.now():
            return "기간 끝남"
        if self.agency and self.agency.is_suspended:
            return "기관 정지"
        return "쓰는 중" if self.last_used_at else "아직 쓰지 않음"

    def note_use(self, ip):
        """When and from where it was used last; written once a minute at the most."""
        now = timezone.now()
        if self.last_used_at and self.last_used_at > now - NOTED_EVERY:
            return
        self.last_used_at, self.last_used_ip = now, ip
        ApiKey.objects.filter(pk=self.pk).update(last_used_at=now, last_used_ip=ip)
