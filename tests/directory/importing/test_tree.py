"""Writing many pages at once leaves behind what Wagtail leaves when it publishes one."""

from django.db import connection
from modelsearch.index import insert_or_update_object
from wagtail.models import Page, ReferenceIndex, Revision

from directory.models import FacilityPage
from tests.directory.importing.dump import tables


def rows(*names):
    found = {}
    with connection.cursor() as cursor:
        for table in tables():
            if table.startswith(names):
                columns = [
                    column.name
                    for column in connection.introspection.get_table_description(cursor, table)
                    if column.name not in {"id", "rowid"}
                ]
                selected = ", ".join(f'"{column}"' for column in columns)
                cursor.execute(f'SELECT {selected} FROM "{table}"')  # noqa: S608
                found[table] = sorted(map(repr, cursor.fetchall()))
    return found


def test_indexing_a_page_again_as_wagtail_does_changes_no_row_of_the_index(brought):
    before = rows("wagtailsearch_indexentry", "wagtailcore_referenceindex")
    assert len(before) >= 2
    assert all(before.values())

    for page in FacilityPage.objects.all():
        insert_or_update_object(page)
        ReferenceIndex.create_or_update_for_object(page)

    assert rows("wagtailsearch_indexentry", "wagtailcore_referenceindex") == before


def test_the_revision_says_what_a_revision_saved_by_wagtail_would(brought):
    written = Revision.objects.get(pk=brought.live_revision_id).content

    saved = brought.save_revision(clean=False, changed=False)
    saved.refresh_from_db()

    passing = {"latest_revision", "latest_revision_created_at", "live_revision", "last_published_at"}
    assert {k: v for k, v in written.items() if k not in passing} == {
        k: v for k, v in saved.content.items() if k not in passing
    }


def test_a_page_added_by_hand_stands_beside_them(brought):
    parent = brought.get_parent()

    page = parent.add_child(instance=FacilityPage(title=brought.title, kind=brought.kind))

    assert page.slug != brought.slug
    assert parent.numchild == Page.objects.child_of(parent).count()
    assert Page.find_problems() == ([], [], [], [], [])
