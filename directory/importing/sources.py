"""Which list a file is an edition of."""

import re
import unicodedata
from pathlib import PurePath

from django.db import transaction
from django.utils.text import slugify

from directory.importing.headers import IGNORED, PERSON, header_key
from directory.importing.target import target_of
from directory.models import ImportSource
from directory.models.importing import ImportRun
from directory.models.source import HeaderAlias

# What an edition adds to the name of its file: a date, 기준, a number in brackets.
EDITION = re.compile(
    r"[ _.\-(]*(?:(?:19|20)[0-9]{2}(?:[ _.\-]?[0-9]{2}){0,2}|[0-9]{6})(?:[ _.\-]*기준)?\)?$|[ _]*\([0-9]{1,2}\)$"
)
LONGEST_NAME = 60


def stem_of(file_name):
    """The name of the file without folder, ending and edition: ``ddm_daycare_2026-07.csv`` → ``ddm_daycare``."""
    name = PurePath(unicodedata.normalize("NFC", file_name).replace("\\", "/")).stem
    previous = None
    while previous != name:
        previous, name = name, EDITION.sub("", name).strip(" _.-") or name
    return name


def source_code(file_name):
    return slugify(stem_of(file_name), allow_unicode=True)[:LONGEST_NAME] or "file"


def recognised(file_name, headers, kind):
    """The list known by this file name or by a column of its own, else the only one with just these headers."""
    known = ImportSource.objects.filter(kind=kind)
    source = known.filter(code=source_code(file_name)).first()
    return source or known.filter(code__in=_codes(headers, kind)).first() or _by_headers(headers, kind)


def _codes(headers, kind):
    known_by = target_of(kind).known_by
    return {known_by[key] for header in headers if (key := header_key(header)) in known_by}


def _by_headers(headers, kind):
    wanted = {header_key(header) for header in headers if header}
    newest, same = {}, []
    runs = ImportRun.objects.filter(source__kind=kind).order_by("pk")
    for source, known in runs.values_list("source_id", "header_map"):
        newest[source] = {header_key(header) for header in known}
    same = [source for source, known in newest.items() if known == wanted]
    return ImportSource.objects.get(pk=same[0]) if len(same) == 1 else None


def new_source(file_name, kind):
    """A list nobody imported before: it bears the name of its file until a person writes a better one."""
    code = source_code(file_name)
    number = 1
    while ImportSource.objects.filter(code=code).exists():
        number += 1
        code = f"{source_code(file_name)[: LONGEST_NAME - 4]}-{number}"
    return ImportSource.objects.create(code=code, kind=kind, name=stem_of(file_name)[:LONGEST_NAME])


def source_named(given, kind):
    """The source of this code or name; made if there is none."""
    known = ImportSource.objects.filter(kind=kind)
    found = known.filter(code=given).first() or known.filter(name=given).order_by("pk").first()
    return found or new_source(given, kind)


@transaction.atomic
def remember_mapping(run, fields):
    """A person mapped columns by hand: the run, and all later editions of its list, read them so.

    ``fields`` is ``{header: field}``; an empty field leaves a column out. Names of persons stay out.
    """
    mapped = {
        header: fields.get(header, field) if field != PERSON else PERSON
        for header, field in run.header_map.items()
    }
    changed = {header: field for header, field in mapped.items() if field != run.header_map[header]}
    run.header_map = mapped
    run.save(update_fields=["header_map"])
    for header, field in changed.items():
        HeaderAlias.objects.update_or_create(
            source=run.source,
            key=header_key(header)[:80],
            defaults={"kind": run.source.kind, "header": header, "field": field or IGNORED},
        )
