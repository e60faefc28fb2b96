"""The roles of the whole district, as Wagtail groups. An agency's own group is made with the agency."""

from django.conf import settings
from django.db.models import Q

OFFICE = "복지정책과"
SECRETARIAT = "사무국"
# Staff of the 동주민센터, who enter for people without phone or account. They are no headquarters.
DONG_OFFICE = "동주민센터"
HEADQUARTERS = (OFFICE, SECRETARIAT)


def is_headquarters(user):
    """Whether the person works for the office or the secretariat (or is a superuser)."""
    if not user.is_active:
        return False
    return user.is_superuser or user.groups.filter(name__in=HEADQUARTERS).exists()


def is_office(user):
    """Whether the person works for 복지정책과 (or is a superuser)."""
    return user.is_active and (user.is_superuser or user.groups.filter(name=OFFICE).exists())


def has_factor(user):
    """Whether an authenticator app or a passkey is set up. Recovery codes alone are none."""
    from allauth.mfa.models import Authenticator

    factors = Authenticator.objects.filter(user_id=user.pk)
    return factors.filter(~Q(type=Authenticator.Type.RECOVERY_CODES)).exists()


def must_set_up_factor(user):
    """Headquarters without a second factor may go nowhere before setting one up."""
    return settings.STAFF_MFA_REQUIRED and is_headquarters(user) and not has_factor(user)
