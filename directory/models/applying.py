"""Whether one may sign up for a programme or an event now: its window, its places, its waiting list.

One rule for both, said twice: by `Applicable` for one page, by `ApplicableQuerySet` for many.
"""

from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Count, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel

from common.facts import choice, iso
from directory.models.application import Application, ApplicationState

MOST_QUESTIONS = 15


class RecruitState(models.TextChoices):
    """모집 상태, computed from dates in Asia/Seoul."""

    COMING = "coming", "모집 예정"
    OPEN = "open", "모집 중"
    WAITING = "waiting", "대기 접수"
    CLOSED = "closed", "모집 마감"
    ENDED = "ended", "종료"


@dataclass(frozen=True)
class WayIn:
    """An address for those alone who have a place, and from when to when they see it; both moments count."""

    url: str
    note: str
    shown_from: datetime
    shown_until: datetime

    @property
    def is_open(self):
        return self.shown_from <= timezone.now() <= self.shown_until


def _number_of(state):
    rows = Application.objects.filter(page=OuterRef("pk"), state=state).order_by()
    return Coalesce(Subquery(rows.values("page").annotate(number=Count("pk")).values("number")), 0)


class ApplicableQuerySet(models.QuerySet):
    def in_state(self, state):
        """Those whose ``recruit_state`` is this one now; a code that is none finds none."""
        over, early, late = self.model.recruit_conditions()
        here = Q(takes_applications=True)
        taken = F("_confirmed") + Coalesce("enrolled", 0)
        full = Q(capacity__isnull=False) & (
            (here & Q(capacity__lte=taken)) | (~here & Q(enrolled__isnull=False, enrolled__gte=F("capacity")))
        )
        has_queue = Q(takes_waiting=True) & (
            ~here | Q(waiting_limit__isnull=True) | Q(waiting_limit__gt=F("_waiting"))
        )
        conditions = {
            RecruitState.ENDED: over,
            RecruitState.COMING: ~over & early,
            RecruitState.CLOSED: ~over & ~early & (late | (full & ~has_queue)),
            RecruitState.WAITING: ~over & ~early & ~late & full & has_queue,
            RecruitState.OPEN: ~over & ~early & ~late & ~full,
        }
        if state not in conditions:
            return self.none()
        counted = self.alias(
            _confirmed=_number_of(ApplicationState.CONFIRMED), _waiting=_number_of(ApplicationState.WAITING)
        )
        return counted.filter(conditions[state])

    def open_for_application(self):
        """지금 신청할 수 있는: there is a way to sign up, its time has come, and a place or a queue is left."""
        now = self.in_state(RecruitState.OPEN) | self.in_state(RecruitState.WAITING)
        return now.filter(
            Q(takes_applications=True)
            | ~Q(how_to_apply="")
            | ~Q(apply_url="")
            | Q(apply_from__isnull=False)
            | Q(apply_until__isnull=False)
        )


