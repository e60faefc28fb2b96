from participation.models.attached import IssueDraft, IssueFile, IssueVersion
from participation.models.ballot import (
    Ballot,
    BallotKind,
    BallotNote,
    BallotState,
    Ground,
    NoteKind,
    OfflineResult,
    Option,
)
from participation.models.body import BodyKind, DecidingBody
from participation.models.comment import Badge, Comment, CommentKind, CommentVersion
from participation.models.issue import Issue, IssueQuerySet, Origin, Status
from participation.models.moderated import Hold, Moderated, ModeratedQuerySet
from participation.models.moderation import Appeal, Decision, Deed, Reason, Report
from participation.models.notice import Opinion, PublicNotice, Verdict
from participation.models.paper import AnswerSheet, Paper, Respondent, Voter
from participation.models.plan import Plan, PlanFile, PlanState, Strategy, YearPlan
from participation.models.plan_link import IssueLink, LeftOut
from participation.models.project import (
    Indicator,
    Project,
    ProjectProgress,
    ProjectState,
    YearBudget,
    YearlyTarget,
)
from participation.models.proxying import DongOfficer, ProxyEmpathy
from participation.models.step import Step, StepKind
from participation.models.support import Empathy, Follow
from participation.models.survey import Audience, Survey, SurveyQuestion
from participation.models.takedown import Right, TakedownRequest, TakedownState
from participation.models.telling import (
    DigestRhythm,
    LetterKind,
    Mute,
    Notice,
    NoticeLetter,
    TellingPreference,
)

__all__ = [
    "AnswerSheet",
    "Appeal",
    "Audience",
    "Badge",
    "Ballot",
    "BallotKind",
    "BallotNote",
    "BallotState",
    "BodyKind",
    "Comment",
    "CommentKind",
    "CommentVersion",
    "DecidingBody",
    "Decision",
    "Deed",
    "DigestRhythm",
    "DongOfficer",
    "Empathy",
    "Follow",
    "Ground",
    "Hold",
    "Indicator",
    "Issue",
    "IssueDraft",
    "IssueFile",
    "IssueLink",
    "IssueQuerySet",
    "IssueVersion",
    "LeftOut",
    "LetterKind",
    "Moderated",
    "ModeratedQuerySet",
    "Mute",
    "NoteKind",
    "Notice",
    "NoticeLetter",
    "OfflineResult",
    "Opinion",
    "Option",
    "Origin",
    "Paper",
    "Plan",
    "PlanFile",
    "PlanState",
    "Project",
    "ProjectProgress",
    "ProjectState",
    "ProxyEmpathy",
    "PublicNotice",
    "Reason",
    "Report",
    "Respondent",
    "Right",
    "Status",
    "Step",
    "StepKind",
    "Strategy",
    "Survey",
    "SurveyQuestion",
    "TakedownRequest",
    "TakedownState",
    "TellingPreference",
    "Verdict",
    "Voter",
    "YearBudget",
    "YearPlan",
    "YearlyTarget",
]
