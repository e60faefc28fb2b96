"""불러오기: where an agency's own news and events come from, what became of each, and how each run went."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from wagtail.models import Page

from accounts.roles import is_headquarters
from common.licences import Licence
from directory.models import Agency
from pages.kinds import NewsKind

DAY_HOURS = 24
GIVES_UP_AFTER = timedelta(days=14)
LEASE = timedelta(minutes=10)
SOON = timedelta(minutes=10)


class FeedKind(models.TextChoices):
    AUTO = "auto", "알아서"
    FEED = "feed", "소식(RSS·Atom)"
    ICAL = "ical", "달력(iCal)"
    CULTURE = "culture", "문화행사 자료(CSV·JSON)"


class Interval(models.IntegerChoices):
    HOUR = 1, "한 시간마다"
    SIX_HOURS = 6, "여섯 시간마다"
    HALF_DAY = 12, "하루 두 번"
    DAY = 24, "하루 한 번"
    WEEK = 168, "한 주에 한 번"


class FeedSourceQuerySet(models.QuerySet):
    def visible_to(self, user):
        """All for headquarters; for others those of the agencies they may work for now."""
        if is_headquarters(user):
            return self
        if not user.is_active:
            return self.none()
        return self.filter(agency__in=Agency.objects.active().of_person(user).values("pk"))

    def pullable(self):
        """Switched on, with an address, of an agency that may work."""
        now = timezone.now()
        working = Q(agency__suspended_at__isnull=True) | Q(agency__suspended_at__gt=now)
        return self.filter(working, is_on=True).exclude(url="")

    def due(self):
        now = timezone.now()
        return self.pullable().filter(next_due_at__lte=now).filter(self.free()).order_by("next_due_at", "pk")

    @staticmethod
    def free():
        """The condition that nobody is pulling it now."""
        return Q(leased_until__isnull=True) | Q(leased_until__lt=timezone.now())


class FeedSource(models.Model):
    """A file on an agency's own site, or one that is uploaded by hand, whose things become pages here."""

    agency = models.ForeignKey(Agency, models.CASCADE, related_name="feeds", verbose_name="기관")
    name = models.CharField(
        "출처 이름", max_length=80, help_text="글 아래에 ‘출처’로 보입니다. 예: 가나다복지관 누리집 공지"
    )
    url = models.URLField(
        "주소",
        max_length=500,
        blank=True,
        help_text="RSS, iCal, 문화행사 자료(JSON·CSV)의 주소. 파일만 올리려면 비웁니다.",
    )
    kind = models.CharField("종류", max_length=10, choices=FeedKind.choices, default=FeedKind.AUTO)
    news_kind = models.CharField(
        "소식 종류",
        max_length=10,
        choices=NewsKind.choices,
        default=NewsKind.NOTICE,
        help_text="RSS로 들어오는 소식을 어느 종류로 실을지 고릅니다. 행사에는 쓰지 않습니다.",
    )
    licence = models.CharField(
        "이용 조건", max_length=12, choices=Licence.choices, default=Licence.ALL_RIGHTS
    )
    interval_hours = models.PositiveSmallIntegerField(
        "얼마나 자주", choices=Interval.choices, default=Interval.SIX_HOURS
    )
    takes_past = models.BooleanField("이미 끝난 행사도 싣기", default=False)
    is_on = models.BooleanField("켜 둠", default=True)
    next_due_at = models.DateTimeField("다음에 불러올 때", default=timezone.now, editable=False)
    leased_until = models.DateTimeField("불러오는 중", null=True, blank=True, editable=False)
    failures = models.PositiveIntegerField("잇달아 실패", default=0, editable=False)
    failing_since = models.DateTimeField("실패하기 시작한 때", null=True, blank=True, editable=False)
    last_error = models.CharField("마지막 까닭", max_length=500, blank=True, editable=False)
    last_success_at = models.DateTimeField("마지막으로 불러온 때", null=True, blank=True, editable=False)
    etag = models.CharField("ETag", max_length=200, blank=True, editable=False)
    last_modified = models.CharField("Last-Modified", max_length=200, blank=True, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name="만든 사람",
    )
    created_at = models.DateTimeField("만든 때", auto_now_add=True)

    objects = FeedSourceQuerySet.as_manager()

    class Meta:
        verbose_name = "불러올 곳"
        verbose_name_plural = "불러올 곳"
        ordering = ["agency", "name", "pk"]
        indexes = [models.Index(fields=["is_on", "next_due_at"], name="feed_due")]
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "url"],
                condition=~Q(url=""),
                name="feed_once_per_agency",
                violation_error_message="이 기관이 이미 불러오고 있는 주소입니다.",
            ),
            models.CheckConstraint(condition=Q(interval_hours__gte=1), name="feed_not_too_often"),
        ]

    def __str__(self):
        return self.name

    @property
    def state(self):
        """What its people want to know of it first, in a word."""
        if self.agency.is_suspended:
            return "기관 정지"
        if not self.url:
            return "파일로 올림"
        if not self.is_on:
            return "꺼짐"
        return f"실패 {self.failures}번" if self.failures else "켜짐"

    def take_lease(self):
        """Whether nobody else is pulling it; then nobody else will for ten minutes."""
        until = timezone.now() + LEASE
        mine = FeedSource.objects.filter(FeedSourceQuerySet.free(), pk=self.pk)
        if not mine.update(leased_until=until):
            return False
        self.leased_until = until
        return True

    def give_lease_back(self):
        FeedSource.objects.filter(pk=self.pk, leased_until=self.leased_until).update(leased_until=None)
        self.leased_until = None

    def note_success(self, *, etag="", last_modified="", has_more=False):
        now = timezone.now()
        self.failures, self.failing_since, self.last_error = 0, None, ""
        self.last_success_at, self.etag, self.last_modified = now, etag, last_modified
        self.next_due_at = now + (SOON if has_more else timedelta(hours=self.interval_hours))
        self._save_outcome()

    def note_failure(self, sentence):
        """Come back later and later; after two weeks no more. Returns whether it was switched off now."""
        now = timezone.now()
        self.failures += 1
        self.failing_since = self.failing_since or now
        self.last_error = sentence[:500]
        self.next_due_at = now + timedelta(hours=min(2 ** min(self.failures - 1, 10), DAY_HOURS))
        gives_up = self.is_on and now - self.failing_since >= GIVES_UP_AFTER
        if gives_up:
            self.is_on = False
        self._save_outcome("is_on")
        return gives_up

    def _save_outcome(self, *more):
        fields = ("failures", "failing_since", "last_error", "last_success_at", "etag", "last_modified")
        self.save(update_fields=[*fields, "next_due_at", *more])

    def switch(self, is_on):
        """On again means: try now, with a clean slate."""
        self.is_on = is_on
        if is_on:
            self.failures, self.failing_since, self.next_due_at = 0, None, timezone.now()
        self._save_outcome("is_on")


