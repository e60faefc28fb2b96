"""``fields=``, as Wagtail's v2 reads it, over JSON that is written already."""

import json

from wagtail.api.v2.utils import BadRequestError, parse_fields_parameter

from api.errors import bad_request, echo
from api.projection.serializing import LISTED, WholePages, text_of

LONGEST = 500
META = tuple(WholePages.meta_fields)
BASE = ("id", "title", *META)
# Every page of this install is in one language, and Wagtail's default does not say which.
LOCALE = ',"locale":"ko"'
DETAIL_ONLY = {"parent"}


def read(text):
    """What was asked for: Wagtail's own reading of it."""
    if len(text) > LONGEST:
        raise bad_request(f"fields는 {LONGEST}자까지입니다.", f"fields takes at most {LONGEST} characters.")
    try:
        return parse_fields_parameter(text)
    except ValueError as error:
        raise BadRequestError(f"fields error: {error}") from error
    except RecursionError as error:
        raise bad_request("fields의 괄호가 너무 깊습니다.", "fields is nested too deeply.") from error


class Fields:
    """Which fields of each item are sent. ``model``: the one page type that was asked for, or None."""

    def __init__(self, text, model, *, detail=False):
        self.asked = read(text) if text else []
        self.detail = detail
        self.known = list(dict.fromkeys([*_names(model), *BASE] if model else BASE))
        if not detail:
            self.known = [name for name in self.known if name not in DETAIL_ONLY]
        self.everything = model is not None and [each[:2] for each in self.asked] == [("*", False)]
        self.chosen, self.within = self._choose()

    def _choose(self):
        chosen = set(self.known) - {"locale"} if self.detail else {"id", "title", *LISTED}
        asked = self.asked
        if asked and asked[0][0] in ("*", "_"):
            chosen = set(self.known) if asked[0][0] == "*" else set()
            asked = asked[1:]
        if unknown := sorted({name for name, _, _ in asked} - set(self.known)):
            names = echo(", ".join(unknown))
            raise bad_request(f"모르는 필드입니다: {names}.", f"unknown fields: {names}.")
        within = {}
        for name, is_negated, nested in asked:
            if is_negated:
                chosen.discard(name)
                continue
            chosen.add(name)
            if nested:
                within[name] = nested
        return chosen, within

    def of(self, row):
        """The item as text."""
        if not self.asked:
            return row.whole.replace(LOCALE, "", 1) if self.detail else row.brief
        if self.everything:
            return row.whole if self.detail else row.record
        item = json.loads(row.whole if self.detail else row.record)
        meta = {name: value for name, value in item["meta"].items() if name in self.chosen}
        told = {"meta": meta} if meta else {}
        if "id" in self.chosen:
            told = {"id": item["id"]} | told
        for name, value in item.items():
            if name in self.chosen and name not in META and name != "id":
                told[name] = _part(name, value, self.within.get(name))
        return text_of(told)

    @property
    def columns(self):
        """Which stored texts are needed."""
        if self.asked or self.detail:
            return ("record", "parent") if self.detail else ("record",)
        return ("brief",)


def _names(model):
    return [field.name for field in WholePages.get_body_fields(model)]


def _part(name, value, nested):
    """A field of many parts, or only those of its parts that were asked for."""
    if not nested:
        return value
    if isinstance(value, list):
        return [_part(name, each, nested) for each in value]
    if value is None:
        return None
    if not isinstance(value, dict):
        raise bad_request(f"{name}에는 속 필드가 없습니다.", f"'{name}' does not support nested fields.")
    names = {each for each, is_negated, _ in nested if not is_negated}
    dropped = {each for each, is_negated, _ in nested if is_negated}
    if unknown := (names | dropped) - {"*", "_"} - value.keys() - {"meta"}:
        raise bad_request(f"모르는 필드입니다: {echo(unknown.pop())}.", f"unknown fields in {name}.")
    starts = {"id", "title", "meta"} if "_" not in names else set()
    kept = (set(value) if "*" in names else starts | names) - dropped
    return {each: part for each, part in value.items() if each in kept}
