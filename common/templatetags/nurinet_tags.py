"""How facts become readable: dates in words, telephone links, icons, and the style sheets that were built."""

import json
import re
from datetime import date, datetime
from functools import lru_cache
from urllib.parse import urljoin

from dateutil.relativedelta import relativedelta
from django import template
from django.contrib.staticfiles import finders
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import mark_safe

from common import addresses
from common.paragraphs import paragraphs
from common.particles import toward

register = template.Library()
register.filter(paragraphs)
register.filter(toward)

VENDOR_SHEETS = ("vendor/fonts.css", "vendor/krds.css")
WEEKDAYS = "월화수목금토일"
SCRIPT_ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}
# KRDS names its form parts; Django's widgets do not.
WIDGET_CLASSES = {"select": "krds-form-select", "textarea": "krds-input"}
BADGES = {
    "open": "bg-light-success",
    "break": "bg-light-warning",
    "waiting": "bg-light-warning",
    "coming": "bg-light-information",
    "closed": "bg-light-gray",
    "ended": "bg-light-gray",
    "confirmed": "bg-light-success",
    "cancelled": "bg-light-danger",
    "postponed": "bg-light-warning",
    "suspended": "bg-light-warning",
    "district": "bg-light-primary",
    "city": "bg-light-information",
    "private": "bg-light-success",
    "state": "bg-light-gray",
}


@lru_cache(maxsize=len(VENDOR_SHEETS))
def built_address(path):
    """The address of a built file, or None: the site must stand on its own layer without Node."""
    if finders.find(path) is None:
        return None
    try:
        return static(path)
    except ValueError:  # built after collectstatic, so the manifest does not know it
        return None


@register.simple_tag
def vendor_css():
    """Addresses of the government's design system, as far as it was built."""
    return [address for address in map(built_address, VENDOR_SHEETS) if address]


@register.simple_tag
def address(name):
    """One of the addresses that every district's site promises: home, directory, news, events, search."""
    return getattr(addresses, name.upper())


@register.simple_tag
def icon(name, css_class="icon"):
    """A drawing of the sprite beside words that say the same; hidden from screen readers."""
    return format_html(
        '<svg class="{}" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>',
        css_class,
        static("nurinet/icons.svg"),
        name,
    )


@register.filter
def tel(phone):
    """``02-123-4567(내선 3)`` as a ``tel:`` address: what can be dialled of the first number; '' if nothing."""
    match = re.search(r"\+?\(?\d[\d\-.\s)]{1,18}", phone or "")
    digits = re.sub(r"[^\d+]", "", match.group()) if match else ""
    return f"tel:{digits}" if len(digits) >= 3 else ""


@register.filter
def moment(value):
    """A date, or a moment as Seoul's clocks show it; of our facts' ISO 8601 texts too. None if it is none."""
    if isinstance(value, datetime) and timezone.is_aware(value):
        return timezone.localtime(value)
    if isinstance(value, date) or not value:
        return value or None
    try:
        return datetime.fromisoformat(value) if "T" in value else date.fromisoformat(value)
    except (TypeError, ValueError):
        return None


@register.filter
def day(value):
    """2026년 11월 28일(토)"""
    when = moment(value)
    return f"{when.year}년 {when.month}월 {when.day}일({WEEKDAYS[when.weekday()]})" if when else ""


@register.filter
def short_day(value):
    """11월 28일(토), where the year is plain."""
    when = moment(value)
    return f"{when.month}월 {when.day}일({WEEKDAYS[when.weekday()]})" if when else ""


@register.filter
def weekday(value):
    when = moment(value)
    return f"{WEEKDAYS[when.weekday()]}요일" if when else ""


@register.filter
def months_ago(value, months):
    """Whether a day lies at least so many months back."""
    when = moment(value)
    return bool(when) and when <= timezone.localdate() - relativedelta(months=months)


@register.filter
def clock(value):
    """오전 10시 30분; a day without a time gives ''."""
    when = moment(value)
    if not isinstance(when, datetime):
        return ""
    half, hour = ("오전", when.hour) if when.hour < 12 else ("오후", when.hour - 12 or 12)
    minutes = f" {when.minute}분" if when.minute else ""
    return f"{half} {hour}시{minutes}"


@register.simple_tag
def period(start, end):
    """From start to end in words; what both share is said once."""
    first, last = moment(start), moment(end)
    if first is None or last is None:
        only = first or last
        sign = "부터" if first else "까지"
        return f"{day(only)} {clock(only)}".strip() + sign if only else ""
    begin = f"{day(first)} {clock(first)}".strip()
    if first == last:
        return begin
    if first.timetuple()[:3] == last.timetuple()[:3]:
        return f"{begin} ~ {clock(last)}" if clock(last) else begin
    return f"{begin} ~ {day(last)} {clock(last)}".strip()


@register.simple_tag
def times(start, end):
    """The hours of an event whose first day is already shown; a later last day is said."""
    first, last = moment(start), moment(end)
    if not isinstance(first, datetime) or not isinstance(last, datetime):
        return period(start, end)
    if first.date() == last.date():
        return clock(first) if first == last else f"{clock(first)} ~ {clock(last)}"
    return f"{clock(first)} ~ {last.month}월 {last.day}일({WEEKDAYS[last.weekday()]}) {clock(last)}"


@register.filter
def badge(code):
    """KRDS's badge colour for a state; the word beside it carries the meaning."""
    return BADGES.get(code, "bg-light-gray")


@register.filter
def krds(field):
    """A form field's control in KRDS's classes."""
    widget = field.field.widget
    kind = getattr(widget, "input_type", "textarea")
    if kind in {"checkbox", "radio"}:
        return field.as_widget()
    return field.as_widget(attrs={"class": WIDGET_CLASSES.get(kind, "krds-input")})


@register.filter
def input_type(field):
    return getattr(field.field.widget, "input_type", "")


@register.filter
def page_numbers(page):
    """Page numbers near the current one and at both ends, with … between."""
    return page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)


@register.filter
def absolute(path, base):
    """An address as the outside needs it, beside the page's own full address."""
    return urljoin(base or "", path or "")


@register.filter
def json_ld(facts):
    """Structured data as a data block, not a script; escaped as Django's own json_script does."""
    text = json.dumps(facts, ensure_ascii=False).translate(SCRIPT_ESCAPES)
    return format_html(
        '<script type="application/ld+json">{}</script>',
        mark_safe(text),  # noqa: S308 - JSON without <, > and &
    )
