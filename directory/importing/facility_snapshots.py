"""Facilities as the import compares them: plain values, and why nothing may be written just now."""

from collections import defaultdict
from datetime import datetime

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page, ReferenceIndex, WorkflowState

from directory.importing.facility_values import COLUMNS, LINKS, plain, plain_hours, plain_phones, term_code
from directory.importing.target import Snapshot, Store
from directory.models import Dong, FacilityKind, FacilityPage, LegalDong, Term
from directory.models.opening import OpeningHours
from directory.reach import link_table

PAGE_STATE = ("latest_revision_id", "live_revision_id", "latest_revision_created_at", "last_published_at")


class FacilitySnapshots(Store):
    def __init__(self, source, section, moment):
        super().__init__(source, section, moment)
        self.kinds = {kind.code: kind for kind in FacilityKind.objects.all()}
        self.legal_dongs = {dong.code: dong for dong in LegalDong.objects.all()}
        self.far = {
            "dongs": {dong.code: dong for dong in Dong.objects.all()},
            "targets": (terms := {term_code(term.axis, term.code): term for term in Term.objects.all()}),
            "topics": terms,
        }
        self.near = {name: {thing.pk: code for code, thing in self.far[name].items()} for name in LINKS}
        self.base_type = ContentType.objects.get_for_model(Page, for_concrete_model=False)

    def snapshots(self, pks, *, lock=False):
        if lock:
            list(
                Page.objects.select_for_update(of=("self",))
                .filter(pk__in=pks)
                .order_by("pk")
                .values_list("pk")
            )
        links, hours, busy = self._links(pks), self._hours(pks), self._in_review(pks)
        names = (*COLUMNS, "phones", "kind__code", "legal_dong__code")
        state = ("live", "has_unpublished_changes", "locked")
        found = {}
        for pk, *cells in FacilityPage.objects.filter(pk__in=pks).values_list("pk", *names, *state):
            row = dict(zip((*names, *state), cells, strict=True))
            values = {name: plain(name, row[name]) for name in COLUMNS}
            values |= {"kind": row["kind__code"], "legal_dong": row["legal_dong__code"] or ""}
            values |= {"phones": plain_phones(row["phones"]), "hours": [cells for _, cells in hours[pk]]}
            values |= {
                name: sorted(self.near[name][far] for _, far in links[name, pk] if far in self.near[name])
                for name in LINKS
            }
            found[pk] = Snapshot(row["title"], values, _in_hand(row, pk in busy))
        return found

    def _links(self, pks):
        """(name, page) → [(id of the link, id of what it leads to)]."""
        found = defaultdict(list)
        for name in LINKS:
            through, here, there = link_table(FacilityPage, name)
            links = through.objects.filter(**{f"{here}__in": pks}).order_by("pk")
            for page, pk, far in links.values_list(here, "pk", there):
                found[name, page].append((pk, far))
        return found

    def _hours(self, pks):
        found = defaultdict(list)
        for row in OpeningHours.objects.filter(page__in=pks).order_by("sort_order", "pk"):
            found[row.page_id].append((row.pk, plain_hours(row)))
        return found

    def _in_review(self, pks):
        states = WorkflowState.objects.active().filter(
            base_content_type=self.base_type, object_id__in=[str(pk) for pk in pks]
        )
        return {int(pk) for pk in states.values_list("object_id", flat=True)}

    @staticmethod
    def _rows_of(name, pks):
        if name == "hours":
            return OpeningHours.objects.filter(page__in=pks)
        through, here, _ = link_table(FacilityPage, name)
        return through.objects.filter(**{f"{here}__in": pks})

    def state_before(self, pks):
        """What ``restore`` needs to bring a page back to the letter."""
        links, hours = self._links(pks), self._hours(pks)
        references = defaultdict(list)
        for row in self._references(pks).order_by("pk").values():
            row["content_path_hash"] = str(row["content_path_hash"])
            references[row["object_id"]].append(row)
        return {
            row["pk"]: {
                "page": {
                    name: value.isoformat() if isinstance(value, datetime) else value
                    for name, value in row.items()
                    if name != "pk"
                },
                "links": {name: links[name, row["pk"]] for name in LINKS},
                "hours": hours[row["pk"]],
                "references": references[str(row["pk"])],
            }
            for row in Page.objects.filter(pk__in=pks).values("pk", "draft_title", *PAGE_STATE)
        }

    def _references(self, pks):
        return ReferenceIndex.objects.filter(
            base_content_type=self.base_type, object_id__in=[str(pk) for pk in pks]
        )


def _in_hand(row, is_in_review):
    if not row["live"]:
        return "게시되지 않은 시설이라"
    if is_in_review:
        return "검토를 기다리는 중이라"
    if row["has_unpublished_changes"]:
        return "아직 게시하지 않은 수정이 있어"
    return "잠가 둔 시설이라" if row["locked"] else ""
