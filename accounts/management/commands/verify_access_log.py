"""Check that the access log is whole: no row changed, removed or slipped in.

Prints the hash the chain ends with. Note it down somewhere else (the monthly check's paper, another
machine): who can rewrite the whole database can rewrite the whole chain, but not your note. ``--head``
checks that a hash noted down earlier is still in the chain. Changes nothing.
"""

from django.core.management.base import BaseCommand, CommandError

from accounts.models import AccessLog


class Command(BaseCommand):
    help = "Check the hash chain of the access log."

    def add_arguments(self, parser):
        parser.add_argument("--head", default="", help="A hash noted down earlier that must be in the chain.")

    def handle(self, *, head, **options):
        report = AccessLog.objects.verify_chain(known_head=head)
        if not report.is_whole:
            where = f" ({report.broken_at}번)" if report.broken_at else ""
            raise CommandError(f"접속기록이 온전하지 않습니다{where}: {report.reason}")
        self.stdout.write(f"접속기록 {report.checked}건이 온전합니다. 끝 해시: {report.head}")
