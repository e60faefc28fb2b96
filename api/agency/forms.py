"""The editor's own form, filled from a record: whatever the screen refuses is refused here, in the same words.

A field that the record does not name keeps what it has: so does the work of an editor that the other system
knows nothing of. ``null`` empties it.
"""

from django.http import QueryDict
from django.utils.text import slugify

from api.agency.problems import wrong_fields
from api.agency.values import Unusable, sent

# What the form asks of a person at the screen, and not of a system.
OF_PEOPLE = {"comments", "comment_notifications"}
WORKED_OUT = {"id", "sort_order", "ORDER", "DELETE"}
UNKNOWN = "모르는 칸입니다."
MOST_ROWS = 200
LONGEST_SLUG = 200
NAMELESS = "page"


def form_class_of(model):
    return model.get_edit_handler().get_form_class()


def filled_form(page, record, *, parent, user):
    """A bound form of what the record says over what the page has. Raises ``Refused`` for what is no value."""
    kind = form_class_of(type(page))
    blank = kind(instance=page, parent_page=parent, for_user=user)
    record = _with_slug(page, record)
    data, errors = QueryDict(mutable=True), {}
    for name in record.keys() - blank.fields.keys() - blank.formsets.keys() | (record.keys() & OF_PEOPLE):
        errors[name] = [UNKNOWN]
    named = record.keys() - OF_PEOPLE
    for name in named & blank.fields.keys():
        _put(data, errors, name, name, blank.fields[name], record[name])
    for name in named & blank.formsets.keys():
        _fill_rows(name, blank.formsets[name], record[name], data, errors)
    if errors:
        raise wrong_fields(errors)
    for name in named & blank.formsets.keys():
        getattr(page, name).set([])  # the rows that come take the place of those that are
    form = kind(data, {}, instance=page, parent_page=parent, for_user=user)
    for name in form.fields.keys() - named:
        form.fields[name].disabled = True  # Django then takes what the page has
    for name in form.formsets.keys() - named:
        del form.formsets[name]
    return form


def _with_slug(page, record):
    """A new page's address is made of its title, as the screen's script does."""
    if page.slug or record.get("slug") or not isinstance(record.get("title"), str):
        return record
    return record | {"slug": slugify(record["title"], allow_unicode=True)[:LONGEST_SLUG] or NAMELESS}


def _put(data, errors, where, name, field, value):
    try:
        for key, strings in sent(name, field, value).items():
            data.setlist(key, strings)
    except Unusable as error:
        errors[where] = [str(error)]


def _fill_rows(name, formset, rows, data, errors):
    if not isinstance(rows, list) or len(rows) > MOST_ROWS or not all(isinstance(row, dict) for row in rows):
        errors[name] = [f"줄의 목록([{{…}}, …])으로, {MOST_ROWS}줄까지 적어 주십시오."]
        return
    fields = formset.empty_form.fields
    for position, row in enumerate(rows):
        row = {("is_closed" if key == "closed" and "is_closed" in fields else key): row[key] for key in row}
        for key in row.keys() - fields.keys() | row.keys() & WORKED_OUT:
            errors[f"{name}.{position}.{key}"] = [UNKNOWN]
        for key in row.keys() & fields.keys() - WORKED_OUT:
            where = f"{name}.{position}.{key}"
            _put(data, errors, where, f"{name}-{position}-{key}", fields[key], row[key])
        data[f"{name}-{position}-ORDER"] = str(position + 1)
    for key, number in (("TOTAL", len(rows)), ("INITIAL", 0), ("MIN_NUM", 0), ("MAX_NUM", 1000)):
        data[f"{name}-{key}_FORMS"] = str(number)


def errors_of(form):
    """Sentences by field; what is about no single field stands under ``__all__``, of a row under ``rows.0.name``."""
    found = {name: _sentences(errors.as_data()) for name, errors in form.errors.items()}
    for name, formset in form.formsets.items():
        if formset.non_form_errors():
            found[name] = _sentences(formset.non_form_errors().as_data())
        for position, errors in enumerate(formset.errors):
            for field, of_field in errors.items():
                found[f"{name}.{position}.{field}"] = _sentences(of_field.as_data())
    return {name: sentences for name, sentences in found.items() if sentences}


def _sentences(errors):
    sentences = []
    for error in errors:
        inner = [
            *(getattr(error, "block_errors", None) or {}).values(),
            *(getattr(error, "non_block_errors", None) or []),
        ]
        sentences += (
            _sentences(inner) if inner else [str(each) for each in getattr(error, "messages", [error])]
        )
    return sentences
