"""What ``check --deploy`` says about people."""

from django.conf import settings
from django.core.checks import Error, Tags, Warning, register
from django.utils.module_loading import import_string


@register(Tags.security, deploy=True)
def staff_need_a_second_factor(app_configs, **kwargs):
    if settings.STAFF_MFA_REQUIRED:
        return []
    return [
        Warning(
            "STAFF_MFA_REQUIRED is off: 복지정책과 and 사무국 sign in with a password alone.",
            hint="Leave it on everywhere but in the sample district.",
            id="accounts.W001",
        )
    ]


@register(Tags.security, deploy=True)
def access_log_is_kept_long_enough(app_configs, **kwargs):
    if settings.ACCESS_LOG_YEARS >= 1:
        return []
    return [Warning("ACCESS_LOG_YEARS is below the legal minimum of one year.", id="accounts.W002")]


@register()
def practice_is_not_taken_for_earnest(app_configs, **kwargs):
    """A verifier that believes everything gives anybody as many voices as he likes."""
    if not settings.IDENTITY_VERIFIER or settings.IDENTITY_DEVELOPMENT:
        return []
    if not import_string(settings.IDENTITY_VERIFIER).is_practice:
        return []
    return [
        Error(
            "IDENTITY_VERIFIER is the practice verifier, which believes whatever is typed.",
            hint="Name a real one, or nothing: then the desk verifies. IDENTITY_DEVELOPMENT=1 is for the sample.",
            id="accounts.E001",
        )
    ]


@register()
def persons_are_hashed_with_a_secret(app_configs, **kwargs):
    if not settings.IDENTITY_VERIFIER or settings.IDENTITY_DEVELOPMENT:
        return []
    if len(settings.IDENTITY_PEPPER) >= 32:
        return []
    return [
        Error(
            "IDENTITY_PEPPER is missing or short: whoever has the data could try out who spoke.",
            hint="Set 32 random characters or more, and never lose them.",
            id="accounts.E002",
        )
    ]


@register(Tags.security, deploy=True)
def practice_is_for_the_sample(app_configs, **kwargs):
    if not settings.IDENTITY_DEVELOPMENT:
        return []
    return [
        Warning(
            "IDENTITY_DEVELOPMENT is on: the practice verifier believes whatever is typed.",
            hint="Leave it off everywhere but in the sample district.",
            id="accounts.W003",
        )
    ]