class PulledItem(models.Model):
    """One thing of a source, and the page it became. A page that a person deleted never comes again."""

    source = models.ForeignKey(FeedSource, models.CASCADE, related_name="items", verbose_name="불러올 곳")
    guid = models.CharField("고유번호", max_length=255)
    page = models.OneToOneField(
        Page, models.SET_NULL, null=True, blank=True, related_name="pulled", verbose_name="글"
    )
    url = models.URLField("원문", max_length=1000, blank=True)
    digest = models.CharField("지문", max_length=64)
    revision_id = models.PositiveBigIntegerField("불러온 판", null=True, blank=True)
    starts_at = models.DateTimeField("시작", null=True, blank=True)
    is_held = models.BooleanField("사람이 고쳐 그대로 둠", default=False)
    is_withdrawn = models.BooleanField("원본에서 취소됨", default=False)
    missing_since = models.DateTimeField("원본에 없음", null=True, blank=True)
    created_at = models.DateTimeField("처음 본 때", auto_now_add=True)
    changed_at = models.DateTimeField("바뀐 때", null=True, blank=True)

    class Meta:
        verbose_name = "불러온 글"
        verbose_name_plural = "불러온 글"
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["source", "guid"], name="pulled_once"),
        ]

    def __str__(self):
        return f"{self.source}: {self.guid[:60]}"

    def facts(self):
        """What the public reads of where the page is from."""
        return {"name": self.source.name, "url": self.url}


class RunState(models.TextChoices):
    WAITING = "waiting", "기다리는 중"
    DONE = "done", "불러옴"
    SAME = "same", "바뀐 것 없음"
    FAILED = "failed", "불러오지 못함"


class PullRun(models.Model):
    """What one pull brought, and what it refused. Old ones are forgotten."""

    source = models.ForeignKey(FeedSource, models.CASCADE, related_name="runs", verbose_name="불러올 곳")
    state = models.CharField("결과", max_length=10, choices=RunState.choices, default=RunState.WAITING)
    started_at = models.DateTimeField("시작한 때", default=timezone.now)
    finished_at = models.DateTimeField("끝난 때", null=True, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="누른 사람",
    )
    file_name = models.CharField("파일", max_length=200, blank=True)
    content = models.BinaryField("올린 파일", null=True, blank=True)
    error = models.CharField("까닭", max_length=500, blank=True)
    counts = models.JSONField("셈", default=dict)
    refused = models.JSONField("받지 않은 것", default=list)
    notes = models.JSONField("알아 둘 것", default=list)

    class Meta:
        verbose_name = "불러오기 한 번"
        verbose_name_plural = "불러온 기록"
        ordering = ["-started_at", "-pk"]
        indexes = [models.Index(fields=["source", "-started_at"], name="pull_runs")]

    def __str__(self):
        return f"{self.source} {timezone.localtime(self.started_at):%Y-%m-%d %H:%M}"
