"""Wagtail's command, and after it the vocabulary of what was indexed."""

from wagtail.search.management.commands.update_index import Command as WagtailCommand

from search.lexicons import renew


class Command(WagtailCommand):
    def handle(self, **options):
        super().handle(**options)
        renew()
