"""The official lists the importer knows, and what their columns are called."""

import csv
import re
import unicodedata
from pathlib import Path

from django.db import migrations

FOLDER = Path(__file__).parent.parent / "data"
HEADERS = {"facilities": "facility_headers.csv", "benefits": "benefit_headers.csv"}


def read(name):
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def header_key(text):
    """As ``directory.importing.headers`` does today; a migration does not change when the code does."""
    return re.sub(r"[\s\ufeff\ufffd?？_]", "", unicodedata.normalize("NFC", text)).casefold()


def add_lists(apps, schema_editor):
    Source = apps.get_model("directory", "ImportSource")
    Kind = apps.get_model("directory", "FacilityKind")
    for row in read("import_sources.csv"):
        code, default_kind = row.pop("code"), row.pop("default_kind")
        row["default_kind"] = Kind.objects.get(code=default_kind) if default_kind else None
        Source.objects.update_or_create(code=code, defaults=row)
    Alias = apps.get_model("directory", "HeaderAlias")
    for kind, name in HEADERS.items():
        for row in read(name):
            Alias.objects.update_or_create(
                source=None,
                kind=kind,
                key=header_key(row["header"]),
                defaults={"field": row["field"], "header": row["header"]},
            )


def remove_lists(apps, schema_editor):
    codes = [row["code"] for row in read("import_sources.csv")]
    apps.get_model("directory", "ImportSource").objects.filter(code__in=codes).delete()
    apps.get_model("directory", "HeaderAlias").objects.filter(source=None).delete()


class Migration(migrations.Migration):
    dependencies = [("directory", "0005_indexes_of_the_page_tree")]

    operations = [migrations.RunPython(add_lists, remove_lists)]
