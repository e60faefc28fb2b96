"""A worker that does nothing but send letters, to be killed in the middle by ``test_sudden_death.py``.

Run as a process of its own: the database's name, and the seconds of a lease. It begins when it is given a
line, and never stops by itself.
"""

import os
import sys
from datetime import timedelta

import django


def main():
    database, lease = sys.argv[1:]
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nurinet_cms.settings")
    django.setup()
    from django.db import connection
    from django.urls import reverse

    from nurinet_cms.worker import QUEUE, Clock, RetryingWorker
    from pages.letters import sending, tasks

    reverse("subscribe")  # reads the map of addresses
    sys.stdin.readline()
    connection.settings_dict["NAME"] = database
    sending.LEASE = timedelta(seconds=float(lease))
    sending.is_quiet = tasks.is_quiet = lambda moment=None: False
    Clock(((tasks.wake, 0.5),)).start()
    RetryingWorker(
        queue_names=["*"],
        excluded_queue_names=[],
        interval=0.05,
        batch=False,
        backend_name=QUEUE,
        startup_delay=False,
        max_tasks=None,
        worker_id=f"sender-{os.getpid()}",
    ).run()


if __name__ == "__main__":
    main()
