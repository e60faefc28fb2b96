"""From a value of the API's own records to what a browser would send for the same field of the editor's form.

What is read from the API may be sent back as it is: a choice as its code or as ``{"code", "label"}``, a page
as its uuid or as ``{"uuid", …}``, days of the week as their codes, prose as HTML.
"""

import json
import uuid

from django import forms
from wagtail.blocks.base import BlockField
from wagtail.models import Page

from api.agency.prose import blocks_of, sent_blocks
from common.blocks import BodyBlock
from directory.day_boxes import WEEK_CHOICES, BitBoxes
from directory.models import AgencyImage
from directory.weekdays import CODES

DAYS = {code: 1 << position for position, code in enumerate((*CODES, "PH"))}


class Unusable(Exception):
    """Why a value is not what the field takes, in Korean."""


def sent(name, field, value):
    """``{name: [strings]}`` of a value of the record. Raises ``Unusable``."""
    if isinstance(field, BlockField):
        return _blocks(name, field, value)
    if value is None:
        return {name: []}
    return {name: _strings(field, value)}


def _strings(field, value):
    if isinstance(field.widget, BitBoxes):
        return [str(bit) for bit in _bits(field.widget, value)]
    if isinstance(field, forms.BooleanField):
        return ["on"] if _boolean(value) else []
    if isinstance(field, forms.ModelMultipleChoiceField):
        return [_key_of(field, each) for each in _listed(value)]
    if isinstance(field, forms.ModelChoiceField):
        return [_key_of(field, value)] if value != "" else []
    if isinstance(value, dict) and "code" in value:
        value = value["code"]
    if isinstance(value, bool | list | dict):
        raise Unusable("글자나 숫자 하나로 적어 주십시오.")
    text = str(value)
    if "\x00" in text:
        raise Unusable("쓸 수 없는 글자가 있습니다.")
    return [text]


def _boolean(value):
    if not isinstance(value, bool):
        raise Unusable("true나 false로 적어 주십시오.")
    return value


def _listed(value):
    if not isinstance(value, list) or len(value) > 1000:
        raise Unusable("목록([ ])으로 적어 주십시오.")
    return value


def _code(value):
    code = value.get("code") if isinstance(value, dict) else value
    if isinstance(code, bool) or not isinstance(code, str | int):
        raise Unusable("코드로 적어 주십시오.")
    return str(code)


def _bits(widget, value):
    if widget.choices == WEEK_CHOICES:
        weeks = [each for each in _listed(value) if isinstance(each, int) and 1 <= each <= len(WEEK_CHOICES)]
        if len(weeks) != len(value):
            raise Unusable("몇째 주인지 1부터 5까지의 수로 적어 주십시오.")
        return [1 << (week - 1) for week in weeks]
    codes = [_code(each) for each in _listed(value)]
    if unknown := [code for code in codes if code not in DAYS]:
        raise Unusable(
            f"모르는 요일입니다: {unknown[0][:20]}. MO, TU, WE, TH, FR, SA, SU 가운데에서 적어 주십시오."
        )
    return [DAYS[code] for code in codes]


def _key_of(field, value):
    """The primary key, among what the form offers. What it does not offer is refused by the form's own words."""
    rows = field.queryset
    if isinstance(value, AgencyImage):
        return str(value.pk)
    if rows.model is AgencyImage:
        return _picture_id(value)
    if issubclass(rows.model, Page):
        found = rows.filter(**_page_named(value))
    elif isinstance(value, dict) and isinstance(value.get("axis"), str):
        found = rows.filter(axis=value["axis"], code=_code(value))
    else:
        found = rows.filter(code=_code(value))
    keys = list(found.values_list("pk", flat=True)[:2])
    if not keys:
        raise Unusable("고를 수 있는 것이 아닙니다.")
    if len(keys) > 1:
        raise Unusable('여러 축에 있는 코드입니다. {"axis", "code"}로 적어 주십시오.')
    return str(keys[0])


def _picture_id(value):
    """Whether the agency may use it is asked by the form, as of an editor."""
    number = value.get("id") if isinstance(value, dict) else None
    if isinstance(number, bool) or not isinstance(number, int) or not 0 < number < 2**63:
        raise Unusable("올려 둔 사진의 id로 적어 주십시오.")
    return str(number)


def _page_named(value):
    name = value.get("uuid") if isinstance(value, dict) else value
    try:
        return {"uuid": uuid.UUID(str(name))}
    except ValueError:
        raise Unusable("페이지의 uuid로 적어 주십시오.") from None


def _blocks(name, field, value):
    if isinstance(field.block, BodyBlock):
        if value is None:
            value = ""
        if not isinstance(value, str):
            raise Unusable("본문은 HTML 글 하나로 적어 주십시오.")
        return sent_blocks(name, blocks_of(value))
    return sent_blocks(name, [("phone", _phone(each)) for each in _listed(value or [])])


def _phone(value):
    if not isinstance(value, dict):
        value = {"number": value}
    texts = {part: value.get(part) or "" for part in ("number", "extension", "label")}
    if not all(isinstance(text, str) for text in texts.values()):
        raise Unusable('전화는 {"number", "extension", "label"}로 적어 주십시오.')
    return texts


def digest_text(record):
    """One text for one meaning: the order of names does not matter."""
    return json.dumps(record, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
