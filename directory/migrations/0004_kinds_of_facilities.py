"""시설종류: eight groups, and below each of them the kinds that residents look for."""

import csv
from pathlib import Path

from django.db import migrations

ROWS = Path(__file__).parent.parent / "data" / "facility_kinds.csv"


def read():
    """Groups first, because a kind points to its group."""
    with ROWS.open(encoding="utf-8", newline="") as file:
        return sorted(csv.DictReader(file), key=lambda row: bool(row["parent"]))


def add_kinds(apps, schema_editor):
    FacilityKind = apps.get_model("directory", "FacilityKind")
    groups = {}
    for row in read():
        kind, _ = FacilityKind.objects.update_or_create(
            code=row["code"],
            defaults={
                "label": row["label"],
                "parent": groups[row["parent"]] if row["parent"] else None,
                "order": int(row["order"]),
                "official_code": row["official_code"],
            },
        )
        groups[kind.code] = kind


def remove_kinds(apps, schema_editor):
    FacilityKind = apps.get_model("directory", "FacilityKind")
    for row in reversed(read()):
        FacilityKind.objects.filter(code=row["code"]).delete()


class Migration(migrations.Migration):
    dependencies = [("directory", "0003_terms_of_bokjiro")]

    operations = [migrations.RunPython(add_kinds, remove_kinds)]
