"""The 15 행정동 of 동대문구, and 용신동, which two of them replaced on 2025-07-01."""

import csv
from pathlib import Path

from django.db import migrations

ROWS = Path(__file__).parent.parent / "data" / "dongs.csv"


def read():
    with ROWS.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def add_dongs(apps, schema_editor):
    Dong = apps.get_model("directory", "Dong")
    rows = read()
    for row in rows:
        Dong.objects.update_or_create(
            code=row["code"],
            defaults={
                "name": row["name"],
                "official_name": row["official_name"],
                "valid_from": row["valid_from"] or None,
                "valid_until": row["valid_until"] or None,
            },
        )
    for row in rows:
        if row["successors"]:
            successors = Dong.objects.filter(code__in=row["successors"].split())
            Dong.objects.get(code=row["code"]).successors.set(successors)


def remove_dongs(apps, schema_editor):
    apps.get_model("directory", "Dong").objects.filter(code__in=[row["code"] for row in read()]).delete()


class Migration(migrations.Migration):
    dependencies = [("directory", "0001_initial")]

    operations = [migrations.RunPython(add_dongs, remove_dongs)]
