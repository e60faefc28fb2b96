"""What happens to an application. ``by`` is the person of the agency; None is who applied, or the machine.

Each locks the page and then the application, looks at the locked rows, gives and takes seats in one
transaction, and writes the access log last. A place is given in the order in which mailboxes are proven:
whoever types somebody else's address takes no place.
"""

from datetime import timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from wagtail.log_actions import log

from accounts.models import AccessLog, Verb
from common.signals import public_content_changed, public_things_changed
from directory.applying.applying_log import Step
from directory.applying.mails import ask_for_proof, remind_of_application, sealed_in_words, tell
from directory.applying.pages import is_public, locked_page, require_decider
from directory.applying.rules import (
    FULL,
    KNOWN,
    has_free_place,
    is_moving,
    place_for_one_more,
    refuse_if_not_now,
)
from directory.models.application import PERSONAL, Application, ApplicationState
from directory.models.applying import RecruitState

TAKEN_DOWN = "누리넷에서 내렸습니다. 열리는지 기관에 물어봐 주십시오."
MEANWHILE = "방금 다른 분의 신청이 먼저 들어왔습니다. 한 번 더 눌러 주십시오."


class Deed:
    """One page under its lock: seats are given and taken here, and what was done is written down at the end."""

    def __init__(self, page_pk, by=None):
        self.page, self.by, self.steps = locked_page(page_pk), by, []
        require_decider(by, self.page)

    def row(self, application):
        row = Application.objects.select_for_update(no_key=True, of=("self",)).get(pk=application.pk)
        row.page = self.page
        return row

    def give(self, application, state):
        """A seat with the lowest free number, or a place in the line."""
        seat = self._free_seat() if state == ApplicationState.CONFIRMED else None
        application.state, application.seat = state, seat
        application.proven_at = application.proven_at or timezone.now()
        application.told = told_now(self.page)
        others = self.page.applications.living().exclude(pk=application.pk)
        if application.email and others.filter(email__iexact=application.email).exists():
            raise ValidationError(KNOWN)
        try:
            with transaction.atomic():
                application.save()
        except IntegrityError as clash:
            raise ValidationError(MEANWHILE) from clash
        self._count_again()

    def _free_seat(self):
        seats = set(self.page.applications.exclude(seat=None).order_by().values_list("seat", flat=True))
        seat = 1
        while seat in seats:
            seat += 1
        return seat

    def _count_again(self):
        self.page.__dict__.pop("applied", None)

    def end(self, application, state, step, reason=""):
        application.state, application.seat, application.reason = state, None, reason.strip()
        application.purge_on = timezone.localdate() + timedelta(days=settings.APPLICATION_KEEP_DAYS)
        application.save()
        self._count_again()
        tell(application, "ended")
        self.steps.append((application, step))

    def move_up(self):
        """Whoever waits longest gets each free place, and is told."""
        line = self.page.applications.in_line().select_for_update(no_key=True, of=("self",))
        if not is_moving(self.page):
            return
        for application in line:
            if not has_free_place(self.page):
                break
            application.page = self.page
            self.give(application, ApplicationState.CONFIRMED)
            tell(application, "moved_up")
            self.steps.append((application, Step.MOVED_UP))

    def finish(self):
        """Into both logs; the step alone, so that nothing personal outlives its day there."""
        if self.steps:
            public_content_changed.send(sender=Application)
            public_things_changed.send(sender=type(self.page), pks=[self.page.pk])
        for application, step in self.steps:
            log(instance=application, action=str(step), user=self.by)
        for application, step in self.steps:
            AccessLog.objects.record(Verb.APPLYING, actor=self.by, obj=application, reason=step.label)


def told_now(page):
    """What who signs up now knows of when and where, and that it is public; of what is sealed only that it is so."""
    seen = {"게시": "누리넷에 있습니다." if is_public(page) else TAKEN_DOWN}
    return page.when_and_where() | page.sealed() | seen


def _require(application, *states):
    if application.state not in states:
        raise ValidationError(
            f"지금은 할 수 없습니다. 이 신청은 ‘{application.get_state_display()}’ 상태입니다."
        )


# Applying ------------------------------------------------------------------------------------


@transaction.atomic
def apply(page, *, uuid, email, **person):
    """An application that counts once its mailbox is proven; the same ``uuid`` again is the same one.

    Whoever has one already is told so by mail alone: the screen tells strangers nothing.
    """
    email = email.lower()
    if Application.objects.filter(uuid=uuid).exists():
        return
    refuse_if_not_now(page)
    if known := page.applications.living().filter(email__iexact=email).first():
        remind_of_application(known)
        return
    application, is_new = Application.objects.get_or_create(
        uuid=uuid, defaults={"page": page, "email": email, **person}
    )
    if is_new:
        ask_for_proof(application)