class Applicable(models.Model):
    """A page that one may sign up for: here, by a link, or as the agency says.

    A page type adds ``apply_from`` and ``apply_until``, as days or as moments, and says by
    ``recruit_conditions``, ``recruit_times`` and ``when_and_where`` what they mean. Who is in is counted
    in the applications themselves, never in a column that could say something else.
    """

    takes_applications = models.BooleanField("누리넷에서 신청을 받습니다", default=False)
    capacity = models.PositiveIntegerField("정원", null=True, blank=True)
    enrolled = models.PositiveIntegerField(
        "누리넷 밖에서 신청한 사람",
        null=True,
        blank=True,
        help_text="전화나 방문으로 신청한 사람 수입니다. 정원에 이르면 모집이 저절로 마감됩니다.",
    )
    takes_waiting = models.BooleanField("정원이 차면 대기 신청을 받습니다", default=False)
    waiting_limit = models.PositiveIntegerField(
        "대기는 몇 명까지", null=True, blank=True, help_text="비워 두면 끝없이 받습니다."
    )
    asks_news_consent = models.BooleanField(
        "우리 기관 소식을 메일로 받을지 묻습니다",
        default=False,
        help_text="선택 동의입니다. 동의하지 않아도 신청할 수 있습니다.",
    )
    asks_photo_consent = models.BooleanField(
        "사진을 찍고 쓰는 데 동의하는지 묻습니다",
        default=False,
        help_text="선택 동의입니다. 동의하지 않아도 신청할 수 있습니다.",
    )
    how_to_apply = models.CharField("신청 방법", max_length=200, blank=True)
    apply_url = models.URLField("신청 주소", max_length=1000, blank=True)

    recruit_panels = [
        FieldRowPanel([FieldPanel("apply_from"), FieldPanel("apply_until")]),
        FieldRowPanel([FieldPanel("capacity"), FieldPanel("enrolled")]),
        FieldRowPanel([FieldPanel("takes_waiting"), FieldPanel("waiting_limit")]),
        FieldPanel("how_to_apply"),
        FieldPanel("apply_url"),
        FieldPanel("takes_applications"),
        FieldRowPanel([FieldPanel("asks_news_consent"), FieldPanel("asks_photo_consent")]),
    ]
    questions_panel = MultiFieldPanel(
        [InlinePanel("questions", label="질문", max_num=MOST_QUESTIONS)],
        heading="신청할 때 더 묻는 것",
        help_text="이름, 전화번호, 이메일은 늘 묻습니다. 꼭 필요한 것만 더 물어 주십시오. 건강이나 형편 같은 사정은 묻지 마십시오.",
    )

    class Meta:
        abstract = True

    def clean(self):
        super().clean()
        if self.apply_from and self.apply_until and self.apply_until < self.apply_from:
            raise ValidationError({"apply_until": "모집 마감이 모집 시작보다 빠릅니다."})
        if self.takes_applications and self.apply_url:
            raise ValidationError(
                {
                    "apply_url": "누리넷에서 신청을 받으면 다른 신청 주소는 비워 두십시오. 두 곳에서 받으면 정원을 지킬 수 없습니다."
                }
            )

    # What a page type says ------------------------------------------------------------------

    @classmethod
    def recruit_conditions(cls):
        """Over, not yet begun, no more: three conditions on rows, for this moment."""
        raise NotImplementedError

    @classmethod
    def ended_by(cls, day):
        """The condition that this day, or an earlier one, was the last."""
        raise NotImplementedError

    @classmethod
    def starting_on(cls, day):
        raise NotImplementedError

    def recruit_times(self):
        """When sign-up opens, when it closes, when no place is of use any more: moments, or None."""
        raise NotImplementedError

    def when_and_where(self):
        """What people who signed up must be told when it changes: by name, in words."""
        raise NotImplementedError

    def private_way_in(self):
        """The `WayIn` that comes next; None where one simply comes."""
        return None

    def sealed(self):
        """What they must be told has changed, but not to what: by name, a digest, '' where there is none."""
        return {}

    @property
    def last_day(self):
        """None where it goes on."""
        raise NotImplementedError

    @property
    def is_over(self):
        raise NotImplementedError

    @property
    def is_called_off(self):
        """Whether nobody is to come as things stand."""
        return False

    # The rule -------------------------------------------------------------------------------

    @property
    def application_window(self):
        """From when (included) to when (excluded) one may sign up; None is no limit."""
        return self.recruit_times()[:2]

    @cached_property
    def applied(self):
        """How many applications there are, by state; `load_applied` reads it for many pages at once."""
        if not (self.takes_applications and self.pk):
            return {}
        return counts_of([self.pk]).get(self.pk, {})

    @property
    def places_here(self):
        """How many may come in by applications; None is no limit."""
        return None if self.capacity is None else max(self.capacity - (self.enrolled or 0), 0)

    @property
    def places_left(self):
        """None where the agency does not say how many there are, or nobody counts how many are taken."""
        if self.capacity is None or (self.enrolled is None and not self.takes_applications):
            return None
        return max(self.places_here - self.applied.get(ApplicationState.CONFIRMED, 0), 0)

    @property
    def has_queue(self):
        """Whether one more may wait."""
        limit = self.waiting_limit if self.takes_applications else None
        return self.takes_waiting and (limit is None or self.applied.get(ApplicationState.WAITING, 0) < limit)

    @property
    def recruit_state(self):
        """`ApplicableQuerySet.in_state` says the same."""
        now = timezone.now()
        opens_at, closes_at = self.application_window
        if self.is_over:
            return RecruitState.ENDED
        if self.is_called_off:
            return RecruitState.CLOSED
        if opens_at and now < opens_at:
            return RecruitState.COMING
        if closes_at and closes_at <= now:
            return RecruitState.CLOSED
        if self.places_left == 0:
            return RecruitState.WAITING if self.has_queue else RecruitState.CLOSED
        return RecruitState.OPEN

    @property
    def says_how_to_apply(self):
        ways = (self.takes_applications, self.how_to_apply, self.apply_url)
        return any(ways) or bool(self.apply_from or self.apply_until)

    @property
    def is_open_for_application(self):
        return self.says_how_to_apply and self.recruit_state in (RecruitState.OPEN, RecruitState.WAITING)

    def application_url(self):
        """Where one applies here; '' where one does not."""
        return reverse("apply", args=[self.uuid]) if self.takes_applications else ""

    def recruit_facts(self):
        state = self.recruit_state
        return {
            "takes_applications": self.takes_applications,
            "application_url": self.application_url(),
            # What says no way to sign up is simply open to all.
            "application_state": choice(state.value, state.label) if self.says_how_to_apply else None,
            "enrolled": self.enrolled,
            "takes_waiting": self.takes_waiting,
            "places_left": self.places_left,
            "apply_from": iso(self.apply_from),
            "apply_until": iso(self.apply_until),
            "how_to_apply": self.how_to_apply,
            "apply_url": self.apply_url,
        }


def counts_of(pks):
    """Of each page, how many applications are in which state; one query."""
    counts = {}
    rows = Application.objects.filter(page__in=pks).order_by()
    for page, state, number in rows.values_list("page", "state").annotate(number=Count("pk")):
        counts.setdefault(page, {})[state] = number
    return counts


def load_applied(pages):
    """Note on each page that takes applications how many it has; one query, or none."""
    pages = [page for page in pages if getattr(page, "takes_applications", False) and page.pk]
    counts = counts_of([page.pk for page in pages]) if pages else {}
    for page in pages:
        page.applied = counts.get(page.pk, {})
