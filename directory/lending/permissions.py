"""Who decides about a resource: headquarters, and the people of its agency while it may work."""

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied

from accounts.roles import is_headquarters
from directory.models import Agency, ResourcePage


def agencies_of(user):
    """The agencies for which the person may lend now."""
    if not user.is_active:
        return Agency.objects.none()
    return Agency.objects.active().of_person(user)


def is_giver(user):
    return user.is_active and (is_headquarters(user) or agencies_of(user).exists())


def may_lend(user, resource):
    if not user.is_active:
        return False
    return is_headquarters(user) or agencies_of(user).filter(page=resource.agency_id).exists()


def require_giver(by, resource):
    """Refuse whoever may not lend the resource. None is the machine."""
    if by is not None and not may_lend(by, resource):
        raise PermissionDenied("이 자원을 빌려주는 기관의 담당자만 할 수 있습니다.")


def lendable_by(user):
    """Resources of which the person may write down a request."""
    resources = ResourcePage.objects.filter(live=True, alias_of__isnull=True)
    if is_headquarters(user):
        return resources.order_by("title", "pk")
    return resources.filter(agency__in=agencies_of(user).values("page")).order_by("title", "pk")


def givers_of(resource):
    """The active people of the resource's agency, to be written to."""
    return get_user_model().objects.filter(
        memberships__agency__in=Agency.objects.active().filter(page=resource.agency_id),
        memberships__ended_at__isnull=True,
        is_active=True,
    )
