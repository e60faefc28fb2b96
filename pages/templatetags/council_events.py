"""What the screens of the council, a floor below, show of events: loaded by their templates."""

from django import template

from directory.cards import cards
from pages.models import EventPage

register = template.Library()


@register.simple_tag(takes_context=True)
def sign_up_of_meeting(context, meeting):
    """The card of the published page by which one signs up to hear the meeting; None without one."""
    pages = EventPage.objects.published().filter(meeting=meeting).for_cards()
    return next(iter(cards(pages[:1], context.get("request"))), None)


@register.simple_tag
def page_of_meeting(meeting):
    """For staff: the page of a meeting's sign-up, also as a draft; None as long as none was opened."""
    return EventPage.objects.filter(meeting=meeting).first()
