"""Whom pages and benefits are for, what they are about and where: for many of any type, in one query."""

from collections import defaultdict

from django.db import DEFAULT_DB_ALIAS
from django.db.models import F, Value

# For each relation the columns that are loaded of what is at its far end, in the order of the model's fields,
# as `from_db` takes them; the first is its key.
TERM = ("id", "axis", "code", "label")
REACH = {
    "targets": TERM,
    "topics": TERM,
    "official_topics": TERM,
    "dongs": ("id", "name", "code", "official_name"),
    "access": TERM,
}


def relations(model):
    """Those of the relations that a model has."""
    return [name for name in REACH if hasattr(model, name)]


def link_table(model, name):
    """What lies behind a relation to many: the model of its rows, their column of this end and of the far end."""
    field = model._meta.get_field(name)
    return (
        field.remote_field.through,
        f"{field.m2m_field_name()}_id",
        f"{field.m2m_reverse_field_name()}_id",
    )


def _links(model, name, page_ids):
    """Rows of (page, model and relation, three columns, id) of one relation of one model."""
    through, here, there = link_table(model, name)
    far = there.removesuffix("_id")
    (_, *columns) = REACH[name]
    return (
        through.objects.filter(**{f"{here}__in": page_ids})
        .order_by()
        .values_list(
            here,
            Value(f"{model._meta.label} {name}"),
            *(F(f"{far}__{column}") for column in columns),
            there,
        )
    )


def load_reach(pages):
    """Give ``pages`` their relations of REACH, as ``prefetch_related`` would with a query for each."""
    ids = defaultdict(list)
    for page in pages:
        if page.pk:
            ids[type(page)].append(page.pk)
    parts = [_links(model, name, ids[model]) for model in ids for name in relations(model)]
    found = defaultdict(list)
    for page_id, name, *columns, far_id in parts[0].union(*parts[1:], all=True) if parts else ():
        found[page_id, name].append((far_id, *columns))
    for page in pages:
        for name in relations(type(page)):
            model, columns = page._meta.get_field(name).related_model, REACH[name]
            links = found[page.pk, f"{page._meta.label} {name}"]
            rows = [model.from_db(DEFAULT_DB_ALIAS, columns, row) for row in links]
            _remember(page, name, model, rows)


def _remember(page, name, model, rows):
    """As Django's own prefetch leaves it behind."""
    queryset = model.objects.all()
    queryset._result_cache = sorted(rows, key=lambda row: [getattr(row, key) for key in model._meta.ordering])
    queryset._prefetch_done = True
    if not hasattr(page, "_prefetched_objects_cache"):
        page._prefetched_objects_cache = {}
    page._prefetched_objects_cache[name] = queryset