@transaction.atomic
def prove(application):
    """By who opened the mail: now it counts. A second press finds it done."""
    deed = Deed(application.page_id)
    application = deed.row(application)
    if application.state != ApplicationState.UNPROVEN:
        return application
    deed.move_up()
    if not is_public(deed.page):
        raise ValidationError("지금은 신청을 받지 않습니다.")
    refuse_if_not_now(deed.page)
    deed.give(application, place_for_one_more(deed.page))
    tell(application, "taken")
    deed.steps.append((application, Step.APPLIED))
    deed.finish()
    return application


@transaction.atomic
def note(page, *, by, email="", **person):
    """Somebody called: as one who applied now, whatever the window says. Without a mailbox nobody is told."""
    deed = Deed(page.pk, by)
    if deed.page.recruit_state == RecruitState.ENDED or deed.page.is_called_off:
        raise ValidationError("끝났거나 예정대로 열리지 않는 것에는 신청을 적을 수 없습니다.")
    deed.move_up()
    application = Application(page=deed.page, email=email.lower(), **person)
    deed.give(application, place_for_one_more(deed.page))
    tell(application, "taken")
    deed.steps.append((application, Step.NOTED))
    deed.finish()
    return application


# Deciding ------------------------------------------------------------------------------------


@transaction.atomic
def confirm(application, *, by):
    """By the agency: out of turn, or for who called because the mail did not come. Never beyond capacity."""
    deed = Deed(application.page_id, by)
    application = deed.row(application)
    _require(application, ApplicationState.UNPROVEN, ApplicationState.WAITING)
    if not has_free_place(deed.page):
        raise ValidationError(f"{FULL} 정원을 늘리거나 다른 신청이 취소된 뒤에 할 수 있습니다.")
    deed.give(application, ApplicationState.CONFIRMED)
    tell(application, "taken")
    deed.steps.append((application, Step.CONFIRMED))
    deed.finish()
    return application


def _end(application, by, state, step, reason):
    deed = Deed(application.page_id, by)
    application = deed.row(application)
    if by is None and deed.page.is_over:
        raise ValidationError("이미 끝나서 취소할 것이 없습니다.")
    _require(application, ApplicationState.CONFIRMED, ApplicationState.WAITING)
    deed.end(application, state, step, reason)
    deed.move_up()
    deed.finish()
    return application


@transaction.atomic
def refuse(application, *, by, reason):
    if not reason.strip():
        raise ValidationError("까닭을 적어 주십시오. 신청하신 분께 전해집니다.")
    return _end(application, by, ApplicationState.REFUSED, Step.REFUSED, reason)


@transaction.atomic
def cancel(application, *, by=None, reason=""):
    step = Step.CANCELLED if by else Step.WITHDRAWN
    return _end(application, by, ApplicationState.CANCELLED, step, reason)


@transaction.atomic
def note_attendance(page, came, *, by):
    """Of everybody confirmed, who came: ``came`` are their keys. A second list replaces the first."""
    deed = Deed(page.pk, by)
    confirmed = deed.page.applications.filter(state=ApplicationState.CONFIRMED).select_for_update(
        no_key=True, of=("self",)
    )
    for application in confirmed.order_by("pk"):
        attended = application.pk in came
        if application.attended != attended:
            application.attended = attended
            application.save(update_fields=["attended"])
            application.page = deed.page
            log(instance=application, action=str(Step.ATTENDANCE), user=by)
    AccessLog.objects.record(Verb.APPLYING, actor=by, obj=deed.page, reason=Step.ATTENDANCE.label)


# Moving up and telling -----------------------------------------------------------------------


@transaction.atomic
def catch_up(page_pk):
    """After a page was changed: who waits gets places that came, and all learn what is no longer as told."""
    deed = Deed(page_pk)
    deed.move_up()
    tell_applicants_of_change(deed.page)
    deed.finish()


def tell_applicants_of_change(page):
    """Mail everybody who holds a place or waits what is no longer as they were told; each change once."""
    if page.is_over:
        return
    now, sealed = told_now(page), page.sealed()
    for application in page.applications.living().select_for_update(no_key=True, of=("self",)):
        before = application.told
        changed = {name: now[name] for name in now if before.get(name, "") != now[name]}
        if changed:
            application.page, application.told = page, now
            application.save(update_fields=["told"])
            words = {
                name: sealed_in_words(before.get(name), value) if name in sealed else value
                for name, value in changed.items()
            }
            tell(application, "changed", changed=words)


# Forgetting ----------------------------------------------------------------------------------


@transaction.atomic
def forget(application, *, by=None):
    deed = Deed(application.page_id, by)
    application = deed.row(application)
    if not application.may_be_forgotten:
        raise ValidationError("끝난 뒤에 지울 수 있습니다. 오지 않으시려면 먼저 취소해 주십시오.")
    for name in PERSONAL:
        setattr(application, name, [] if name == "answers" else "")
    application.save(update_fields=PERSONAL)
    log(instance=application, action=str(Step.FORGOTTEN), user=by)
    AccessLog.objects.record(
        Verb.FORGOTTEN, actor=by, obj=application, reason="보관 기간이 끝났거나 본인이 원함"
    )
    return application
