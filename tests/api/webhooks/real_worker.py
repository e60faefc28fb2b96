"""The worker as it is, for which this machine counts as outside: asked for by the test of the whole way alone."""

import os
import sys

import django

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nurinet_cms.settings")
    django.setup()
    from django.core.management import call_command
    from django.db import connection

    from api.webhooks import posting
    from directory.keeping import fetching

    connection.settings_dict["NAME"] = sys.argv[1]
    fetching.is_outside = lambda number: number == "127.0.0.1"
    posting.SCHEMES = ("http",)
    call_command("run_worker")
