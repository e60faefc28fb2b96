from accounts.models.access_log import AccessLog, AccessLogCheckpoint, AccessLogHead, AppendOnly, Verb
from accounts.models.residents import Consent, Level, Purpose, Resident, Voice
from accounts.models.user import User
from accounts.models.verification import DeskCode, GuardianConsent

__all__ = [
    "AccessLog",
    "AccessLogCheckpoint",
    "AccessLogHead",
    "AppendOnly",
    "Consent",
    "DeskCode",
    "GuardianConsent",
    "Level",
    "Purpose",
    "Resident",
    "User",
    "Verb",
    "Voice",
]
