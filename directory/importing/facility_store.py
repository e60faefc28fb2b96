"""The store of facilities; here, how a run is taken back."""

from datetime import datetime

from wagtail.models import Page, ReferenceIndex, Revision

from common.indexing import index_many
from common.signals import public_things_changed
from directory.importing import page_removal
from directory.importing.facility_values import LINKS, stored_hours
from directory.importing.facility_writing import FOLLOWED, FacilityWriting
from directory.importing.suggestions import withdraw
from directory.importing.tree import loaded
from directory.models import FacilityPage
from directory.reach import link_table


class FacilityStore(FacilityWriting):
    def is_untouched(self, written):
        """Those whose live and newest revision is the run's."""
        pages = Page.objects.filter(pk__in=list(written), live=True, has_unpublished_changes=False)
        return {
            pk
            for pk, latest, live in pages.values_list("pk", "latest_revision_id", "live_revision_id")
            if latest == live == written[pk]["revision"]
        }

    def remove(self, made):
        untouched = self.is_untouched(made)
        kept = {pk: "가져온 뒤에 사람이 고쳐서" for pk in made.keys() - untouched}
        kept |= page_removal.in_use(FacilityPage, untouched)
        there = set(Page.objects.filter(pk__in=list(kept)).values_list("pk", flat=True))
        page_removal.remove(FacilityPage, untouched - kept.keys())
        return {pk: reason for pk, reason in kept.items() if pk in there}

    def restore(self, written):
        if not written:
            return
        pks = list(written)
        pages = loaded(FacilityPage, pks, *FOLLOWED)
        values = {pk: given[0] for pk, given in written.items()}
        for page in pages:
            self._set(page, values[page.pk])
        self._write_columns(pages, values)
        for name in ("hours", *LINKS):
            self._put_back(name, {pk: given for pk, given in written.items() if name in given[0]})
        for pk, (_, before, _after) in written.items():
            Page.objects.filter(pk=pk).update(
                **{name: _moment(name, value) for name, value in before["page"].items()}
            )
        Revision.objects.filter(pk__in=[after["revision"] for _, _, after in written.values()]).delete()
        self._index_again(pks, {pk: given[1] for pk, given in written.items()})

    def _put_back(self, name, written):
        """Rows with the numbers they had."""
        self._rows_of(name, list(written)).delete()
        rows = []
        for pk, (_, before, _after) in written.items():
            if name == "hours":
                for order, (row_pk, cells) in enumerate(before["hours"]):
                    row = stored_hours(cells)
                    row.pk, row.page_id, row.sort_order = row_pk, pk, order
                    rows.append(row)
                continue
            through, here, there = link_table(FacilityPage, name)
            rows += [through(pk=row_pk, **{here: pk, there: far}) for row_pk, far in before["links"][name]]
        if rows:
            type(rows[0]).objects.bulk_create(rows)

    def _index_again(self, pks, before):
        pages = loaded(FacilityPage, pks, *FOLLOWED)
        self._references(pks).delete()
        ReferenceIndex.objects.bulk_create(
            ReferenceIndex(**row) for pk in pks for row in before[pk]["references"]
        )
        index_many(FacilityPage, pages)
        public_things_changed.send(sender=FacilityPage, pks=pks)

    def remove_also(self, also_made):
        withdraw(also_made.get("suggestions", ()))


def _moment(name, value):
    return datetime.fromisoformat(value) if value and name.endswith("_at") else value
