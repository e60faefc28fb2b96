"""Lists that a resident's profile chooses from, and that only upper floors have: each brings its own."""

_sources = {}


def offer(name, source):
    """``source()`` answers (code, label) pairs; called from ``AppConfig.ready``."""
    _sources[name] = source


def offered(name):
    source = _sources.get(name)
    return list(source()) if source else []


def dongs():
    return offered("dongs")


def lives():
    return offered("lives")


def label_of(pairs, code):
    return dict(pairs).get(code, "") if code else ""
