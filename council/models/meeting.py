"""회의: when and how a body meets, who was there, and whether there were enough."""

import uuid
from datetime import timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property

from council.models.committee import Committee
from council.models.finding import FoundMeeting
from council.models.member import Membership

# What is not said to end ends after so long.
USUAL_LENGTH = timedelta(hours=2)


class Way(models.TextChoices):
    IN_PERSON = "in_person", "대면"
    ONLINE = "online", "온라인"
    MIXED = "mixed", "대면과 온라인"
    WRITTEN = "written", "서면"


class MeetingQuerySet(models.QuerySet):
    def public(self):
        """The one rule of which meetings residents and other systems may know."""
        return self.filter(is_listed=True)

    def in_site(self, site):
        return self.filter(committee__site=site)

    def held(self, now=None):
        return self.filter(starts_at__lte=now or timezone.now(), cancelled_at__isnull=True)

    def coming(self, now=None):
        """Not over yet; those called off too, so that everybody sees it."""
        now = now or timezone.now()
        return self.filter(Q(ends_at__gt=now) | Q(ends_at__isnull=True, starts_at__gt=now - USUAL_LENGTH))

    def over(self, now=None):
        """All others than those that are `coming`."""
        now = now or timezone.now()
        return self.filter(Q(ends_at__lte=now) | Q(ends_at__isnull=True, starts_at__lte=now - USUAL_LENGTH))

    def of_person(self, user):
        """The meetings of the bodies in which the person has a seat now."""
        seats = Membership.objects.on().of_person(user)
        return self.filter(committee__in=seats.order_by().values("committee"))

    def newest_first(self):
        return self.order_by("-starts_at", "-pk")

    def soonest_first(self):
        return self.order_by("starts_at", "pk")

    def for_cards(self):
        return self.select_related("committee").with_publication()

    def for_facts(self):
        """With the body, the items and the minutes that stand, in a constant number of queries."""
        from council.models.publication import PublishedMinutes

        standing = models.Prefetch("publications", PublishedMinutes.objects.standing(), to_attr="standing")
        return self.select_related("committee").prefetch_related("items", standing)

    def named(self):
        """No more than what a line with its address says."""
        body = ("committee__name", "committee__slug")
        return self.select_related("committee").only("uuid", "year", "round", "title", *body)

    def with_publication(self):
        """``has_minutes``: whether everybody may read its minutes."""
        from council.models.publication import PublishedMinutes

        standing = PublishedMinutes.objects.standing().filter(meeting=models.OuterRef("pk"))
        return self.annotate(has_minutes=models.Exists(standing))


