"""What "내 정보" shows of the upper floors: each says there what it knows of a resident, and how it forgets."""

from collections.abc import Callable
from dataclasses import dataclass


def nothing(resident):
    return []


def everybody(resident):
    return True


@dataclass(frozen=True)
class MineSection:
    """One subject of a resident's own.

    ``is_for`` says whether a link to it is shown to the resident. ``export`` answers all that is known of the resident, as plain data. ``leave`` runs in the transaction in
    which the account goes, before it goes. ``stays`` tells, before leaving, what of it stays, and how.
    """

    name: str
    label: str
    url_name: str = ""
    is_for: Callable = everybody
    export: Callable = nothing
    leave: Callable = nothing
    stays: str = ""


_sections = {}


def register(section):
    """Called from ``AppConfig.ready``. The same name again replaces the section."""
    _sections[section.name] = section


def unregister(name):
    _sections.pop(name, None)


def sections():
    """In the order of the floors: as they were registered."""
    return list(_sections.values())
