"""Forget every stored public answer.

For deploys (new code makes new pages of old content) and for whoever changed the database by hand.
"""

from django.core.management.base import BaseCommand

from nurinet_cms.content_version import content_changed, current_version


class Command(BaseCommand):
    help = "Make every stored public page out of date."

    def handle(self, **options):
        content_changed()
        self.stdout.write(f"content version is now {current_version()}")
