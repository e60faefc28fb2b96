"""Make the search's vocabulary of what is public now. The worker does so by itself after publishes."""

import time

from django.core.management.base import BaseCommand

from search.lexicons import renew
from search.models import Vocabulary


class Command(BaseCommand):
    help = "Make the vocabulary of the search anew from the public texts in the index."

    def handle(self, **options):
        started = time.monotonic()
        renew()
        vocabulary = Vocabulary.objects.get()
        self.stdout.write(f"{vocabulary}을 모았습니다({time.monotonic() - started:.1f}초).")
