from directory.models.agency import Agency, AgencyPage
from directory.models.application import Application, ApplicationState
from directory.models.approval import AgencyApprovalTask, AgencyApprovalTaskState
from directory.models.area import Dong, LegalDong
from directory.models.benefit import Benefit
from directory.models.content import AgencyContentPage, AgencyContentQuerySet
from directory.models.duplicates import MergeSuggestion
from directory.models.facility import FacilityPage
from directory.models.importing import ImportProblem, ImportRun, RunChange, SourceRecord
from directory.models.index import DirectoryIndexPage
from directory.models.invitation import Invitation
from directory.models.keeping import CorrectionRequest, FacilityClaim, LinkCheck, Nudge
from directory.models.kind import FacilityKind
from directory.models.lending import LendingRequest, TakenSlot
from directory.models.media import AgencyDocument, AgencyImage, AgencyRendition
from directory.models.membership import AgencyMembership
from directory.models.opening import OpeningHours
from directory.models.program import ProgramPage
from directory.models.questions import ProgramQuestion
from directory.models.resource import ResourcePage
from directory.models.source import HeaderAlias, ImportSource
from directory.models.term import Term

__all__ = [
    "Agency",
    "AgencyApprovalTask",
    "AgencyApprovalTaskState",
    "AgencyContentPage",
    "AgencyContentQuerySet",
    "AgencyDocument",
    "AgencyImage",
    "AgencyMembership",
    "AgencyPage",
    "AgencyRendition",
    "Application",
    "ApplicationState",
    "Benefit",
    "CorrectionRequest",
    "DirectoryIndexPage",
    "Dong",
    "FacilityClaim",
    "FacilityKind",
    "FacilityPage",
    "HeaderAlias",
    "ImportProblem",
    "ImportRun",
    "ImportSource",
    "Invitation",
    "LegalDong",
    "LendingRequest",
    "LinkCheck",
    "MergeSuggestion",
    "Nudge",
    "OpeningHours",
    "ProgramPage",
    "ProgramQuestion",
    "ResourcePage",
    "RunChange",
    "SourceRecord",
    "TakenSlot",
    "Term",
]
