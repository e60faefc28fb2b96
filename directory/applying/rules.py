"""Why one may not sign up now, in a sentence; and where the next one comes in."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.utils import timezone

from common.templatetags.nurinet_tags import clock, day
from directory.applying.pages import is_suspended
from directory.models.application import ApplicationState
from directory.models.applying import RecruitState

FULL = "자리가 모두 찼습니다."
NOT_HERE = "누리넷에서는 신청을 받지 않습니다. 기관에 전화로 물어봐 주십시오."
CALLED_OFF = "예정대로 열리지 않아 신청을 받지 않습니다."
KNOWN = "이 메일 주소로 이미 신청하셨습니다. 전에 받으신 메일의 주소에서 보실 수 있습니다."


def moment_in_words(moment):
    """The end of a day is said as that day's 24:00, not as the next day."""
    local = timezone.localtime(moment)
    if (local.hour, local.minute) == (0, 0):
        return f"{day(local - timedelta(days=1))} 24:00"
    return f"{day(local)} {clock(local)}"


def why_not_now(page):
    """The sentence that refuses a new application, or '' where one is welcome."""
    if not page.takes_applications or page.alias_of_id or is_suspended(page):
        return NOT_HERE
    state = page.recruit_state
    if state in (RecruitState.OPEN, RecruitState.WAITING):
        return ""
    if state == RecruitState.ENDED:
        return "이미 끝났습니다."
    if page.is_called_off:
        return CALLED_OFF
    opens_at, closes_at = page.application_window
    if state == RecruitState.COMING:
        local = timezone.localtime(opens_at)
        return f"{day(local)} {clock(local)}부터 신청할 수 있습니다."
    if closes_at and closes_at <= timezone.now():
        return f"{moment_in_words(closes_at)}에 신청이 끝났습니다."
    return (
        f"{FULL} 대기 신청도 더 받지 않습니다."
        if page.takes_waiting
        else f"{FULL} 취소하는 분이 있으면 다시 신청할 수 있습니다."
    )


def refuse_if_not_now(page):
    if sentence := why_not_now(page):
        raise ValidationError(sentence)


def has_free_place(page):
    """Counted anew, and also where sign-up has been switched off meanwhile."""
    if page.places_here is None:
        return True
    return page.applications.filter(state=ApplicationState.CONFIRMED).count() < page.places_here


def place_for_one_more(page):
    """Confirmed while there is a place and nobody waits for it; else waiting, while more may wait."""
    if has_free_place(page) and not page.applications.in_line().exists():
        return ApplicationState.CONFIRMED
    if page.has_queue:
        return ApplicationState.WAITING
    raise ValidationError(FULL)


def is_moving(page):
    """Whether a place that becomes free is still of use to who waits."""
    no_use_after = page.recruit_times()[2]
    return (
        not page.is_over
        and not page.is_called_off
        and (no_use_after is None or timezone.now() < no_use_after)
    )
