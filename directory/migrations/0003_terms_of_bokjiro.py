"""복지로's choices of 생애주기, 가구상황 and 관심주제, with 복지로's codes."""

import csv
from pathlib import Path

from django.db import migrations

ROWS = Path(__file__).parent.parent / "data" / "terms.csv"


def read():
    with ROWS.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def add_terms(apps, schema_editor):
    Term = apps.get_model("directory", "Term")
    for row in read():
        Term.objects.update_or_create(
            axis=row["axis"], code=row["code"], defaults={"label": row["label"]}
        )


def remove_terms(apps, schema_editor):
    Term = apps.get_model("directory", "Term")
    for row in read():
        Term.objects.filter(axis=row["axis"], code=row["code"]).delete()


class Migration(migrations.Migration):
    dependencies = [("directory", "0002_dongs_of_dongdaemun")]

    operations = [migrations.RunPython(add_terms, remove_terms)]
