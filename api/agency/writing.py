"""One thing of an agency's system becomes a page: made or changed through the editor's form, sent to review.

The section's row is locked first, then the page's: of two who send the same at once one writes, and the
other finds it unchanged.
"""

import hashlib
from contextlib import contextmanager
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from wagtail.models import Page, WorkflowState

from api.agency import states
from api.agency.forms import errors_of, filled_form
from api.agency.models import AgencyItem
from api.agency.pictures import kept, upload_of
from api.agency.problems import Refused, wrong_fields
from api.agency.values import digest_text

CREATED, UPDATED, UNCHANGED = "created", "updated", "unchanged"
GONE_ELSEWHERE = ("다른 기관으로 옮긴 글입니다.", "This page now belongs to another agency.")


@dataclass(frozen=True)
class Manner:
    """How it is written: not at all (``dry_run``), out of the review, over what a person has written since."""

    dry_run: bool = False
    resubmit: bool = False
    overwrite: bool = False


@dataclass
class Outcome:
    name: str
    item: AgencyItem
    page: Page | None
    dry_run: bool = False


def put(key, kind, external_id, record, *, manner=Manner(), batch=None):
    """Write ``record`` (field names of the form, plus ``image``). Raises ``Refused``; writes all or nothing."""
    digest = _digest(record)
    known = AgencyItem.objects.filter(agency=key.agency, type=kind, external_id=external_id).first()
    # Asked for outside the transaction: the other side may take its time. What is known is not asked for again.
    upload = None
    if "image" in record and not (known and _says_the_same(known, known.page, digest)):
        upload = upload_of(record["image"])
    with _pictures_undone() as pictures, transaction.atomic():
        outcome = _Writer(key, kind, external_id, manner, batch, pictures).write(record, digest, upload)
        if manner.dry_run:
            transaction.set_rollback(True)
            pictures.undo()
    return outcome


def _digest(record):
    plain = {
        name: hashlib.sha256(value.read()).hexdigest() if isinstance(value, SimpleUploadedFile) else value
        for name, value in record.items()
    }
    return hashlib.sha256(digest_text(plain).encode()).hexdigest()


def _says_the_same(item, page, digest):
    """Whether what came was written before, and still stands where it was sent to."""
    if page is None or item.digest != digest:
        return False
    return states.state_of(page, page.current_workflow_state) not in (states.WITHDRAWN, states.DRAFT)


class _Pictures(list):
    def undo(self):
        for image in self:
            image.file.storage.delete(image.file.name)
        self.clear()


@contextmanager
def _pictures_undone():
    """The files of pictures whose rows were rolled back go with them."""
    pictures = _Pictures()
    try:
        yield pictures
    except BaseException:
        pictures.undo()
        raise


