"""Help numbers for pages that are shown when the database is gone."""

from django import template

from pages.crisis import CRISIS_NUMBERS

register = template.Library()


@register.simple_tag
def crisis_numbers():
    """The numbers of all of Korea; other pages show what the office has set for its district."""
    return [{"number": number, "label": label} for number, label in CRISIS_NUMBERS]
