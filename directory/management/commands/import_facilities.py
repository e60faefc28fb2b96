"""Bring official lists of facilities into the directory.

CSV, XLSX, XLS, HTML, JSON or XML of public data. A facility is known by its list and the list's own
number, so running the command twice changes nothing the second time. Closed facilities are not brought
in; facilities missing from the file are flagged, never deleted; what a person edited is told, never
overwritten. Names of managers are not read at all.
"""

from directory.management.import_command import ImportCommand, agency_page
from directory.models.source import SourceKind


class Command(ImportCommand):
    help = "Create or update facilities from official lists; each file as a whole or not at all."
    kind = SourceKind.FACILITIES

    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.add_argument("--agency", default="", help="Code of the agency that holds new facilities.")

    def set_up(self, run, *, agency="", dry_run=False, **options):
        if agency:
            run.source.agency = agency_page(agency)
            if not dry_run:
                run.source.save(update_fields=["agency"])
