"""The verbs of a source. ``by`` is the person; each is refused to whoever may not work for its agency."""

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from common.limits import within_limit
from pages.models.pulling import FeedSource
from pages.pulling.pulling_log import Deed
from pages.pulling.running import pull_in_background, upload
from pages.pulling.things import Unreadable

OFF = "이 누리집은 불러오기가 꺼져 있습니다(PULLING). 파일은 올릴 수 있습니다."
TOO_OFTEN = "너무 자주 눌렀습니다. 한 시간 뒤에 다시 해 주십시오."
PRESSES, LOOKS, SECONDS = 10, 30, 60 * 60


def _require(source, by):
    if not FeedSource.objects.visible_to(by).filter(pk=source.pk).exists():
        raise PermissionDenied("이 기관의 담당자만 할 수 있습니다.")
    if source.agency.is_suspended:
        raise ValidationError("이용이 정지된 기관입니다.")


@transaction.atomic
def save_source(source, *, by):
    """Add or change. After a change the whole file is asked for again, soon."""
    is_new = source.pk is None
    if is_new:
        source.created_by = by
    source.etag, source.last_modified, source.next_due_at = "", "", timezone.now()
    source.save()
    _require(source, by)
    log(instance=source, action=Deed.ADDED if is_new else Deed.EDITED, user=by, data={"reason": source.name})
    return source


@transaction.atomic
def switch(source, is_on, *, by):
    _require(source, by)
    source = FeedSource.objects.select_for_update(of=("self",), no_key=True).get(pk=source.pk)
    if source.is_on == is_on:
        raise ValidationError("이미 켜져 있습니다." if is_on else "이미 꺼져 있습니다.")
    source.switch(is_on)
    log(instance=source, action=Deed.SWITCHED_ON if is_on else Deed.SWITCHED_OFF, user=by)


@transaction.atomic
def pull_now(source, *, by):
    _require(source, by)
    refuse_asking(by, "pull", PRESSES)
    if not source.url:
        raise ValidationError("주소가 없는 곳입니다. 파일을 올려 주십시오.")
    log(instance=source, action=Deed.PULLED, user=by)
    pull_in_background.enqueue(source.pk, by.pk)


def refuse_asking(by, what, times=LOOKS):
    """Asking other people's servers is bounded, and may be off altogether."""
    if not settings.PULLING:
        raise ValidationError(OFF)
    if not within_limit(f"feed-{what}", by.pk, times=times, seconds=SECONDS):
        raise ValidationError(TOO_OFTEN)


@transaction.atomic
def take_upload(source, content, file_name, *, by):
    _require(source, by)
    if not within_limit("feed-upload", by.pk, times=LOOKS, seconds=SECONDS):
        raise ValidationError(TOO_OFTEN)
    try:
        run, reading = upload(source, content, file_name, by=by)
    except Unreadable as error:
        raise ValidationError(str(error)) from None
    log(instance=source, action=Deed.UPLOADED, user=by, data={"reason": file_name[:100]})
    return run, reading
