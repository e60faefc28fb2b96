"""Sign-up for a meeting is opened once; from then on its page goes where the meeting goes."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.html import escape
from django.utils.text import slugify
from wagtail.log_actions import log
from wagtail.models import Page
from wagtail.signals import page_published

from council.models import Meeting, Way
from directory.models import Agency
from pages.kinds import EventState
from pages.meetings.log import Step
from pages.models import EventPage
from pages.models.of_council import OF_THE_MEETING
from participation.actions.steps import require_headquarters

OVER = "이미 끝났거나 취소한 회의입니다."
NOT_LISTED = "모두에게 보이지 않는 회의는 방청 신청을 받지 않습니다."
WRITTEN = "서면 회의는 방청할 수 없습니다."
ALREADY = "이미 방청 신청을 받고 있습니다."
GONE = "회의가 없어졌습니다."
SUSPENDED = "정지된 기관입니다. 다른 기관을 골라 주십시오."


def refuse_sign_up(meeting):
    """Why nobody can sign up for the meeting."""
    if meeting.is_cancelled or meeting.is_over:
        raise ValidationError(OVER)
    if not meeting.is_listed:
        raise ValidationError(NOT_LISTED)
    if meeting.way == Way.WRITTEN:
        raise ValidationError(WRITTEN)
    if EventPage.objects.filter(meeting=meeting).exists():
        raise ValidationError(ALREADY)


@transaction.atomic
def open_sign_up(meeting, agency, *, by):
    """A draft below ``agency``, with all that the meeting says. It is finished and published as any event."""
    require_headquarters(by)
    meeting = Meeting.objects.select_for_update(of=("self",), no_key=True).get(pk=meeting.pk)
    refuse_sign_up(meeting)
    if not Agency.objects.active().filter(pk=agency.pk).exists():
        raise ValidationError(SUSPENDED)
    name = str(meeting)
    page = EventPage(
        title=f"{name} 방청"[:255],
        slug=_free_slug(agency.page, slugify(name, allow_unicode=True)),
        summary=f"{name}를 방청하실 분의 신청을 받습니다."[:200],
        body=[{"type": "paragraph", "value": _prose(meeting)}],
        committee=meeting.committee,
        meeting=meeting,
        takes_applications=True,
        how_to_apply="누리넷에서 신청",
        live=False,
        owner=by,
    )
    page.follow()
    agency.page.add_child(instance=page)
    page.save_revision(user=by)
    log(page, str(Step.OPENED), user=by)
    return page


def _free_slug(parent, slug):
    taken = set(parent.get_children().filter(slug__startswith=slug[:240]).values_list("slug", flat=True))
    numbered = (f"{slug[:240]}-{number}" for number in range(2, len(taken) + 3))
    return slug if slug not in taken else next(each for each in numbered if each not in taken)


def _prose(meeting):
    lines = [line.strip() for line in meeting.notice.splitlines() if line.strip()]
    words = lines or [f"{meeting}를 방청하실 수 있습니다. 신청하시면 바뀌는 것을 메일로 알려 드립니다."]
    return "".join(f"<p>{escape(line)}</p>" for line in words)


@transaction.atomic
def follow_meeting(meeting):
    """Bring the meeting's page to where the meeting is; whoever signed up is told as of any publishing.

    The live version is written anew with what is in it: a draft, a review and a schedule stay as they are.
    """
    page = EventPage.objects.filter(meeting=meeting).first()
    if page is None:
        return
    page = _locked(page)
    if page.live and not meeting.is_listed:
        page.unpublish()
        return
    before = said(page)
    page.follow()
    if said(page) != before:
        _write(page)


def said(page):
    """What of a page is its meeting's."""
    return {name: getattr(page, name, None) for name in OF_THE_MEETING}


@transaction.atomic
def call_off(meeting):
    """The meeting is about to be deleted: nobody who signed up is left waiting for it."""
    page = EventPage.objects.filter(meeting=meeting).first()
    if page is None:
        return
    page = _locked(page)
    page.meeting, page.join_url, page.join_note = None, "", ""
    page.state, page.state_note = EventState.CANCELLED, GONE
    _write(page)


def _locked(page):
    Page.objects.select_for_update(of=("self",), no_key=True).get(pk=page.pk)
    return EventPage.objects.get(pk=page.pk)


def _write(page):
    """The live version, written anew with what is in it; everybody concerned hears as of any publishing."""
    if page.live:
        page.last_published_at = timezone.now()
    page.save()
    log(page, str(Step.FOLLOWED))
    if page.live:
        page_published.send(sender=EventPage, instance=page, revision=page.live_revision)
        page.update_aliases()
