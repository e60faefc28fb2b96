"""Who speaks for an office: 구청, 사무국, or an agency that is not suspended."""

from accounts.roles import is_headquarters, is_office
from directory.models import AgencyMembership
from participation.models import Badge


def official_of(user):
    """What `comment` is told of a member of staff, or None for anybody else."""
    if not user.is_authenticated or not user.is_active:
        return None
    if is_office(user):
        return {"badge": Badge.OFFICE, "by": user}
    if is_headquarters(user):
        return {"badge": Badge.SECRETARIAT, "by": user}
    memberships = AgencyMembership.objects.active().filter(user=user, agency__suspended_at__isnull=True)
    membership = memberships.select_related("agency__page").order_by("pk").first()
    return {"badge": Badge.AGENCY, "agency": membership.agency, "by": user} if membership else None
