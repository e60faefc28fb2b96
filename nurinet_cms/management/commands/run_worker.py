"""Sends queued mail and keeps the clock: scheduled publishing, expiry, a sign of life for `/readyz`.

One process for a site is enough; a second one on another host does no harm.
"""

from django.core.management.base import BaseCommand
from django.utils.crypto import get_random_string

from nurinet_cms.worker import run_worker


class Command(BaseCommand):
    help = "Run the queue worker and the scheduler until stopped."

    def handle(self, **options):
        run_worker(worker_id=get_random_string(32))
