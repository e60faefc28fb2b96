"""What happens to meetings and their minutes. Each verb locks the row it is about."""

from council.actions.deciding import Move, Votes, decide, usual_move
from council.actions.meeting import cancel_meeting, record_attendance
from council.actions.minuting import begin_minutes, send_for_confirmation
from council.actions.publishing import (
    decide_phrase,
    drop_file,
    publish_minutes,
    return_minutes,
    undo_phrase,
    withdraw_minutes,
)
from council.actions.setup import setup_council

__all__ = [
    "Move",
    "Votes",
    "begin_minutes",
    "cancel_meeting",
    "decide",
    "decide_phrase",
    "drop_file",
    "publish_minutes",
    "record_attendance",
    "return_minutes",
    "send_for_confirmation",
    "setup_council",
    "undo_phrase",
    "usual_move",
    "withdraw_minutes",
]
