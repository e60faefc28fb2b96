"""What a thing says in the search index: its texts, analysed."""

from functools import lru_cache
from typing import NamedTuple

from django.db.models import Manager
from django.utils.encoding import force_str
from modelsearch.index import AutocompleteField, RelatedFields, SearchField

from common.bodies import bound
from common.pages import PublicPage
from common.titles import title_name
from search.korean import analysis
from search.korean.beginnings import title_beginnings

SHORT = 80


def _remembered(analyse):
    """Labels, agencies and dongs stand on thousands of things; a page is saved three times on its way to the public."""
    labels, texts = lru_cache(maxsize=5000)(analyse), lru_cache(maxsize=200)(analyse)
    return lambda text: labels(text) if len(text) <= SHORT else texts(text)


title_text, keyword_text, body_text, autocomplete_text = map(
    _remembered,
    (analysis.title_text, analysis.keyword_text, analysis.body_text, analysis.autocomplete_text),
)


class Texts(NamedTuple):
    title: str
    body: str
    autocomplete: str


def loaded(things):
    """The same things; what their bodies refer to was read for all of them at once."""
    bound([thing.body for thing in things if isinstance(thing, PublicPage)])
    return things


def texts_of(thing):
    """Each field is read once. Fields that weigh more than one are keywords; the title of another thing is no title."""
    title, body, beginnings = [], [], []
    for field, value, is_own in _values(thing, thing.get_search_fields()):
        is_title = is_own and field.field_name == title_name(thing)
        if isinstance(field, AutocompleteField):
            beginnings.append(autocomplete_text(value))
            if is_title:
                beginnings.append(title_beginnings(value))
        elif is_title:
            title.append(title_text(value))
        else:
            body.append(keyword_text(value) if (field.boost or 1) > 1 else body_text(value))
    return Texts(*(" ".join(filter(None, texts)) for texts in (title, body, beginnings)))


def _values(thing, fields, is_own=True):
    """Fields with their values as text, and whether they are the thing's own or those of something it names."""
    for field in fields:
        if isinstance(field, RelatedFields):
            for other in _others(field.get_value(thing)):
                yield from _values(other, field.fields, is_own=False)
        elif isinstance(field, SearchField | AutocompleteField) and (text := _text(field.get_value(thing))):
            yield field, text, is_own


def _others(value):
    if value is None:
        return []
    if isinstance(value, Manager):
        return value.all()
    return [value() if callable(value) else value]


def _text(value):
    if value is None:
        return ""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list | tuple):
        return ", ".join(map(_text, value))
    return force_str(value)
