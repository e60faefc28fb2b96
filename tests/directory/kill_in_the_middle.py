"""Approves a review and dies in the middle, as a worker does when the machine takes it away.

Run by ``test_sudden_death.py`` as a process of its own: database, task state, user, signal's name.
"""

import os
import signal
import sys

import django


def main():
    database, task_state, user, moment = sys.argv[1:]
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nurinet_cms.settings")
    django.setup()
    from django.db import connection
    from wagtail import signals

    from accounts.models import User
    from directory.models import AgencyApprovalTaskState

    connection.settings_dict["NAME"] = database

    def die(**kwargs):
        os.kill(os.getpid(), signal.SIGKILL)

    getattr(signals, moment).connect(die)
    state = AgencyApprovalTaskState.objects.get(pk=task_state)
    state.task.specific.on_action(state, User.objects.get(pk=user), "approve")


if __name__ == "__main__":
    main()
