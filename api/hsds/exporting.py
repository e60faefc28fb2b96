"""Everything of ``/hsds/`` at once, in constant memory: a line each, one JSON document, or tables in a ZIP file.

The tables are HSDS's own: a row for each object at any depth, with the number of the one it stands in.
"""

import csv
import json
import tempfile
import zipfile
from contextlib import ExitStack
from pathlib import Path

from api.hsds.models import HsdsObject, Kind
from api.hsds.reading import Reader
from api.hsds.vocabulary import all_taxonomies, all_terms
from common.csv_tables import safe

LISTS = {Kind.SERVICE: "services", Kind.ORGANIZATION: "organizations"}
# What stands in an object, and its table.
ROWS = {
    **{
        name: name
        for name in (
            *("phones", "contacts", "schedules", "service_areas", "cost_options", "required_documents"),
            *("accessibility", "addresses", "attributes", "capacities", "locations", "service_at_locations"),
        )
    },
    "additional_urls": "urls",
}
ONES = {"location": "locations", "unit": "units"}
COLUMNS = {
    "organizations": "id name description email website year_incorporated legal_status logo uri",
    "services": "id organization_id name description url email status application_process fees_description "
    "eligibility_description assured_date alert last_modified",
    "service_at_locations": "id service_id location_id",
    "locations": "id organization_id location_type url name description transportation latitude longitude",
    "addresses": "id location_id address_1 address_2 city region state_province postal_code country address_type",
    "phones": "id location_id service_id organization_id number extension type description",
    "contacts": "id service_id name department",
    "schedules": "id service_id location_id valid_from valid_to dtstart timezone until wkst freq interval byday "
    "description opens_at closes_at notes",
    "service_areas": "id service_id name extent extent_type",
    "cost_options": "id service_id option currency amount amount_description",
    "required_documents": "id service_id document",
    "accessibility": "id location_id description details",
    "capacities": "id service_id unit_id available maximum updated",
    "units": "id name",
    "urls": "id service_id label url",
    "attributes": "id link_id link_entity link_type label value taxonomy_term_id",
    "taxonomies": "id name description",
    "taxonomy_terms": "id code name description parent_id taxonomy_id language",
}
ENTITIES = {"organizations": "organization", "services": "service", "locations": "location"}


def texts_of(site, kind):
    """JSON texts of all of a kind, with everything inside."""
    pks = list(
        HsdsObject.objects.shown(site, waits=True)
        .filter(kind=kind)
        .order_by("pk")
        .values_list("pk", flat=True)
    )
    return Reader(site, waits=True).stream(pks, full=True)


def write_lines(site, out):
    """Every service and every organization, a line each, with its list's name as ``kr_list``."""
    for kind, name in LISTS.items():
        for text in texts_of(site, kind):
            out.write(f'{{"kr_list":"{name}",{text[1:]}\n'.encode())


def write_document(site, out):
    """One JSON object with the lists as its members."""
    for place, (kind, name) in enumerate(LISTS.items()):
        out.write(f'{"," if place else "{"}\n"{name}":['.encode())
        for number, text in enumerate(texts_of(site, kind)):
            out.write(f"{',' if number else ''}\n{text}".encode())
        out.write(b"]")
    for name, rows in (("taxonomies", all_taxonomies()), ("taxonomy_terms", all_terms())):
        out.write(f',\n"{name}":{json.dumps(rows, ensure_ascii=False)}'.encode())
    out.write(b"}\n")


def write_tables(site, out):
    """A ZIP file of CSV files; ``out`` need not be seekable. The tables grow on disk, not in memory."""
    with tempfile.TemporaryDirectory() as folder, ExitStack() as files:
        tables = {
            name: _Table(Path(folder) / f"{name}.csv", columns.split(), files)
            for name, columns in COLUMNS.items()
        }
        units = set()
        for kind, name in LISTS.items():
            for text in texts_of(site, kind):
                _lay_out(tables, units, name, json.loads(text), {})
        for name, rows in (("taxonomies", all_taxonomies()), ("taxonomy_terms", all_terms())):
            for row in rows:
                tables[name].write(row)
        files.close()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for name in COLUMNS:
                archive.write(Path(folder) / f"{name}.csv", f"{name}.csv")


class _Table:
    def __init__(self, path, columns, files):
        file = files.enter_context(path.open("w", encoding="utf-8", newline=""))
        self.columns, self.rows = columns, csv.DictWriter(file, columns, extrasaction="ignore")
        self.rows.writeheader()

    def write(self, row):
        self.rows.writerow({name: safe(value) for name, value in row.items()})


def _lay_out(tables, units, table, row, owner):
    """One row, and rows for all that stands in it."""
    row = row | owner
    if (organization := row.get("organization")) is not None:
        row["organization_id"] = organization["id"]
    if term := row.get("taxonomy_term"):
        row["taxonomy_term_id"] = term["id"]
    for name, other in ONES.items():
        if name in row:
            row[f"{name}_id"] = row[name]["id"]
            if other != "units" or row[name]["id"] not in units:
                _lay_out(tables, units, other, row[name], {})
                units.add(row[name]["id"])
    tables[table].write(row)
    entity = ENTITIES.get(table)
    for name, other in ROWS.items():
        for each in row.get(name, ()):
            link = {"link_id": row["id"], "link_entity": entity} if other == "attributes" else {}
            _lay_out(tables, units, other, each, link or {f"{entity}_id": row["id"]})


FORMATS = {"ndjson": write_lines, "json": write_document, "csv": write_tables}
