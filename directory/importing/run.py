"""One run: compare what the list says with the pages, and write the difference. All rows or none."""

from collections import Counter, defaultdict

from django.db import transaction

from common.indexing import each_once
from directory.importing import mapping
from directory.importing.reading import read
from directory.importing.report import Report
from directory.importing.rows import RowError, RowReader
from directory.models import Dong, FacilityKind, FacilityPage, Term
from directory.models.facility import OperatingStatus

CROWDED_POINT = 5


@transaction.atomic
def import_facilities(content, *, source, section):
    """Bring one edition of a list (bytes of a CSV) below an agency's section; returns the report.

    A page is known by (source, source_id), wherever in the tree it stands. What a person revised,
    unpublished or left waiting is listed and not overwritten; what the list no longer names is
    listed and not deleted. A page's revision by the import has no author: that is how a person's
    hand is told from the import's. With an error in any row nothing is kept.
    """
    run = _Run(content, source, section)
    with each_once():
        run.go()
    if run.report.errors:
        transaction.set_rollback(True)
    return run.report


class _Run:
    def __init__(self, content, source, section):
        sheet = read(content)
        columns, self.rows = mapping.split_header(sheet.rows)
        self.report = Report(source.name, sheet.encoding, len(self.rows))
        if sheet.lost:
            self.report.worries.append(
                f"읽지 못한 글자 {sheet.lost}개를 ‘\N{REPLACEMENT CHARACTER}’로 두었습니다."
            )
        self.source, self.section = source, section
        self.kinds = {kind.code: kind for kind in FacilityKind.objects.select_related("parent")}
        self.reader = RowReader(columns, source, self._kind_codes())
        self.dongs = {dong.code: dong for dong in Dong.objects.all()}
        self.terms = {(term.axis, term.code): term for term in Term.objects.all()}
        pages = FacilityPage.objects.filter(source=source.name).select_related("latest_revision")
        self.pages = {page.source_id: page for page in pages}
        self.reached = self._reached()
        self.seen = {}

    def _kind_codes(self):
        labels = {mapping.fold(k.label): k.code for k in self.kinds.values() if k.parent_id}
        return mapping.KIND_ALIASES | labels

    def _reached(self):
        """Page → the dongs and terms it names, in three queries whatever the number of pages."""
        reached = defaultdict(set)
        for name in ("dongs", "targets", "topics"):
            relation = FacilityPage._meta.get_field(name).remote_field.through
            column = relation._meta.get_fields()[-1].attname
            rows = relation.objects.filter(facilitypage__source=self.source.name)
            for page, value in rows.values_list("facilitypage_id", column):
                reached[page, name].add(value)
        return reached

    def go(self):
        for row in self.rows:
            self._take(row)
        for source_id in self.pages.keys() - self.seen.keys():
            self.report.worries.append(f"파일에 없음: {self.pages[source_id].title} ({source_id})")
        self._suspect()

    def _take(self, row):
        if self.reader.is_elsewhere(row):
            return self.report.count("elsewhere")
        try:
            facility = self.reader.read(row)
        except RowError as error:
            return self.report.add_error(row.number, *error.args)
        if facility.source_id in self.seen:
            first = self.seen[facility.source_id].number
            self.report.add_worry(row.number, "번호", facility.source_id, f"{first}행에 이미 있습니다.")
            return self.report.count("repeated")
        self.seen[facility.source_id] = facility
        page = self.pages.get(facility.source_id)
        if facility.is_closed:
            # An old list may be wrong about a place that is gone; nobody needs to mend it.
            outcome = self._close(page, facility) if page else "closed"
        else:
            for remark in facility.remarks:
                self.report.add_worry(row.number, *remark)
            outcome = self._update(page, facility) if page else self._create(facility)
        return self.report.count(outcome)

    def _create(self, facility):
        page = FacilityPage(
            live=False,
            source=self.source.name,
            source_id=facility.source_id,
            kind=self.kinds[facility.kind],
            agency=self.section,
            **facility.fields,
        )
        for name, things in self._relations(facility).items():
            setattr(page, name, things)
        self.section.add_child(instance=page)
        _publish(page)
        return "created"

    def _update(self, page, facility):
        wanted = facility.fields | {"kind_id": self.kinds[facility.kind].pk}
        return self._write(page, facility, wanted, self._relations(facility))

    def _close(self, page, facility):
        return self._write(page, facility, {"status": OperatingStatus.CLOSED}, {})

    def _write(self, page, facility, fields, relations):
        """Publish the difference, unless there is none or the page is a person's by now."""
        changed = {name: value for name, value in fields.items() if getattr(page, name) != value}
        moved = {
            name: things
            for name, things in relations.items()
            if self.reached[page.pk, name] != {thing.pk for thing in things}
        }
        if not changed and not moved:
            return "unchanged"
        if _is_in_hand(page):
            names = (FacilityPage._meta.get_field(name).verbose_name for name in (*changed, *moved))
            told = ", ".join(map(str, names))
            self.report.add_worry(
                facility.number, "이름", page.title, f"사람이 고친 시설이라 두었습니다. 다른 칸: {told}"
            )
            return "kept"
        for name, value in (changed | moved).items():
            setattr(page, name, value)
        _publish(page)
        return "updated"

    def _relations(self, facility):
        terms = [self.terms[key] for key in facility.terms]
        return {
            "dongs": [self.dongs[code] for code in facility.dongs],
            "targets": [term for term in terms if term.axis != "topic"],
            "topics": [term for term in terms if term.axis == "topic"],
        }

    def _suspect(self):
        """What only a person can decide: one body listed twice, many bodies on one point."""
        open_ones = [facility for facility in self.seen.values() if not facility.is_closed]
        first, points = {}, Counter()
        for facility in open_ones:
            key = (mapping.fold(facility.name), facility.address)
            if key in first:
                self.report.add_worry(
                    facility.number, "이름", facility.name, f"{first[key]}행과 이름·주소가 같습니다."
                )
            first.setdefault(key, facility.number)
        for point, _ in {
            ((f.fields["latitude"], f.fields["longitude"]), f.address)
            for f in open_ones
            if f.fields["latitude"]
        }:
            points[point] += 1
        for (latitude, longitude), addresses in sorted(points.items()):
            if addresses >= CROWDED_POINT:
                self.report.worries.append(
                    f"서로 다른 주소 {addresses}곳이 한 점({latitude}, {longitude})에 있습니다."
                )


def _is_in_hand(page):
    """Whether a person revised the page since the import, took it down, or has changes waiting."""
    revision = page.latest_revision
    return not page.live or page.has_unpublished_changes or bool(revision and revision.user_id)


def _publish(page):
    page.save_revision().publish(skip_permission_checks=True)
