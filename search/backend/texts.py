"""What a thing says in the search index: its texts, analysed."""

from functools import lru_cache
from typing import NamedTuple

from django.db.models import Manager
from django.utils.encoding import force_str
from modelsearch.index import AutocompleteField, RelatedFields, SearchField

from search.korean import analysis
from search.korean.beginnings import title_beginnings

SHORT = 60
# Labels, agencies and dongs stand on thousands of things.
_keywords = lru_cache(maxsize=5000)(analysis.keyword_text)
_beginnings = lru_cache(maxsize=5000)(analysis.autocomplete_text)


class Texts(NamedTuple):
    title: str
    body: str
    autocomplete: str


def texts_of(thing):
    """Each field is read once. Fields that weigh more than one are keywords; the title of another thing is no title."""
    title, body, beginnings = [], [], []
    for field, value, is_own in _values(thing, thing.get_search_fields()):
        if isinstance(field, AutocompleteField):
            beginnings.append(_short(_beginnings, analysis.autocomplete_text, value))
            if is_own and field.field_name == "title":
                beginnings.append(title_beginnings(value))
        elif is_own and field.field_name == "title":
            title.append(analysis.title_text(value))
        elif (field.boost or 1) > 1:
            body.append(_short(_keywords, analysis.keyword_text, value))
        else:
            body.append(analysis.body_text(value))
    return Texts(*(" ".join(filter(None, texts)) for texts in (title, body, beginnings)))


def _short(remembering, analyse, value):
    return remembering(value) if len(value) <= SHORT else analyse(value)


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
