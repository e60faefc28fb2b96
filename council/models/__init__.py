from council.models.agenda import AgendaIssue, AgendaItem, AgendaKind, Decision, Result
from council.models.committee import Committee, CommitteeState
from council.models.gone import Gone, Kind
from council.models.idea import Idea, IdeaState
from council.models.meeting import Answer, Attendance, Meeting, Quorum, Way
from council.models.member import Category, Membership, Post, Side
from council.models.minutes import HIDING, FileKind, Ground, Minutes, MinutesFile, MinutesSection, Redaction
from council.models.paper import Paper
from council.models.publication import PublishedMinutes
from council.models.room import LetterKind, MemberLetter, RoomCalendar
from council.models.tasks import MemberConfirmation, MemberConfirmationState, PublicationReview
from council.models.todo import CommitteeTask, PapersRead

__all__ = [
    "HIDING",
    "AgendaIssue",
    "AgendaItem",
    "AgendaKind",
    "Answer",
    "Attendance",
    "Category",
    "Committee",
    "CommitteeState",
    "CommitteeTask",
    "Decision",
    "FileKind",
    "Gone",
    "Ground",
    "Kind",
    "Idea",
    "IdeaState",
    "LetterKind",
    "Meeting",
    "MemberConfirmation",
    "MemberConfirmationState",
    "MemberLetter",
    "Membership",
    "Minutes",
    "MinutesFile",
    "MinutesSection",
    "Paper",
    "PapersRead",
    "Post",
    "PublicationReview",
    "PublishedMinutes",
    "Quorum",
    "Redaction",
    "Result",
    "RoomCalendar",
    "Side",
    "Way",
]
