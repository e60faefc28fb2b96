"""What may be lent when. A refusal names what is wrong: starts_at, ends_at or quantity."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.utils import timezone

from common.moments import midnight
from directory.lending.slots import hours_of, most_at_once, slots_between
from directory.models.resource import LendingUnit

MONTHS_AHEAD = 12
DAYS_AHEAD = 366
# Rows that one promise may write: 100 chairs for a week are 700.
MOST_SLOTS = 5000


def furthest_day(resource):
    """The last day for which it can be asked."""
    furthest = timezone.localdate() + timedelta(days=DAYS_AHEAD)
    return min(furthest, resource.available_until or furthest)


def nearest_day(resource):
    today = timezone.localdate()
    return max(today, resource.available_from or today)


def taken_of(resource, starts_at, ends_at):
    """What is promised or out in the interval, as (start, end, quantity); never who has it."""
    held = resource.requests.holding().overlapping(starts_at, ends_at)
    return list(held.order_by("starts_at", "pk").values_list("starts_at", "ends_at", "quantity"))


def left_of(resource, starts_at, ends_at):
    """How many can be had for the whole interval; none, too, when there are fewer now than are out."""
    taken = taken_of(resource, starts_at, ends_at)
    return max(0, resource.quantity - most_at_once(taken, starts_at, ends_at))


def refuse_what_is_taken(resource, starts_at, ends_at, quantity):
    left = left_of(resource, starts_at, ends_at)
    if quantity <= left:
        return
    if not left:
        raise ValidationError({"starts_at": "그때는 이미 나갔습니다. 달력에서 비어 있는 때를 골라 주십시오."})
    raise ValidationError(
        {"quantity": f"그때는 일부가 이미 나갔습니다. 남은 것은 {left}{resource.unit_word}입니다."}
    )


def refuse_unlendable(resource, starts_at, ends_at, quantity, *, by_giver=False):
    """The rules for whoever asks. The giver, who writes down a call, may also name what has begun."""
    if _is_past(resource, starts_at, ends_at, by_giver):
        raise ValidationError({"starts_at": "이미 지난 때입니다. 앞으로 올 때를 골라 주십시오."})
    if ends_at <= starts_at:
        raise ValidationError({"ends_at": "끝나는 때가 시작하는 때보다 빠릅니다."})
    if not 1 <= quantity <= resource.quantity:
        raise ValidationError({"quantity": f"1부터 {resource.quantity}까지 적어 주십시오."})
    _refuse_outside(resource, starts_at, ends_at)
    if resource.lending_unit == LendingUnit.HALF_HOUR:
        _refuse_outside_hours(resource, starts_at, ends_at)
    elif (ends_at - starts_at).days > resource.longest_days:
        raise ValidationError({"ends_at": f"한 번에 {resource.longest_days}일까지 빌릴 수 있습니다."})
    if quantity * len(slots_between(resource.lending_unit, starts_at, ends_at)) > MOST_SLOTS:
        raise ValidationError(
            {"quantity": "한 번에 빌리기에는 너무 많습니다. 수량이나 기간을 줄여 주십시오."}
        )
    refuse_what_is_taken(resource, starts_at, ends_at, quantity)


def _is_past(resource, starts_at, ends_at, by_giver):
    if by_giver:
        return ends_at <= timezone.now()
    if resource.lending_unit == LendingUnit.DAY:
        return starts_at < midnight(timezone.localdate())
    return starts_at < timezone.now()


def _refuse_outside(resource, starts_at, ends_at):
    first, last = nearest_day(resource), furthest_day(resource)
    if resource.available_from and starts_at < midnight(resource.available_from):
        raise ValidationError({"starts_at": f"{_day(first)}부터 빌릴 수 있습니다."})
    if ends_at > midnight(last + timedelta(days=1)):
        raise ValidationError({"ends_at": f"{_day(last)}까지 빌릴 수 있습니다."})


def _refuse_outside_hours(resource, starts_at, ends_at):
    opens, closes = hours_of(resource, timezone.localtime(starts_at).date())
    if starts_at < opens:
        raise ValidationError({"starts_at": f"{opens:%H:%M}부터 빌릴 수 있습니다."})
    if ends_at > closes:
        until = f"{resource.closes_at:%H:%M}" if resource.closes_at else "그날 자정"
        raise ValidationError({"ends_at": f"{until}까지 빌릴 수 있습니다."})


def _day(day):
    return f"{day.year}년 {day.month}월 {day.day}일"
