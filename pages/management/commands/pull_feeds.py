"""Pull what is due now, or one source whether due or not. The worker does the first by itself."""

from django.core.management.base import BaseCommand, CommandError

from pages.models.pulling import FeedSource
from pages.pulling.running import pull


class Command(BaseCommand):
    help = "Pull news and events of agencies' own sites: all that are due, or one source."

    def add_arguments(self, parser):
        parser.add_argument("--source", type=int, metavar="PK", help="Only this one, now.")

    def handle(self, *, source, **options):
        if source is None:
            chosen = list(FeedSource.objects.due().select_related("agency"))
        else:
            chosen = list(FeedSource.objects.exclude(url="").filter(pk=source))
            if not chosen:
                raise CommandError("그런 번호의 불러올 곳이 없거나 주소가 없습니다.")
        for each in chosen:
            run = pull(each)
            told = (
                run.error or f"{run.get_state_display()} {run.counts}"
                if run
                else "다른 작업이 불러오고 있습니다."
            )
            self.stdout.write(f"{each.pk} {each}: {told}")
        if not chosen:
            self.stdout.write("지금 불러올 것이 없습니다. / Nothing is due.")
