"""What the clock calls: forget who applied when its time has come, and remind of tomorrow."""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from common.moments import midnight
from directory.applying.actions import forget
from directory.applying.mails import tell
from directory.applying.pages import applicable_models, is_public
from directory.models.application import GOES_ON, Application, ApplicationState

UNPROVEN_DAYS = 7
FIRST_HOUR = 9


def _pages(condition):
    """Keys of pages of every applicable type that fulfil what ``condition`` makes of the type."""
    found = Q(page__in=[])
    for model in applicable_models():
        found |= Q(page__in=model.objects.filter(condition(model)).order_by().values("pk"))
    return found


def forgettable():
    day = timezone.localdate() - timedelta(days=settings.APPLICATION_KEEP_DAYS)
    over = _pages(lambda model: model.ended_by(day))
    goes_on = _pages(lambda model: ~model.ended_by(timezone.localdate() + timedelta(days=36500)))
    due = over | (goes_on & Q(proven_at__lt=timezone.now() - GOES_ON))
    remembered = Application.objects.remembered()
    return (remembered.living().filter(due) | remembered.ended_long_ago()).order_by("pk")


def forget_applicants(limit=200):
    """Whoever never proved the mailbox after a week, row and all; the others when their time has come."""
    week_ago = timezone.now() - timedelta(days=UNPROVEN_DAYS)
    Application.objects.filter(state=ApplicationState.UNPROVEN, applied_at__lte=week_ago).delete()
    for application in forgettable()[:limit]:
        forget(application)


def remind_of_tomorrow(limit=200):
    """One mail on the day before, from nine o'clock, to who had a place before that day began."""
    now = timezone.localtime()
    if now.hour < FIRST_HOUR:
        return
    tomorrow = _pages(lambda model: model.starting_on(now.date() + timedelta(days=1)))
    due = Application.objects.filter(
        tomorrow,
        state=ApplicationState.CONFIRMED,
        reminded_at__isnull=True,
        proven_at__lt=midnight(now.date()),
    ).exclude(email="")
    for pk in due.order_by("pk").values_list("pk", flat=True)[:limit]:
        _remind(due, pk)


@transaction.atomic
def _remind(due, pk):
    application = due.select_for_update(of=("self",)).filter(pk=pk).first()
    if application is None:
        return
    application.reminded_at = timezone.now()
    application.save(update_fields=["reminded_at"])
    page = application.page.specific
    if is_public(page) and not page.is_called_off:
        tell(application, "tomorrow")


HOUR = 60 * 60
DUTIES = ((forget_applicants, HOUR), (remind_of_tomorrow, HOUR))
