"""Workers that do nothing but send letters, to be killed in the middle by ``test_sudden_death.py``.

Run as a process of its own: the database's name, and the seconds of a lease. For every line it is given it
makes a worker, which is a process too, and tells its number; when that has died, it waits for the next line.
Loading the product three times would take longer than the test.
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

    from common.letters import clock
    from pages.letters import tasks
    from pages.letters.sending import SENDER

    reverse("subscribe")  # reads the map of addresses
    connection.settings_dict["NAME"] = database
    SENDER.lease = timedelta(seconds=float(lease))
    clock.is_quiet = tasks.is_quiet = lambda moment=None: False
    for _line in sys.stdin:
        if child := os.fork():
            print(child, flush=True)
            os.waitpid(child, 0)
        else:
            work()


def work():
    from nurinet_cms.worker import QUEUE, Clock, RetryingWorker
    from pages.letters import tasks

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
