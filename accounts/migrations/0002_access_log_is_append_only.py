"""The database itself refuses to change or remove rows of the access log."""

from django.db import migrations

from accounts import append_only


def guard(apps, schema_editor):
    for statement in append_only.create(schema_editor.connection.vendor):
        schema_editor.execute(statement)


def unguard(apps, schema_editor):
    for statement in append_only.drop(schema_editor.connection.vendor):
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial")]

    operations = [migrations.RunPython(guard, unguard)]
