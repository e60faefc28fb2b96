"""Facilities in the database, many at a time: made, and changed."""

from collections import defaultdict

from django.db.models import F
from django.utils.functional import cached_property
from wagtail.models import Page

from directory.importing.facility_snapshots import FacilitySnapshots
from directory.importing.facility_values import (
    COLUMNS,
    KEYS,
    LINKS,
    stored,
    stored_hours,
    stored_phones,
)
from directory.importing.suggestions import suggest
from directory.importing.target import Written
from directory.importing.tree import PageWriter, hold, loaded
from directory.models import FacilityPage

FOLLOWED = ("kind", "agency", "source", "legal_dong")


class FacilityWriting(FacilitySnapshots):
    @cached_property
    def writer(self):
        """One for all chunks: it remembers which slugs are taken."""
        return PageWriter(FacilityPage, self.section, self.moment)

    def create(self, items):
        pages = []
        for item in items:
            page = FacilityPage(agency_id=self.section.pk, source=self.source, source_key=item.key)
            page.agency = self.section
            self._set(page, item.values)
            hold(page, self._relations(item.values))
            pages.append(page)
        self.writer.add(pages)
        return [Written(page.pk, {}, {"revision": page.latest_revision_id}) for page in pages]

    def _set(self, page, values):
        for name, value in values.items():
            if name in COLUMNS:
                setattr(page, name, stored(name, value))
            elif name == "phones":
                page.phones = FacilityPage._meta.get_field("phones").to_python(stored_phones(value))
        if "kind" in values:
            page.kind = self.kinds[values["kind"]]
        if "legal_dong" in values:
            page.legal_dong = self.legal_dongs.get(values["legal_dong"])

    def _relations(self, values):
        held = {name: [self.far[name][code] for code in values.get(name, ())] for name in LINKS}
        return held | {"hours": [stored_hours(cells) for cells in values.get("hours", ())]}

    def update(self, changes):
        before = self.state_before(list(changes))
        pages = loaded(FacilityPage, list(changes), *FOLLOWED)
        for page in pages:
            self._set(page, changes[page.pk])
        self._write_columns(pages, changes)
        self._write_relations(pages, changes)
        for page in pages:
            page.draft_title = page.title
            page.last_published_at = page.latest_revision_created_at = self.moment
        Page.objects.filter(pk__in=list(changes)).update(
            draft_title=F("title"), last_published_at=self.moment, latest_revision_created_at=self.moment
        )
        self.writer.revise(pages)
        return [Written(page.pk, before[page.pk], {"revision": page.latest_revision_id}) for page in pages]

    def _write_columns(self, pages, changes):
        """One statement for each field and value, or one for all pages where values are many."""
        for name in sorted({name for each in changes.values() for name in each} - {"hours", *LINKS}):
            changed = [page for page in pages if name in changes[page.pk]]
            by_value = defaultdict(list)
            for page in changed:
                value = getattr(page, f"{name}_id" if name in KEYS else name)
                by_value[str(value) if name == "phones" else value].append(page)
            if len(by_value) > len(changed) // 10 + 1:
                FacilityPage.objects.bulk_update(changed, [name], batch_size=100)
                continue
            for same in by_value.values():
                FacilityPage.objects.filter(pk__in=[page.pk for page in same]).update(
                    **{name: getattr(same[0], name)}
                )

    def _write_relations(self, pages, changes):
        for name in ("hours", *LINKS):
            changed = [page for page in pages if name in changes[page.pk]]
            if changed:
                self._rows_of(name, [page.pk for page in changed]).delete()
                for page in changed:
                    page._cluster_related_objects[name] = self._relations(changes[page.pk])[name]
                self.writer.write_relations(changed, {name})

    def finish(self, pks):
        made, problems = suggest(pks)
        self.also_made = {"suggestions": made} if made else {}
        return problems
