"""Everything that is known of a resident, as plain data, from every floor that knows something."""

from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.db.models import Q

from accounts import mine
from accounts.models import AccessLog, GuardianConsent


def everything_about(resident):
    return {
        "account": _account(resident),
        "consents": [
            {
                "purpose": consent.purpose,
                "name": consent.get_purpose_display(),
                "version": consent.version,
                "given_at": consent.given_at,
                "revoked_at": consent.revoked_at,
            }
            for consent in resident.consents.all()
        ],
        "sessions": list(
            UserSession.objects.filter(user=resident.user_id)
            .order_by("created_at", "pk")
            .values("created_at", "ip", "user_agent")
        ),
        "access_log": _access_log(resident),
        **{section.name: section.export(resident) for section in mine.sections()},
    }


def _account(resident):
    guardian = GuardianConsent.objects.filter(resident=resident).first()
    voice = resident.voice
    socials = SocialAccount.objects.filter(user=resident.user_id).order_by("pk")
    return {
        "email": resident.user.email,
        "nickname": resident.nickname,
        "dong_code": resident.dong_code,
        "life_code": resident.life_code,
        "joined_at": resident.created_at,
        "last_signed_in_at": resident.user.last_login,
        "verified": {"level": voice.level, "at": voice.created_at} if voice else None,
        "guardian_consent": (
            {"version": guardian.version, "level": guardian.level, "given_at": guardian.given_at}
            if guardian
            else None
        ),
        "signs_in_with": ["email", *socials.values_list("provider", flat=True)],
    }


def _access_log(resident):
    """What the access log says of the person; who else looked is told by the day and the deed, not by name."""
    rows = AccessLog.objects.filter(Q(actor=resident.user_id) | Q(person=resident.user_id))
    return [
        {
            "at": row.at,
            "deed": row.get_verb_display(),
            "by_me": row.actor_id == resident.user_id,
            "ip": row.ip if row.actor_id == resident.user_id else "",
        }
        for row in rows.order_by("number")
    ]