class _Writer:
    def __init__(self, key, kind, external_id, manner, batch, pictures):
        self.key, self.agency, self.user = key, key.agency, key.account
        self.kind, self.external_id, self.manner = kind, external_id, manner
        self.batch, self.pictures = batch, pictures

    def write(self, record, digest, upload):
        self.section = Page.objects.select_for_update(of=("self",)).get(pk=self.agency.page_id).specific
        item = AgencyItem.objects.filter(
            agency=self.agency, type=self.kind, external_id=self.external_id
        ).first() or AgencyItem(agency=self.agency, type=self.kind, external_id=self.external_id)
        page = self._page_of(item)
        review = page.current_workflow_state if page else None
        if _says_the_same(item, page, digest):
            return self._unchanged(item, page)
        self._refuse_what_is_in_hand(item, page, review)
        record = self._with_picture(record, upload)
        if page is None:
            saved, outcome = self._create(record), CREATED
        else:
            saved, outcome = self._update(page.get_latest_revision_as_object(), review, record), UPDATED
        if saved is None:
            return Outcome(outcome, item, page, dry_run=True)
        self._remember(item, saved, digest)
        return Outcome(outcome, item, Page.objects.get(pk=saved.pk))

    def _page_of(self, item):
        """The item's page under a lock; None where there is none (any more)."""
        if item.page_id is None:
            return None
        row = Page.objects.select_for_update(of=("self",)).get(pk=item.page_id)
        if not row.path.startswith(self.section.path):
            raise Refused(409, *GONE_ELSEWHERE)
        return row.specific

    def _unchanged(self, item, page):
        """Sent again, it is wanted again: what was asked before is taken back."""
        if not self.manner.dry_run and (item.withdrawal_asked_at or self.batch):
            item.withdrawal_asked_at, item.withdrawal_reason = None, ""
            item.save(update_fields=["withdrawal_asked_at", "withdrawal_reason"])
        return Outcome(UNCHANGED, item, page, dry_run=self.manner.dry_run)

    def _refuse_what_is_in_hand(self, item, page, review):
        """The editor's own rules: nobody edits during a review, and nobody overwrites another unseen."""
        if page is None:
            return
        if page.workflow_in_progress:
            mine = review.requested_by_id == self.user.pk
            if not (self.manner.resubmit and mine):
                raise Refused(
                    409,
                    "사무국이 검토하고 있어 고치지 않았습니다. 이 연동이 요청한 검토이면 ?resubmit=true로 거두고 다시 요청할 수 있습니다.",
                    "In review, so not changed; ?resubmit=true takes back a request of this account and asks anew.",
                    state=states.IN_REVIEW,
                )
        elif page.locked:
            raise Refused(409, "잠긴 글이라 고치지 않았습니다.", "The page is locked.")
        if page.latest_revision_id != item.revision_id and not self.manner.overwrite:
            raise Refused(
                409,
                "보내신 뒤에 사람이 고친 글이라 덮어쓰지 않았습니다. 그래도 고치려면 ?overwrite=true로 보내 주십시오.",
                "Edited by a person since; send ?overwrite=true to write over it.",
            )

    def _with_picture(self, record, upload):
        if upload is None:
            return record
        image, is_new = kept(upload, self.agency, self.user)
        if is_new:
            self.pictures.append(image)
        return record | {"image": image}

    def _valid_form(self, page, record):
        form = filled_form(page, record, parent=self.section, user=self.user)
        try:
            is_valid = form.is_valid()
        except OverflowError:  # the first days of the calendar, in whose time zone there is no day before
            raise wrong_fields({"__all__": ["다룰 수 없는 날짜나 수가 있습니다."]}) from None
        if not is_valid:
            raise wrong_fields(errors_of(form))
        return form

    def _create(self, record):
        model = self.kind.model
        rights = self.section.permissions_for_user(self.user)
        if not (rights.can_add_subpage() and model.can_create_at(self.section)):
            raise PermissionDenied
        form = self._valid_form(model(owner=self.user, locale=self.section.locale), record)
        if self.manner.dry_run:
            return None
        page = form.save(commit=False)
        page.live = False
        self.section.add_child(instance=page)
        page.save_revision(user=self.user, log_action=True)
        return self._submit(page, None)

    def _update(self, page, review, record):
        if not page.permissions_for_user(self.user).can_edit():
            raise PermissionDenied
        if review and review.status == WorkflowState.STATUS_IN_PROGRESS:
            review.cancel(user=self.user)
            review = None
        form = self._valid_form(page, record)
        if self.manner.dry_run:
            return None
        page = form.save(commit=not page.live)
        page.save_revision(user=self.user, log_action=True, changed=True)
        return self._submit(page, review)

    def _submit(self, page, returned):
        if returned is not None:
            returned.resume(self.user)
        elif workflow := page.get_workflow():
            try:
                workflow.start(page, self.user)
            except ValidationError as error:
                raise wrong_fields({"__all__": error.messages}) from error
        return page

    def _remember(self, item, page, digest):
        item.page_id, item.digest, item.key = page.pk, digest, self.key
        item.revision_id = Page.objects.values_list("latest_revision_id", flat=True).get(pk=page.pk)
        if self.batch:
            item.batch = self.batch
        item.withdrawal_asked_at, item.withdrawal_reason, item.withdrawal_refusal = None, "", ""
        item.save()
