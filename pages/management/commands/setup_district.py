"""Make a district's tree, roles and workflow. Running it twice changes nothing."""

from django.core.management.base import BaseCommand

from pages.actions import setup_district


class Command(BaseCommand):
    help = "Make the site tree, the roles and the moderation workflow of a district."

    def add_arguments(self, parser):
        parser.add_argument("--hostname", default="localhost")
        parser.add_argument("--port", type=int, default=80)
        parser.add_argument("--title", default="누리넷")
        parser.add_argument("--slug", default="nurinet", help="Slug of the home page in the page tree.")

    def handle(self, *, hostname, port, title, slug, **options):
        home = setup_district(hostname=hostname, port=port, title=title, slug=slug)
        self.stdout.write(f"district ready: {home.title} ({hostname}:{port})")
