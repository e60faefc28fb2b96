"""Whether a facility works, rests or has closed, and since when it has been there."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from common.facts import choice, iso


class Precision(models.TextChoices):
    """How much of a date is known."""

    YEAR = "year", "연"
    MONTH = "month", "월"
    DAY = "day", "일"


class OperatingStatus(models.TextChoices):
    OPERATING = "operating", "운영 중"
    SUSPENDED = "suspended", "휴지"
    CLOSED = "closed", "폐지"


class InState(models.QuerySet):
    def in_state(self, status):
        """Those whose ``status_today`` is this one; a code that is none finds none."""
        today = timezone.localdate()
        resting = (
            Q(status=OperatingStatus.SUSPENDED)
            & (Q(suspended_from__isnull=True) | Q(suspended_from__lte=today))
            & (Q(suspended_until__isnull=True) | Q(suspended_until__gt=today))
        )
        closed = Q(status=OperatingStatus.CLOSED)
        conditions = {
            OperatingStatus.CLOSED: closed,
            OperatingStatus.SUSPENDED: resting,
            OperatingStatus.OPERATING: ~closed & ~resting,
        }
        return self.filter(conditions[status]) if status in conditions else self.none()


class Operating(models.Model):
    status = models.CharField(
        "운영 상태",
        max_length=10,
        choices=OperatingStatus.choices,
        default=OperatingStatus.OPERATING,
        help_text="‘폐지’로 게시하면 목록과 검색에서 빠지고, 쪽에는 문을 닫았다는 말만 남습니다.",
    )
    suspended_from = models.DateField("쉬기 시작한 날", null=True, blank=True)
    suspended_until = models.DateField("다시 여는 날", null=True, blank=True)
    opened_on = models.DateField("문을 연 날", null=True, blank=True)
    opened_precision = models.CharField(
        "문을 연 날의 정확도", max_length=5, choices=Precision.choices, default=Precision.DAY
    )

    # Live pages that are public no more: `PublicPageQuerySet.published` leaves them out everywhere.
    withdrawn = Q(status=OperatingStatus.CLOSED)

    class Meta:
        abstract = True
        indexes = [
            # Every list of pages of all types leaves these out; they are few.
            models.Index(
                fields=["status"], condition=Q(status=OperatingStatus.CLOSED), name="facility_closed"
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(suspended_from__isnull=True)
                | Q(suspended_until__isnull=True)
                | Q(suspended_until__gte=F("suspended_from")),
                name="facility_reopens_after_it_is_suspended",
            ),
        ]

    def clean(self):
        super().clean()
        if self.suspended_from and self.suspended_until and self.suspended_until < self.suspended_from:
            raise ValidationError({"suspended_until": "다시 여는 날이 쉬기 시작한 날보다 빠릅니다."})

    @property
    def status_today(self):
        """Suspended from its first day until the day before it reopens; a day not named has no end."""
        if self.status != OperatingStatus.SUSPENDED:
            return OperatingStatus(self.status)
        today = timezone.localdate()
        early = self.suspended_from and today < self.suspended_from
        late = self.suspended_until and self.suspended_until <= today
        return OperatingStatus.OPERATING if early or late else OperatingStatus.SUSPENDED

    def public_status(self):
        return choice(self.status_today.value, self.status_today.label)

    def public_times(self):
        """When it rests, and since when it is there, as exactly as that is known."""
        return {
            "suspended_from": iso(self.suspended_from),
            "suspended_until": iso(self.suspended_until),
            "opened": self._opened(),
        }

    def _opened(self):
        if self.opened_on is None:
            return None
        year, month, day = self.opened_on.timetuple()[:3]
        known = {Precision.YEAR: 1, Precision.MONTH: 2}.get(self.opened_precision, 3)
        words = (f"{year}년", f"{month}월", f"{day}일")
        return {
            "date": "-".join((f"{year:04}", f"{month:02}", f"{day:02}")[:known]),
            "precision": self.opened_precision,
            "label": " ".join(words[:known]),
        }
