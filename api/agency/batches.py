"""Many things in one question: a line each, every line by itself, all under one mark."""

import json
import logging

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from api.agency.letters import ask_for_review
from api.agency.models import NOT_AN_ID, ItemType, PushBatch, is_external_id
from api.agency.problems import NOT_ALLOWED, Refused, wrong_fields
from api.agency.reading import parsed
from api.agency.removing import remove
from api.agency.states import IN_REVIEW, reviews_of, state_of
from api.agency.writing import CREATED, UPDATED, put
from api.keys.models import Scope
from common.indexing import each_once
from directory.notifications import told_together

logger = logging.getLogger(__name__)

MOST_ROWS = 1000
MOST_FETCHED = 20
AT_ONCE = 10
REFUSED = "refused"
NAMES = {"type", "external_id", "record", "delete", "reason"}


def lines_of(content):
    """Lines that say something, with their numbers. Raises ``Refused`` for too many, or none."""
    lines = [(number, line) for number, line in enumerate(content.split(b"\n"), 1) if line.strip()]
    if not lines:
        raise Refused(400, "한 줄에 기록 하나씩 보내 주십시오.", "Send one record a line.")
    if len(lines) > MOST_ROWS:
        raise Refused(413, f"한 번에 {MOST_ROWS:,}줄까지 보낼 수 있습니다.", f"At most {MOST_ROWS:,} lines.")
    return lines


class BatchRun:
    """One batch. ``results()`` does a line at a time and tells what became of it; then ``summary``."""

    def __init__(self, key, lines, manner):
        self.key, self.lines, self.manner = key, lines, manner
        self.counts, self.fetched, self.waiting, self.seen = {}, 0, 0, set()
        self.batch = None
        if not manner.dry_run:
            self.batch = PushBatch.objects.create(agency=key.agency, key=key)

    def results(self):
        for start in range(0, len(self.lines), AT_ONCE):
            # Indexed together; never across a ``yield``, behind which somebody else's work goes on.
            with each_once(), told_together():
                done = [
                    {"line": number} | self._result(line)
                    for number, line in self.lines[start : start + AT_ONCE]
                ]
            yield from map(self._counted, done)
        if self.batch:
            self._close()

    def _counted(self, result):
        outcome = result["outcome"]
        self.counts[outcome] = self.counts.get(outcome, 0) + 1
        self.waiting += result.get("state") == IN_REVIEW and outcome in (CREATED, UPDATED)
        return result

    @transaction.atomic
    def _close(self):
        self.batch.counts = self.counts
        self.batch.save(update_fields=["counts"])
        if self.waiting:
            ask_for_review(self.batch, self.waiting)

    @property
    def summary(self):
        return {
            "batch": self.batch and self.batch.pk,
            "dry_run": self.manner.dry_run,
            "lines": len(self.lines),
            "counts": self.counts,
        }

    def _result(self, line):
        named = {}
        try:
            row = parsed(line)
            if not isinstance(row, dict):
                raise Refused(400, "한 줄에 기록 하나({…})를 적어 주십시오.", "One JSON object a line.")
            named = {name: row[name] for name in ("type", "external_id") if isinstance(row.get(name), str)}
            return named | self._done(row)
        except Refused as refusal:
            return named | {"outcome": REFUSED} | refusal.as_row()
        except PermissionDenied:
            return named | {"outcome": REFUSED} | Refused(403, *NOT_ALLOWED).as_row()
        except ValidationError as error:
            return named | {"outcome": REFUSED} | wrong_fields({"__all__": error.messages}).as_row()
        except Exception:
            logger.exception("A line of a batch of key %s failed.", self.key.pk)
            broken = Refused(500, "누리넷 안에서 잘못되었습니다.", "Something went wrong on our side.")
            return named | {"outcome": REFUSED} | broken.as_row()

    def _done(self, row):
        kind, external_id = self._named(row)
        if row.get("delete") is True:
            if not self.key.may(Scope.WITHDRAW):
                raise Refused(403, *NOT_ALLOWED)
            reason = row.get("reason") if isinstance(row.get("reason"), str) else ""
            done, item = remove(
                self.key, kind, external_id, reason=reason.replace("\x00", ""), dry_run=self.manner.dry_run
            )
            return {"outcome": done}
        if not self.key.may(kind.scope):
            raise Refused(403, *NOT_ALLOWED)
        record = row.get("record")
        if not isinstance(record, dict):
            raise wrong_fields({"record": ["기록({…})을 적어 주십시오."]})
        self._count_fetching(record)
        outcome = put(self.key, kind, external_id, record, manner=self.manner, batch=self.batch)
        page = outcome.page
        review = reviews_of([page]).get(page.pk) if page else None
        state = None if outcome.dry_run else state_of(page, review)
        return {"outcome": outcome.name, "state": state, "id": page and page.pk}

    def _named(self, row):
        errors = {name: ["모르는 이름입니다."] for name in row.keys() - NAMES}
        if row.get("type") not in ItemType.values:
            errors["type"] = [f"{', '.join(ItemType.values)} 가운데 하나로 적어 주십시오."]
        text = row.get("external_id")
        if not isinstance(text, str) or not is_external_id(text):
            errors["external_id"] = [NOT_AN_ID]
        if errors:
            raise wrong_fields(errors)
        name = (row["type"], text)
        if name in self.seen:
            raise wrong_fields({"external_id": ["이 묶음의 앞줄에 같은 번호가 있습니다."]})
        self.seen.add(name)
        return ItemType(row["type"]), text

    def _count_fetching(self, record):
        image = record.get("image")
        if isinstance(image, dict) and "url" in image:
            self.fetched += 1
            if self.fetched > MOST_FETCHED:
                sentence = f"주소로 받아 오는 사진은 한 묶음에 {MOST_FETCHED}장까지입니다."
                raise wrong_fields({"image": [sentence]})


def as_line(content):
    return json.dumps(content, ensure_ascii=False) + "\n"
