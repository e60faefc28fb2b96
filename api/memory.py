"""What a process remembers as long as nothing changes: known by the version of the projection."""

import threading
from collections import OrderedDict

from django.http.request import split_domain_port
from wagtail.models import Site

MOST = 500


class Memory:
    """The things asked for last, each worked out once for its key."""

    def __init__(self):
        self._known = OrderedDict()
        self._lock = threading.Lock()

    def of(self, key, work_out):
        with self._lock:
            if key in self._known:
                self._known.move_to_end(key)
                return self._known[key]
        found = work_out()
        with self._lock:
            self._known[key] = found
            while len(self._known) > MOST:
                self._known.popitem(last=False)
        return found

    def forget(self):
        with self._lock:
            self._known.clear()


COUNTS, SITES = Memory(), Memory()


def forget():
    COUNTS.forget()
    SITES.forget()


def site_at(state, request):
    """The district that is asked, or None. Its row is read once for each version."""
    hostname, port = split_domain_port(request.get_host())
    key = (state.version, hostname, port or request.get_port())
    request._wagtail_site = SITES.of(key, lambda: Site.find_for_request(request))
    return request._wagtail_site


def default_site(state):
    """The district with whose addresses what belongs to all of them is written."""
    return SITES.of((state.version, "default"), lambda: Site.objects.get(is_default_site=True))


def at_home_in(site, text, default):
    """What was written with the addresses of the default district, with those of another."""
    return text.replace(f"{default.root_url}/", f"{site.root_url}/")
