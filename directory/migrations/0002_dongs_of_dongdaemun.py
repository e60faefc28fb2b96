"""The 15 행정동 of 동대문구, 용신동, which two of them replaced on 2025-07-01, and the ten 법정동 they lie in."""

import csv
from pathlib import Path

from django.db import migrations

FOLDER = Path(__file__).parent.parent / "data"


def read(name="dongs.csv"):
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
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
    _add_legal_dongs(apps, rows)


def _add_legal_dongs(apps, rows):
    Dong, LegalDong = apps.get_model("directory", "Dong"), apps.get_model("directory", "LegalDong")
    for legal in read("legal_dongs.csv"):
        row, _ = LegalDong.objects.update_or_create(code=legal["code"], defaults={"name": legal["name"]})
        codes = [dong["code"] for dong in rows if legal["name"] in dong["legal_dongs"].split()]
        row.dongs.set(Dong.objects.filter(code__in=codes))


def remove_dongs(apps, schema_editor):
    legal = [row["code"] for row in read("legal_dongs.csv")]
    apps.get_model("directory", "LegalDong").objects.filter(code__in=legal).delete()
    apps.get_model("directory", "Dong").objects.filter(code__in=[row["code"] for row in read()]).delete()


class Migration(migrations.Migration):
    dependencies = [("directory", "0001_initial")]

    operations = [migrations.RunPython(add_dongs, remove_dongs)]
