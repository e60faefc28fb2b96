"""우선순위 투표: what is asked, of whom, and until when. Its votes are in `participation.models.paper`."""

from django.db import models
from django.db.models import F, Min, Q
from django.utils import timezone
from wagtail.models import Site

from participation.models.issue import Issue

MOST_OPTIONS = 30


class BallotKind(models.TextChoices):
    YES_NO = "yes_no", "찬반"
    ONE = "one", "하나 고르기"
    SEVERAL = "several", "여럿 고르기"
    RANKING = "ranking", "순위 매기기"


# Those in which more than one option may be named.
MANY = (BallotKind.SEVERAL, BallotKind.RANKING)


class Ground(models.TextChoices):
    """Why somebody may vote here: 주민 has more than one legal meaning, so each ballot says which it means."""

    LIVES = "lives", "거주"
    WORKS = "works", "직장·학교"
    GROUP = "group", "단체"


class BallotState(models.TextChoices):
    DRAFT = "draft", "준비 중"
    COMING = "coming", "예정"
    OPEN = "open", "진행 중"
    CLOSED = "closed", "마감"
    CANCELLED = "cancelled", "취소"


class Timed(models.Model):
    """Open from ``opens_at``, which is included, to ``closes_at``, which is not: the closing minute is too late."""

    opens_at = models.DateTimeField("시작")
    closes_at = models.DateTimeField("마감", help_text="이 시각부터는 받지 않습니다.")
    published_at = models.DateTimeField("게시한 때", null=True, blank=True, editable=False)
    cancelled_at = models.DateTimeField("취소한 때", null=True, blank=True, editable=False)
    created_at = models.DateTimeField("만든 때", auto_now_add=True)
    updated_at = models.DateTimeField("바뀐 때", default=timezone.now, editable=False)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(class)s_closes_after_it_opens", condition=Q(closes_at__gt=F("opens_at"))
            ),
        ]

    def state_at(self, now):
        if self.published_at is None:
            return BallotState.DRAFT
        if self.cancelled_at is not None:
            return BallotState.CANCELLED
        if now < self.opens_at:
            return BallotState.COMING
        return BallotState.OPEN if now < self.closes_at else BallotState.CLOSED

    @property
    def state(self):
        return self.state_at(timezone.now())


class TimedQuerySet(models.QuerySet):
    """``public()`` is the one rule of what residents and other systems may read."""

    def public(self):
        return self.filter(published_at__isnull=False)

    def in_site(self, site):
        return self.filter(site=site)

    def in_state(self, state, now=None):
        """The same as ``state_at``, in SQL."""
        now = now or timezone.now()
        if state == BallotState.DRAFT:
            return self.filter(published_at__isnull=True)
        if state == BallotState.CANCELLED:
            return self.public().filter(cancelled_at__isnull=False)
        times = {
            BallotState.COMING: Q(opens_at__gt=now),
            BallotState.OPEN: Q(opens_at__lte=now, closes_at__gt=now),
            BallotState.CLOSED: Q(closes_at__lte=now),
        }
        return self.public().filter(times[state], cancelled_at__isnull=True)

    def next_moments(self, now=None):
        """When the first opens, and when the first closes, after ``now``; None where none does."""
        now = now or timezone.now()
        found = self.filter(cancelled_at__isnull=True).aggregate(
            opens=Min("opens_at", filter=Q(opens_at__gt=now)),
            closes=Min("closes_at", filter=Q(closes_at__gt=now)),
        )
        return [moment for moment in found.values() if moment]


