"""From a thing to a page: one draft each, or live where the agency is trusted. A person's hand is kept.

Each page is written in a transaction of its own, so that a broken one stops no other and what is done
stays done. Pages are locked before anything that belongs to them.
"""

import logging

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.html import strip_tags
from wagtail.models import Page

from directory.importing.cleaning import text
from directory.models import Agency, AgencyApprovalTask
from pages.models import EventPage, NewsPage
from pages.models.pulling import PulledItem
from pages.pulling.doubles import told_elsewhere
from pages.pulling.events import fill_event, series_prose
from pages.pulling.things import Refusal

logger = logging.getLogger(__name__)

LONGEST_SUMMARY = 200
NEW, UPDATED, UNCHANGED, HELD = "new", "updated", "unchanged", "held"
CANCELLED, RESTORED, REFUSED, PAST = "cancelled", "restored", "refused", "past"
BY_HAND = "담당자가 고친 글이라 그대로 두었습니다. 원본이 바뀌었으니 확인해 주십시오."
IN_REVIEW = "검토하고 있거나 잠긴 글이라 그대로 두었습니다. 끝나면 다음에 불러올 때 고칩니다."
MOVED = "다른 기관으로 옮긴 글이라 그대로 두었습니다."
WENT_WRONG = "글로 만들다가 잘못되어 싣지 못했습니다."


class InHand(Exception):
    """Why the page may not be written, in Korean. ``for_now``: it is tried again with the next pull."""

    def __init__(self, sentence, *, for_now=False):
        super().__init__(sentence)
        self.for_now = for_now


def prose_of(thing):
    parts = [series_prose(thing), thing.body_html]
    if thing.image_url and thing.image_url not in thing.body_html:
        parts.append(f'<p><a href="{_quoted(thing.image_url)}">그림 보기</a></p>')
    return "".join(parts)


def _quoted(url):
    return url.replace("&", "&amp;").replace('"', "%22").replace("<", "%3C").replace(">", "%3E")


def summary_of(thing):
    said = text(strip_tags(thing.body_html.replace("</p>", " ").replace("</li>", " ").replace("<br>", " ")))
    return said if len(said) <= LONGEST_SUMMARY else f"{said[: LONGEST_SUMMARY - 1].rstrip()}…"


def fill(page, thing):
    page.title = thing.title
    page.summary = summary_of(thing)
    prose = prose_of(thing)
    page.body = [{"type": "paragraph", "value": prose}] if prose else []
    if thing.is_event:
        fill_event(page, thing)


class Writer:
    """Writes the things of one source. ``write`` returns what became of one, and why where it was refused."""

    def __init__(self, source):
        self.source, self.started_at = source, timezone.now()
        self.agency = Agency.objects.select_related("page").get(pk=source.agency_id)
        self.items = {item.guid: item for item in source.items.all()}

    def write(self, thing):
        """(outcome, sentence): the sentence says what a person has to know of it, or is empty."""
        item = self.items.get(thing.guid)
        try:
            with transaction.atomic():
                if item is None:
                    return self._create(thing)
                return self._update(item, thing)
        except InHand as reason:
            self._hold(item, reason, digest=thing.digest, is_withdrawn=thing.is_cancelled)
            return HELD, str(reason)
        except (ValidationError, PermissionDenied) as error:
            return REFUSED, " ".join(getattr(error, "messages", [str(error)]))[:300]
        except Exception:
            logger.exception("A pulled thing of source %s could not be written.", self.source.pk)
            return REFUSED, WENT_WRONG

    # New ones -----------------------------------------------------------------------------------

    def _create(self, thing):
        if thing.is_cancelled:
            return REFUSED, "처음부터 취소된 행사라 싣지 않았습니다."
        if thing.is_over and not self.source.takes_past:
            return PAST, ""
        if double := told_elsewhere(self.source, thing):
            return REFUSED, double
        section = Page.objects.select_for_update(of=("self",)).get(pk=self.agency.page_id).specific
        page = EventPage() if thing.is_event else NewsPage(kind=self.source.news_kind)
        page.live, page.licence = False, self.source.licence
        fill(page, thing)
        section.add_child(instance=page)
        revision = page.save_revision(log_action=True)
        self._remember(PulledItem(source=self.source, guid=thing.guid, page_id=page.pk), thing, revision)
        self._publish_if_trusted(page)
        return NEW, ""

    def _remember(self, item, thing, revision):
        item.url, item.digest, item.starts_at = thing.url, thing.digest, thing.starts_at
        item.revision_id, item.changed_at = revision.pk, timezone.now()
        item.is_held, item.missing_since, item.is_withdrawn = False, None, thing.is_cancelled
        item.save()
        self.items[thing.guid] = item

    def _publish_if_trusted(self, page):
        """By the house's own way: submitted, and approved by the rule for trusted agencies."""
        page = type(page).objects.get(pk=page.pk)
        if not AgencyApprovalTask.approves_by_rule(page, self.agency):
            return
        if page.live or page.first_published_at is None:
            page.get_workflow().start(page, None)

    # Known ones ---------------------------------------------------------------------------------

    def _update(self, item, thing):
        if item.page_id is None:  # deleted by a person
            return UNCHANGED, ""
        if item.missing_since and not item.is_withdrawn:
            self.note(item, missing_since=None)
        if item.digest == thing.digest and not (item.is_withdrawn and not thing.is_cancelled):
            return UNCHANGED, ""
        came_back = item.is_withdrawn and not thing.is_cancelled
        goes = thing.is_cancelled and not item.is_withdrawn
        page = self.own_page(item)
        if thing.is_event != isinstance(page, EventPage):
            return REFUSED, "소식과 행사가 서로 바뀌어 고치지 않았습니다."
        fill(page, thing)
        self._remember(item, thing, page.save_revision(log_action=True, changed=True))
        self._publish_if_trusted(page)
        return (CANCELLED if goes else RESTORED if came_back else UPDATED), ""

    def own_page(self, item):
        """The page under a lock, as its latest revision has it; raises ``InHand`` if it is a person's now."""
        row = Page.objects.select_for_update(of=("self",)).get(pk=item.page_id)
        if not row.path.startswith(self.agency.page.path):
            raise InHand(MOVED)
        if row.latest_revision_id != item.revision_id:
            raise InHand(BY_HAND)
        page = row.specific
        if row.locked or page.workflow_in_progress:
            raise InHand(IN_REVIEW, for_now=True)
        return page.get_latest_revision_as_object()

    def withdraw(self, item):
        """Its source has it no longer: the event is off. Returns (outcome, sentence)."""
        try:
            with transaction.atomic():
                page = self.own_page(item)
                page.state = "cancelled"
                revision = page.save_revision(log_action=True, changed=True)
                self.note(item, is_withdrawn=True, revision_id=revision.pk, changed_at=timezone.now())
                self._publish_if_trusted(page)
                return CANCELLED, ""
        except InHand as reason:
            self._hold(item, reason, is_withdrawn=True)
            return HELD, f"원본에서 사라졌습니다. {reason}"
        except Exception:
            logger.exception("A vanished event of source %s could not be cancelled.", self.source.pk)
            return REFUSED, WENT_WRONG

    def _hold(self, item, reason, **values):
        """Once told, it is told again only when the source says something else."""
        if not reason.for_now:
            self.note(item, is_held=True, changed_at=timezone.now(), **values)

    @staticmethod
    def note(item, **values):
        for name, value in values.items():
            setattr(item, name, value)
        item.save(update_fields=list(values))


def refusal_of(thing, sentence):
    return Refusal(thing.title, sentence, thing.guid)
