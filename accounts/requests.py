"""The request that is being answered, for those who write down who did it and from where."""

from allauth.core import context


def current_request():
    """The request of this thread, or None in a command or the worker."""
    return context.request
