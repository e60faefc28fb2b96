"""Who hears of what, and how. Called inside the transaction of what happened; nothing leaves before its commit.

What is a resident's own is told at once; of the rest there is a digest. Whoever presses the button waits for
none of it: all that a press writes is a task, and the row of the one who is told alone.
"""

from participation.telling.bodies import tell_body
from participation.telling.noting import note_comment, note_words
from participation.telling.spreading import spread_comment, spread_step


def tell_step(step):
    """Everybody concerned with the step's issue: author, supporters, commenters, followers, the body in charge."""
    spread_step.enqueue(step.pk)
    tell_body(step)


def tell_comment(comment):
    """The issue's author, and who wrote the comment that it answers; of an office's word, everybody concerned."""
    note_comment(comment)
    if comment.badge:
        spread_comment.enqueue(comment.pk)


def tell_resident(resident, *, subject, text, url=""):
    """One resident, at once: what became of something that is theirs. ``url`` is a path on our site."""
    note_words(resident, subject=subject, text=text, url=url)
