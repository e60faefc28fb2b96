"""Partial indexes on Wagtail's page table, for reads that every public answer makes.

``published()`` looks for sections that are not live, or expire; menus look for the few live pages in
menus. Each is a handful of rows among thousands. Wagtail owns the table, so this is plain SQL, which
SQLite and PostgreSQL understand alike.
"""

from django.db import migrations

HIDDEN = "CREATE INDEX page_hidden_sections ON wagtailcore_page (path) WHERE NOT live AND numchild > 0"
EXPIRING = (
    "CREATE INDEX page_expiring_sections ON wagtailcore_page (path) "
    "WHERE expire_at IS NOT NULL AND numchild > 0"
)
MENUS = "CREATE INDEX page_in_menus ON wagtailcore_page (path) WHERE live AND show_in_menus"


class Migration(migrations.Migration):
    dependencies = [
        ("directory", "0004_kinds_of_facilities"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [
        migrations.RunSQL(HIDDEN, "DROP INDEX IF EXISTS page_hidden_sections"),
        migrations.RunSQL(EXPIRING, "DROP INDEX IF EXISTS page_expiring_sections"),
        migrations.RunSQL(MENUS, "DROP INDEX IF EXISTS page_in_menus"),
    ]
