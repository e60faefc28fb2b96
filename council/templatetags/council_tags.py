"""What pages of other parts show of the council, and how minutes become readable."""

from django import template
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from wagtail.models import Site

from council.models import AgendaItem, Meeting, PublishedMinutes
from council.public.meetings import coming_meetings, title_of
from council.public.minutes import result_of
from council.redacting import HIDDEN

register = template.Library()

# What a screen reader says in the place of a phrase that was hidden.
SAID = "가린 부분"
AGES = ((365, "년"), (30, "달"), (7, "주"), (1, "일"))
SHOWN = 10


@register.filter
def ago(value):
    """3주 전: how long a day lies back as one says it; '' for what is still to come."""
    if not value:
        return ""
    days = (timezone.localdate() - timezone.localtime(value).date()).days
    if days in (0, 1):
        return ("오늘", "어제")[days]
    return next((f"{days // length}{unit} 전" for length, unit in AGES if days >= length), "")


@register.filter
def with_hidden(text):
    """Plain text of minutes; each hidden place is seen as a mark and read aloud as words."""
    parts = [(part,) for part in (text or "").split(HIDDEN)]
    mark = format_html(
        '<span class="council-hidden"><span aria-hidden="true">{}</span><span class="sr-only">{}</span></span>',
        HIDDEN,
        SAID,
    )
    return format_html_join(mark, "{}", parts)


@register.filter
def file_ending(name):
    """HWPX of ``회의록.hwpx``; '' where there is none."""
    return name.rpartition(".")[2].upper() if "." in name else ""


@register.simple_tag
def meetings_of_issue(issue):
    return _meetings(AgendaItem.objects.filter(issues=issue))


@register.simple_tag
def meetings_of_project(project):
    return _meetings(AgendaItem.objects.filter(projects=project))


def _meetings(items):
    """The public meetings that took it up, the newest first; a result only as public minutes tell it. Two queries."""
    items = items.filter(meeting__in=Meeting.objects.public()).select_related("meeting__committee")
    items = list(items.order_by("-meeting__starts_at", "-pk")[:SHOWN])
    if not items:
        return []
    told = PublishedMinutes.objects.standing().filter(meeting__in=[item.meeting_id for item in items])
    told = {publication.meeting_id: publication for publication in told}
    return [_taken_up(item, told.get(item.meeting_id)) for item in items]


def _taken_up(item, publication):
    meeting = item.meeting
    result = result_of(publication and publication.outcome_of(item))
    return {
        "meeting": title_of(meeting),
        "on": meeting.starts_at,
        "url": f"{meeting.get_absolute_url()}#item-{item.number}",
        "item": item.title,
        "result": result,
        "is_cancelled": meeting.is_cancelled,
        "is_held": meeting.is_held,
    }


@register.simple_tag(takes_context=True)
def next_meeting(context):
    """The next public meeting of the district that is not called off, or None."""
    site = Site.find_for_request(context.get("request"))
    if site is None:
        return None
    return next((card for card in coming_meetings(site, 3) if card["state"].code != "cancelled"), None)
