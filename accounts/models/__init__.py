from accounts.models.access_log import AccessLog, AccessLogCheckpoint, AccessLogHead, AppendOnly, Verb
from accounts.models.user import User

__all__ = ["AccessLog", "AccessLogCheckpoint", "AccessLogHead", "AppendOnly", "User", "Verb"]