class Ballot(Timed):
    """``sealed`` is the count as it was made once after the close; nobody has one before."""

    site = models.ForeignKey(Site, models.PROTECT, related_name="+", verbose_name="누리집")
    title = models.CharField("제목", max_length=100)
    explanation = models.TextField("설명", max_length=4000)
    kind = models.CharField("방식", max_length=8, choices=BallotKind.choices)
    most = models.PositiveSmallIntegerField("고를 수 있는 수", default=1)
    for_lives = models.BooleanField("우리 구에 사는 분", default=True)
    for_works = models.BooleanField("우리 구의 직장·학교에 다니는 분", default=False)
    for_group = models.BooleanField("우리 구 단체의 구성원", default=False)
    sealed_at = models.DateTimeField("개표한 때", null=True, blank=True, editable=False)
    sealed = models.JSONField("개표 결과", null=True, blank=True, editable=False)

    objects = TimedQuerySet.as_manager()

    class Meta:
        verbose_name = "투표"
        verbose_name_plural = "투표"
        ordering = ["-closes_at", "-pk"]
        default_permissions = []
        constraints = [
            *Timed.Meta.constraints,
            models.CheckConstraint(
                name="ballot_is_for_somebody",
                condition=Q(for_lives=True) | Q(for_works=True) | Q(for_group=True),
            ),
            models.CheckConstraint(
                name="ballot_lets_choose_as_many_as_its_kind",
                condition=Q(kind__in=MANY, most__gte=2) | Q(~Q(kind__in=MANY), most=1),
            ),
            models.CheckConstraint(
                name="ballot_is_sealed_exactly_with_a_count",
                condition=Q(sealed_at__isnull=True, sealed__isnull=True)
                | Q(sealed_at__isnull=False, sealed__isnull=False),
            ),
            models.CheckConstraint(
                name="ballot_is_cancelled_or_counted_never_both",
                condition=Q(cancelled_at__isnull=True) | Q(sealed_at__isnull=True),
            ),
            models.CheckConstraint(
                name="ballot_is_cancelled_only_in_public",
                condition=Q(cancelled_at__isnull=True) | Q(published_at__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["site", "-closes_at", "-id"], name="ballot_latest_first")]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return f"/ballots/{self.pk}/"

    @property
    def grounds(self):
        """Those of which one is enough."""
        return [ground for ground in Ground if getattr(self, f"for_{ground}")]


class Option(models.Model):
    """One answer. Of an issue it keeps the title that stood there at publication."""

    ballot = models.ForeignKey(Ballot, models.CASCADE, related_name="options", verbose_name="투표")
    number = models.PositiveSmallIntegerField("번호")
    text = models.CharField("말", max_length=200)
    issue = models.ForeignKey(
        Issue, models.PROTECT, null=True, blank=True, related_name="options", verbose_name="과제"
    )

    class Meta:
        verbose_name = "항목"
        verbose_name_plural = "항목"
        ordering = ["number"]
        default_permissions = []
        constraints = [
            models.UniqueConstraint(fields=["ballot", "number"], name="option_once_per_number"),
            models.CheckConstraint(name="option_says_something", condition=~Q(text="")),
        ]

    def __str__(self):
        return self.label

    @property
    def label(self):
        """What everybody reads: not a word of an issue that is not public any more."""
        if self.issue_id and not self.issue.is_public:
            return f"{self.issue_id}번 과제(지금은 공개되지 않음)"
        return self.text

    @property
    def url(self):
        return self.issue.get_absolute_url() if self.issue_id and self.issue.is_public else ""


class NoteKind(models.TextChoices):
    PUBLISHED = "published", "게시"
    CHANGED = "changed", "고침"
    EXTENDED = "extended", "마감 늦춤"
    CANCELLED = "cancelled", "취소"
    COUNTED = "counted", "개표"
    OFFLINE = "offline", "원탁회의 결과"


class BallotNote(models.Model):
    """What was done with a ballot after it was published, for everybody to read. A person is never named."""

    ballot = models.ForeignKey(Ballot, models.CASCADE, related_name="notes", verbose_name="투표")
    at = models.DateTimeField("때", auto_now_add=True)
    kind = models.CharField("한 일", max_length=10, choices=NoteKind.choices)
    office = models.CharField("처리한 곳", max_length=60)
    text = models.TextField("까닭", max_length=500, blank=True)

    class Meta:
        verbose_name = "투표 기록"
        verbose_name_plural = "투표 기록"
        ordering = ["at", "pk"]
        default_permissions = []
        constraints = [
            models.CheckConstraint(
                name="ballot_is_changed_with_a_reason",
                condition=~Q(kind__in=[NoteKind.EXTENDED, NoteKind.CANCELLED]) | ~Q(text=""),
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} {self.ballot_id}"


class OfflineResult(models.Model):
    """What a 원탁회의 chose, as headquarters wrote it down; shown beside the votes, never added to them."""

    ballot = models.ForeignKey(Ballot, models.CASCADE, related_name="offline_results", verbose_name="투표")
    held_on = models.DateField("열린 날")
    place = models.CharField("곳", max_length=100)
    participants = models.PositiveIntegerField("참가한 사람")
    # By the option's number, as text: {"1": 12, "2": 7}
    counts = models.JSONField("항목마다 얻은 수")
    source = models.CharField("근거", max_length=200, help_text="예: 2026년 원탁회의 결과보고서")
    note = models.TextField("덧붙이는 말", max_length=1000, blank=True)
    created_at = models.DateTimeField("적은 때", auto_now_add=True)

    class Meta:
        verbose_name = "원탁회의 결과"
        verbose_name_plural = "원탁회의 결과"
        ordering = ["held_on", "pk"]
        default_permissions = []

    def __str__(self):
        return f"{self.held_on} {self.place}"
