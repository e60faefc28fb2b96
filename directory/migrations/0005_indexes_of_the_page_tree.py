"""Two partial indexes on Wagtail's page table, for reads that every public answer makes.

``published()`` looks for sections that are not live; menus look for the few live pages in menus.
Both are a handful of rows among thousands. Wagtail owns the table, so this is plain SQL, which
SQLite and PostgreSQL understand alike.
"""

from django.db import migrations

HIDDEN = "CREATE INDEX page_hidden_sections ON wagtailcore_page (path) WHERE NOT live AND numchild > 0"
MENUS = "CREATE INDEX page_in_menus ON wagtailcore_page (path) WHERE live AND show_in_menus"


class Migration(migrations.Migration):
    dependencies = [
        ("directory", "0004_kinds_of_facilities"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [
        migrations.RunSQL(HIDDEN, "DROP INDEX IF EXISTS page_hidden_sections"),
        migrations.RunSQL(MENUS, "DROP INDEX IF EXISTS page_in_menus"),
    ]
