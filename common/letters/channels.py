"""The ways by which letters reach people. E-mail is one; 알림톡 or SMS is a class more and a setting.

An adapter is a subclass of ``Channel``, named by its dotted path in ``LETTER_CHANNELS`` for subscribers and in
``NOTICE_CHANNELS`` for residents who are told of issues. What it must be able to say, so that nobody gets the
same letter twice, is written at each method. A delivery is a ``common.letters.posted.Posted``.
"""

from abc import ABC, abstractmethod
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache

from django.conf import settings
from django.utils.module_loading import import_string


class TemporaryFailure(Exception):
    """It surely did not leave now, and may later: the far end is busy, or not to be reached."""


class PermanentFailure(Exception):
    """It surely did not leave, and never will."""


class NoSuchAddress(PermanentFailure):
    """Because of the address: after some of these in a row its owner is sent nothing more."""


class UnknownOutcome(Exception):
    """Nobody can tell whether it left: the line broke in the middle. It is never tried again by itself."""


class FarEndGone(TemporaryFailure):
    """Nothing can be sent at all now; it says nothing of this letter, and no try is counted."""


@dataclass(frozen=True)
class Letter:
    """What is to be said, whatever the way. Addresses are whole; those of one person are private."""

    subject: str
    html: str
    text: str
    url: str  # where everybody may read it, or the list that it is about
    settings_url: str
    end_url: str
    from_name: str


class Channel(ABC):
    code = ""
    label = ""
    # Sending the same ``delivery.uuid`` twice reaches the person once, and `was_sent` always knows.
    is_exact = False

    @abstractmethod
    def clean_address(self, text):
        """The address as it is kept, or ValidationError with a sentence."""

    @abstractmethod
    def masked(self, address):
        """As much of the address as its owner needs to know it again."""

    @contextmanager
    def line(self):
        """Held open for a batch; raises ``FarEndGone`` where there is none."""
        yield

    @abstractmethod
    def render(self, letter, delivery):
        """The message for one person, made of the letter."""

    @abstractmethod
    def send(self, delivery, message):
        """Returns when it left for certain; else raises one of the failures above."""

    def was_sent(self, delivery):
        """Of a letter whose sender died: True, False, or None where nobody can know."""
        return None


def channel(code, paths=None):
    """A new one, for one sender: it may keep a line open. ``paths`` are those of ``LETTER_CHANNELS`` unless given."""
    return _classes(tuple(paths or settings.LETTER_CHANNELS))[code]()


@cache
def _classes(paths):
    classes = [import_string(path) for path in paths]
    return {each.code: each for each in classes}
