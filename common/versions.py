"""Under which version public content stands now: the roof knows, and whoever keeps something made of it asks."""

_teller = None


def ask_for_the_version(teller):
    """The roof says once, when it is ready, whom to ask."""
    global _teller
    _teller = teller


def content_version():
    """Changes whenever public content does; what was made under another version is out of date."""
    return _teller()
