"""Remove access-log rows older than the years that must be kept (``ACCESS_LOG_YEARS``, 1 or 2).

Dry unless ``--wet-run``. Rows go from the oldest on; the hash they ended with stays as a checkpoint, so
``verify_access_log`` still proves the rest. The database itself refuses to let go of the last year.
"""

from django.core.management.base import BaseCommand

from accounts.models import AccessLog


class Command(BaseCommand):
    help = "Remove access-log rows past their years."

    def add_arguments(self, parser):
        parser.add_argument("--wet-run", action="store_true", help="Really remove them.")

    def handle(self, *, wet_run, **options):
        if not wet_run:
            self.stdout.write(f"[dry run] 보존 기간이 지난 접속기록 {AccessLog.objects.expired().count()}건")
            return
        self.stdout.write(f"접속기록 {AccessLog.objects.prune()}건을 파기했습니다.")