class Meeting(FoundMeeting, models.Model):
    """One meeting, known by its body, year and round: 2021년 제3회.

    ``join_url`` is for members, in the window around the meeting; what happened there is public by its
    `PublishedMinutes` alone.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    committee = models.ForeignKey(Committee, models.PROTECT, related_name="meetings", verbose_name="조직")
    year = models.PositiveSmallIntegerField(
        "연도", validators=[MinValueValidator(2000), MaxValueValidator(2100)]
    )
    round = models.PositiveSmallIntegerField(
        "회차", validators=[MinValueValidator(1), MaxValueValidator(99)], help_text="제3회이면 3"
    )
    title = models.CharField("덧붙인 이름", max_length=80, blank=True, help_text="예: 임시회의")
    way = models.CharField("방법", max_length=9, choices=Way.choices, default=Way.IN_PERSON)
    starts_at = models.DateTimeField("시작")
    ends_at = models.DateTimeField("끝", null=True, blank=True)
    place = models.CharField("장소", max_length=120, blank=True)
    address = models.CharField("주소", max_length=200, blank=True)
    join_url = models.URLField(
        "접속 주소", max_length=1000, blank=True, help_text="위원에게만, 회의 앞뒤에만 보입니다."
    )
    join_note = models.CharField("접속 안내", max_length=200, blank=True, help_text="회의 번호와 암호 등")
    notice = models.TextField("알리는 말", max_length=2000, blank=True, help_text="모두가 읽습니다.")
    is_listed = models.BooleanField("모두에게 보임", default=True, help_text="끄면 위원과 사무국만 봅니다.")
    cancelled_at = models.DateTimeField("취소한 때", null=True, blank=True, editable=False)
    cancel_reason = models.CharField("취소한 까닭", max_length=200, blank=True, editable=False)
    created_at = models.DateTimeField("적은 때", auto_now_add=True)
    updated_at = models.DateTimeField("바뀐 때", auto_now=True)

    objects = MeetingQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = "회의"
        verbose_name_plural = "회의"
        ordering = ["-starts_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["committee", "year", "round"], name="meeting_once_per_round"),
            models.CheckConstraint(
                condition=Q(ends_at__isnull=True) | Q(ends_at__gt=F("starts_at")),
                name="meeting_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(cancelled_at__isnull=True) | ~Q(cancel_reason=""),
                name="meeting_that_is_called_off_says_why",
            ),
        ]
        indexes = [
            models.Index(fields=["-starts_at", "-id"], name="meeting_newest_first"),
            models.Index(fields=["updated_at", "id"], name="meeting_modified_since"),
        ]

    def __str__(self):
        return f"{self.name} {self.committee}"

    def clean(self):
        super().clean()
        if self.ends_at and self.starts_at and self.ends_at <= self.starts_at:
            raise ValidationError({"ends_at": "끝나는 때가 시작보다 빠릅니다."})
        if self.way in (Way.IN_PERSON, Way.MIXED) and not self.place:
            raise ValidationError({"place": "모이는 곳을 적어 주십시오."})

    def get_absolute_url(self):
        return reverse("meeting", args=[self.committee.slug, self.year, self.round])

    @property
    def name(self):
        """2021년 제3회, with what was added."""
        return " ".join(filter(None, (f"{self.year}년 제{self.round}회", self.title)))

    @property
    def is_cancelled(self):
        return self.cancelled_at is not None

    @property
    def is_over(self):
        return self.last_moment <= timezone.now()

    @property
    def is_held(self):
        return not self.is_cancelled and self.starts_at <= timezone.now()

    @property
    def last_moment(self):
        return self.ends_at or self.starts_at + USUAL_LENGTH

    @property
    def join_window(self):
        """From when (included) to when (excluded) members see how to join."""
        before = timedelta(minutes=settings.JOIN_LINK_MINUTES_BEFORE)
        return self.starts_at - before, self.last_moment

    @property
    def may_be_joined(self):
        """Whether members see ``join_url`` now."""
        opens_at, closes_at = self.join_window
        return bool(self.join_url) and not self.is_cancelled and opens_at <= timezone.now() < closes_at

    @cached_property
    def publication(self):
        """The minutes as everybody may read them, or None."""
        if hasattr(self, "standing"):  # loaded for many of them by ``for_facts``
            return next(iter(self.standing), None)
        return self.publications.standing().first()

    def quorum(self):
        """`Quorum` of those who had a seat on the day."""
        day = timezone.localtime(self.starts_at).date()
        seats = self.committee.memberships.on(day)
        present = self.attendances.filter(present=True, membership__in=seats).count()
        return Quorum(seats.count(), present)


class Quorum:
    """정족수: more than half of all seats for a meeting, more than half of those present for a decision."""

    def __init__(self, seats, present):
        self.seats, self.present = seats, present
        self.needed = seats // 2 + 1

    @property
    def is_met(self):
        return self.present >= self.needed

    @property
    def needed_votes(self):
        return self.present // 2 + 1

    @property
    def warning(self):
        """The sentence that staff read, or ''; nothing is said of a body whose seats nobody wrote down."""
        if self.is_met or not self.seats:
            return ""
        return (
            f"개회 정족수에 미치지 못합니다. 재적 {self.seats}명 가운데 {self.needed}명이 나와야 하는데 "
            f"{self.present}명이 나왔습니다."
        )


class Answer(models.TextChoices):
    COMING = "coming", "참석"
    ABSENT = "absent", "불참"


class Attendance(models.Model):
    """One member and one meeting: what the member said before, and whether the member was there."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="attendances", verbose_name="회의")
    membership = models.ForeignKey(
        Membership, models.CASCADE, related_name="attendances", verbose_name="위원"
    )
    answer = models.CharField("참석 여부 답", max_length=6, choices=Answer.choices, blank=True)
    note = models.CharField("하실 말씀", max_length=200, blank=True)
    answered_at = models.DateTimeField("답한 때", null=True, blank=True)
    present = models.BooleanField("나왔는지", null=True, blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = "출석"
        verbose_name_plural = "출석"
        default_permissions = []
        ordering = ["meeting", "membership"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "membership"], name="attendance_once_per_member"),
        ]

    def __str__(self):
        return f"{self.meeting_id} {self.membership_id}"
