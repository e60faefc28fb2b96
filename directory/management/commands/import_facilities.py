"""Bring the district's official lists of facilities into the directory.

The files are CSV exports of public data (cp949 or UTF-8). A facility is known by its list and
the list's own number, so running the command twice changes nothing the second time. Closed
facilities are not brought in; facilities missing from the file are reported, never deleted; what
a person edited is reported, never overwritten. Names of managers are not read at all.
"""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from directory.importing.holder import holder_section
from directory.importing.mapping import source_of
from directory.importing.reading import UnreadableFile
from directory.importing.run import import_facilities
from directory.models import Agency, DirectoryIndexPage


class Command(BaseCommand):
    help = "Create or update facilities from official CSV lists. All files or none."

    def add_arguments(self, parser):
        parser.add_argument("paths", nargs="+", type=Path, metavar="FILE")
        parser.add_argument("--dry-run", action="store_true", help="Report, then roll everything back.")
        parser.add_argument("--source", default="", help="Name of the list; default: known by the file name.")
        parser.add_argument("--agency", default="", help="Code of the agency that holds new facilities.")

    @transaction.atomic
    def handle(self, *, paths, dry_run, source, agency, **options):
        section = self.section(agency)
        failed = [path.name for path in paths if not self.bring(path, source, section)]
        if failed:
            raise CommandError(f"아무것도 싣지 않았습니다. 고칠 파일: {', '.join(failed)}")
        if dry_run:
            self.stdout.write("연습이었습니다. 아무것도 바꾸지 않았습니다.")
            transaction.set_rollback(True)

    def section(self, code):
        """The agency page that new facilities go below; the district's own holder is made if need be."""
        if code:
            agency = Agency.objects.select_related("page").filter(code=code).first()
            if agency is None:
                raise CommandError(f"‘{code}’ 기관이 없습니다.")
            return agency.page
        index = DirectoryIndexPage.objects.order_by("path").first()
        if index is None:
            raise CommandError(
                "‘복지정보’ 페이지가 없습니다. 먼저 manage.py setup_district 를 실행해 주십시오."
            )
        return holder_section(index)

    def bring(self, path, name, section):
        """Whether every row could be taken. Facts to the standard output, worries to the other."""
        self.stdout.write(path.name)
        try:
            report = import_facilities(path.read_bytes(), source=source_of(path.stem, name), section=section)
        except OSError as error:
            self.stderr.write(f"파일을 열 수 없습니다: {error.strerror}")
            return False
        except UnreadableFile as error:
            self.stderr.write(str(error))
            return False
        for line in report.facts():
            self.stdout.write(line)
        for line in (*report.worries, *report.errors):
            self.stderr.write(line)
        return not report.errors
