"""탈퇴: everything that says who somebody was goes at once; what others have answered stays, without a name."""

from allauth.socialaccount.models import SocialAccount
from django.db import transaction

from accounts import mine
from accounts.models import AccessLog, Resident, User, Verb
from accounts.residents.doors import is_staff_account
from accounts.sessions import end_sessions
from common.mail import forget_mail_to
from common.signals import public_content_changed


@transaction.atomic
def leave(resident, *, request=None):
    """The voice stays, so that who comes back does not speak twice; it leads to nobody.

    An account that also works here loses its resident's part alone. The access log goes on knowing the
    account's number, as the law asks.
    """
    resident = Resident.objects.select_for_update().select_related("user").get(pk=resident.pk)
    user = User.objects.select_for_update().get(pk=resident.user_id)
    for section in mine.sections():
        section.leave(resident)
    AccessLog.objects.record(
        Verb.FORGOTTEN, actor=user, obj=user, person=user, reason="탈퇴", request=request
    )
    end_sessions(user)
    if is_staff_account(user):
        SocialAccount.objects.filter(user=user).delete()
        resident.delete()
    else:
        forget_mail_to(user.email)
        user.delete()
    public_content_changed.send(sender=Resident)
