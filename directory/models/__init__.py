from directory.models.agency import Agency, AgencyPage
from directory.models.approval import AgencyApprovalTask, AgencyApprovalTaskState
from directory.models.area import Dong
from directory.models.content import AgencyContentPage, AgencyContentQuerySet
from directory.models.facility import FacilityKind, FacilityPage
from directory.models.index import DirectoryIndexPage
from directory.models.invitation import Invitation
from directory.models.media import AgencyDocument, AgencyImage, AgencyRendition
from directory.models.membership import AgencyMembership
from directory.models.program import ProgramPage
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
    "DirectoryIndexPage",
    "Dong",
    "FacilityKind",
    "FacilityPage",
    "Invitation",
    "ProgramPage",
    "Term",
]
