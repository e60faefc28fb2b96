"""What ``check --deploy`` says about people."""

from django.conf import settings
from django.core.checks import Tags, Warning, register


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
