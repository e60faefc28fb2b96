"""What the commands that import lists have in common: files, one list each, told on the terminal."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db.models import Max

from directory.importing import engine, report
from directory.importing.bar import Bar
from directory.importing.holder import NoDirectory
from directory.models import Agency, ImportRun, ImportSource
from directory.models.importing import RunState, Severity

# Worries of one kind beyond these are only counted; the admin shows them all.
MOST_LINES = 200


class ImportCommand(BaseCommand):
    """A subclass names the kind of list. Facts go to the standard output, worries to the other."""

    kind = None

    def add_arguments(self, parser):
        parser.add_argument("paths", nargs="*", type=Path, metavar="FILE")
        parser.add_argument("--dry-run", action="store_true", help="Read, compare and report; write nothing.")
        parser.add_argument("--source", default="", help="Code or name of the list; default: by the file.")
        parser.add_argument("--force", action="store_true", help="Go on though more than 30 % would change.")
        parser.add_argument("--undo", type=int, metavar="RUN", help="Take back what this run did.")

    def handle(self, *, paths, undo, **options):
        if undo is not None:
            return self.take_back(undo)
        if not paths:
            raise CommandError("가져올 파일을 적어 주십시오.")
        failed = [path.name for path in paths if not self.bring(path, **options)]
        if failed:
            raise CommandError(f"싣지 못한 파일: {', '.join(failed)}")
        if options["dry_run"]:
            self.stdout.write("연습이었습니다. 아무것도 바꾸지 않았습니다.")

    def bring(self, path, **options):
        """Whether the file was brought in. Rows with errors are told and left out."""
        self.stdout.write(path.name)
        try:
            run = self.prepare(path, **options)
            with Bar(self.stderr, path.name) as bar:
                engine.run_import(
                    run, rehearsal=options["dry_run"], force=options["force"], progress=bar.show
                )
        except OSError as error:
            return self.refuse(f"파일을 열 수 없습니다: {error.strerror}")
        except (engine.UnreadableFile, engine.Busy, NoDirectory) as error:
            return self.refuse(str(error))
        self.tell(run)
        if options["dry_run"]:
            self.forget(run)
        return run.state in {RunState.DONE, RunState.REHEARSED}

    def prepare(self, path, *, source="", **options):
        self.newest_source = ImportSource.objects.aggregate(newest=Max("pk"))["newest"] or 0
        known = engine.source_named(source, self.kind) if source else None
        run = engine.prepare(path.read_bytes(), path.name, source=known, kind=self.kind)
        self.set_up(run, **options)
        return run

    def set_up(self, run, **options):
        """For what one kind of list has and the others have not."""

    def refuse(self, sentence):
        self.stderr.write(sentence)
        return False

    def tell(self, run):
        for line in report.facts(run):
            self.stdout.write(line)
        if run.state == RunState.DONE:
            self.stdout.write(f"가져오기 번호: {run.pk}")
        for note in run.notes:
            self.stderr.write(note)
        for severity in Severity.values:
            problems = run.problems.filter(severity=severity)
            for problem in problems[:MOST_LINES]:
                self.stderr.write(report.line(problem))
            left = problems.count() - MOST_LINES
            if left > 0:
                self.stderr.write(f"… ‘{Severity(severity).label}’ {left}건이 더 있습니다.")

    def forget(self, run):
        """A rehearsal in a terminal leaves nothing: neither the file nor a list known from it alone."""
        run.delete()
        if run.source.pk > self.newest_source:
            run.source.delete()

    def take_back(self, pk):
        run = ImportRun.objects.filter(pk=pk, source__kind=self.kind).first()
        if run is None:
            raise CommandError(f"{pk}번 가져오기가 없습니다.")
        try:
            stayed = engine.undo(run)
        except (engine.CannotUndo, engine.Busy) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{run.file_name}: 되돌렸습니다.")
        for line in stayed:
            self.stderr.write(line)


def agency_page(code):
    agency = Agency.objects.select_related("page").filter(code=code).first()
    if agency is None:
        raise CommandError(f"‘{code}’ 기관이 없습니다.")
    return agency.page
