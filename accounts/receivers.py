"""What is written into the access log when allauth or Django tells of it."""

from allauth.account import signals as account
from allauth.mfa import signals as mfa
from allauth.socialaccount.models import SocialAccount
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.db.models.signals import m2m_changed, post_save, pre_save
from django.dispatch import receiver

from accounts.models import AccessLog, User, Verb
from accounts.sessions import start_session

record = AccessLog.objects.record
FACTORS = {"totp": "인증 앱", "webauthn": "패스키", "recovery_codes": "복구 코드"}


@receiver(user_logged_in)
def on_sign_in(sender, request, user, **kwargs):
    start_session(request.session)
    record(Verb.SIGN_IN, actor=user, obj=user, person=user, request=request)


@receiver(user_logged_out)
def on_sign_out(sender, request, user, **kwargs):
    if user is not None:
        record(Verb.SIGN_OUT, actor=user, obj=user, person=user, request=request)


@receiver(user_login_failed)
def on_failed_sign_in(sender, credentials, request=None, **kwargs):
    """The typed address is kept only if it is an account's: people type passwords into it."""
    typed = credentials.get("email") or credentials.get("username") or ""
    person = User.objects.filter(email__iexact=typed).first()
    reason = "비밀번호가 다르거나 정지된 계정" if person else "등록되지 않은 계정"
    record(Verb.SIGN_IN_FAILED, obj=person, person=person, reason=reason, request=request)


@receiver(mfa.authentication_failed)
def on_failed_factor(sender, request, user, **kwargs):
    record(Verb.SIGN_IN_FAILED, obj=user, person=user, reason="2단계 인증 번호가 다름", request=request)


@receiver(mfa.authenticator_added)
@receiver(mfa.authenticator_reset)
def on_factor_added(sender, request, user, authenticator, **kwargs):
    record(
        Verb.FACTOR_ADDED,
        actor=user,
        obj=user,
        person=user,
        reason=FACTORS[authenticator.type],
        request=request,
    )


@receiver(mfa.authenticator_removed)
def on_factor_removed(sender, request, user, authenticator, **kwargs):
    record(
        Verb.FACTOR_REMOVED,
        actor=user,
        obj=user,
        person=user,
        reason=FACTORS[authenticator.type],
        request=request,
    )


@receiver(account.password_set)
@receiver(account.password_changed)
@receiver(account.password_reset)
def on_password_changed(sender, request, user, **kwargs):
    record(Verb.PASSWORD_CHANGED, actor=user, obj=user, person=user, request=request)


@receiver(m2m_changed, sender=User.groups.through)
def on_roles_changed(sender, instance, action, reverse, pk_set, **kwargs):
    """Roles are groups, whichever way they are given: by our screens, by Wagtail's or in a shell."""
    if action == "pre_clear":
        pairs = [(p, g) for p, g in _pairs(instance, reverse, None)]
        for person, group in pairs:
            record(Verb.ROLE_TAKEN, obj=group, person=person)
    elif action in {"post_add", "post_remove"} and pk_set:
        verb = Verb.ROLE_GIVEN if action == "post_add" else Verb.ROLE_TAKEN
        for person, group in _pairs(instance, reverse, pk_set):
            record(verb, obj=group, person=person)


def _pairs(instance, reverse, pk_set):
    """(person, group) of what changed, from either side of the relation; all of it without ``pk_set``."""
    others = get_user_model().objects if reverse else Group.objects
    if pk_set is None:
        others = instance.user_set if reverse else instance.groups
    for other in others.filter(pk__in=pk_set) if pk_set is not None else others.all():
        yield (other, instance) if reverse else (instance, other)


@receiver(pre_save, sender=User)
def remember_superuser(sender, instance, update_fields=None, **kwargs):
    instance._was_superuser = None
    if update_fields is None or "is_superuser" in update_fields:
        before = User.objects.filter(pk=instance.pk).values_list("is_superuser", flat=True).first()
        instance._was_superuser = bool(before)


@receiver(post_save, sender=User)
def on_superuser_changed(sender, instance, raw=False, **kwargs):
    before = getattr(instance, "_was_superuser", None)
    if raw or before is None or before == instance.is_superuser:
        return
    verb = Verb.ROLE_GIVEN if instance.is_superuser else Verb.ROLE_TAKEN
    record(verb, obj=instance, person=instance, reason="최고 관리자")


@receiver(pre_save, sender=SocialAccount)
def keep_no_profile(sender, instance, **kwargs):
    """Kakao and Naver tell more than their number for the person. We asked for none of it."""
    instance.extra_data = {}
