"""A web process loads the analyser and the vocabulary before anybody searches, and answers meanwhile."""

import gc
import logging
from threading import Thread

from django.db import connection

from search import lexicons
from search.korean import analysis

logger = logging.getLogger(__name__)


def warm_up():
    """In a thread of its own: called where a web process starts, and nowhere else (`nurinet_cms/wsgi.py`)."""
    Thread(target=_load, name="search warm-up", daemon=True).start()


def load():
    """What a web process holds from its start to its end."""
    analysis.warm_up()
    lexicons.current()
    gc.collect()
    gc.freeze()  # what stays as long as the process is not looked through again and again


def _load():
    try:
        load()
    except Exception:  # no database yet: the first search loads what is missing
        logger.exception("The search could not be warmed up")
    finally:
        connection.close()
