"""JSON and XML: one row for each record, one column for each key, in order of first appearance."""

import json
import re
from datetime import UTC, datetime
from xml.etree.ElementTree import ParseError
from zoneinfo import ZoneInfo

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from directory.importing.reading.envelopes import descriptions_of, records_of, stated_total
from directory.importing.reading.sheet import MAX_COLUMNS, OnlyAPart, UnreadableFile, clean

KOREA = ZoneInfo("Asia/Seoul")
DATED = re.compile(r"date|_dt$|_?dtm$|_ts$|ymd|day|time|일자|일시|날짜|기준일", re.IGNORECASE)
# Milliseconds since 1970 from 1980 to 2099; shorter and longer numbers may be dates in digits.
EPOCH = range(315_532_800_000, 4_102_444_800_000)
BARE_AMPERSAND = re.compile(r"&(?!#\d+;|#x[0-9A-Fa-f]+;|(?:amp|lt|gt|quot|apos);)")
TOO_DEEP = "자료가 너무 깊이 겹쳐 있어 읽을 수 없습니다. 표로 된 파일을 올려 주십시오."


def read_json(text):
    """(row number, cells) and notes; the first row holds the names of the columns."""
    try:
        tree = _load(text)
        return _rows(tree)
    except RecursionError as error:
        raise UnreadableFile(TOO_DEEP) from error


def _load(text):
    """A JSON text, or one JSON text on each line. Numbers stay as they are written."""
    options = {"parse_int": str, "parse_float": _decimal, "parse_constant": lambda name: None}
    try:
        return json.loads(text, **options)
    except ValueError as error:
        try:
            lines = [json.loads(line, **options) for line in text.splitlines() if line.strip()]
        except ValueError:
            lines = []
        if len(lines) > 1:
            return lines
        line = getattr(error, "lineno", 1)
        raise UnreadableFile(
            f"JSON의 짜임이 {line}번째 줄에서 어긋나 읽을 수 없습니다. 파일이 끝까지 받아졌는지 확인해 주십시오."
        ) from error


def _decimal(digits):
    """30.0 is 30: programs write whole numbers so if the column has gaps."""
    return re.sub(r"\.0+$", "", digits)


def read_xml(text):
    """(row number, cells) and notes. Attributes are ignored; repeated tags are a list."""
    notes = []
    # The text is decoded by now, whatever the declaration says of its bytes.
    text = text.strip("\ufeff\0 \t\r\n")
    if text.startswith("<?xml"):
        text = text.partition("?>")[2].strip()
    try:
        try:
            root = fromstring(text, forbid_dtd=True)
        except ParseError:
            root = fromstring(_mended(text), forbid_dtd=True)
            notes.append("XML에서 그대로 쓰인 ‘&’나 쓸 수 없는 글자를 고쳐 읽었습니다.")
        rows, remarks = _rows({_tag(root): _tree(root)})
    except DefusedXmlException as error:
        raise UnreadableFile(
            "DTD나 개체(entity) 정의가 든 XML은 안전하지 않아 읽지 않습니다. 빼고 올려 주십시오."
        ) from error
    except RecursionError as error:
        raise UnreadableFile(TOO_DEEP) from error
    except (ParseError, ValueError) as error:
        line, _ = getattr(error, "position", (1, 0))
        raise UnreadableFile(
            f"XML의 짜임이 {line}번째 줄에서 어긋나 읽을 수 없습니다. 파일이 끝까지 받아졌는지 확인해 주십시오."
        ) from error
    return rows, notes + remarks


def _mended(text):
    """Bare ampersands escaped, except in CDATA where they are at home."""
    first, *rest = clean(text).split("<![CDATA[")
    parts = [BARE_AMPERSAND.sub("&amp;", first)]
    for part in rest:
        data, end, after = part.partition("]]>")
        parts.append(data + end + BARE_AMPERSAND.sub("&amp;", after))
    return "<![CDATA[".join(parts)


def _tag(element):
    return element.tag.rpartition("}")[2]


def _tree(element):
    """Text of a leaf, else {tag: child or list of children}."""
    if not len(element):
        return (element.text or "").strip()
    if (element.text or "").strip():
        return " ".join("".join(element.itertext()).split())
    found = {}
    for child in element:
        found.setdefault(_tag(child), []).append(_tree(child))
    return {tag: children[0] if len(children) == 1 else children for tag, children in found.items()}


def _rows(tree):
    notes = []
    if isinstance(tree, dict) and isinstance(tree.get("features"), list):
        records = [_feature(feature) for feature in tree["features"] if isinstance(feature, dict)]
        shapes = sum("경도" not in record for record in records)
        if shapes:
            notes.append(f"점이 아닌 도형 {shapes:,}건은 좌표 없이 읽었습니다.")
    else:
        records = records_of(tree)
    if records and all(isinstance(record, list) for record in records):
        # A table as lists of cells, its header first.
        return [(number, [_text(cell) for cell in cells]) for number, cells in enumerate(records, 1)], notes
    records = [record if isinstance(record, dict) else {} for record in records]
    total = stated_total(tree)
    if total is not None and total > len(records):
        notes.append(
            OnlyAPart(
                f"모두 {total:,}건이라고 적혀 있으나 {len(records):,}건만 들어 있습니다. 나머지도 받아 올려 주십시오."
            )
        )
    return _table(records, descriptions_of(tree) if isinstance(tree, dict) else {}), notes


def _table(records, descriptions):
    keys = list(dict.fromkeys(key for record in records for key in record))
    if len(keys) > MAX_COLUMNS:
        raise UnreadableFile(
            f"칸이 {len(keys):,}가지입니다. {MAX_COLUMNS}가지까지 읽습니다. 표가 맞는지 확인해 주십시오."
        )
    header = [clean(descriptions.get(key.upper(), key)).strip() for key in keys]
    dated = {key for key, name in zip(keys, header, strict=True) if DATED.search(key) or DATED.search(name)}
    rows = ([_cell(record.get(key), key in dated) for key in keys] for record in records)
    return list(enumerate([header, *rows], start=1))


def _cell(value, is_dated):
    text = _text(value)
    if is_dated and 12 <= len(text) <= 13 and text.isascii() and text.isdecimal() and int(text) in EPOCH:
        moment = datetime.fromtimestamp(int(text) // 1000, UTC).astimezone(KOREA)
        return moment.strftime("%Y-%m-%d %H:%M:%S").removesuffix(" 00:00:00")
    return text


def _text(value):
    """A value as one text: scalars of a list by commas, objects of a list by lines, an object’s facts by bars."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dict):
        facts = ((key, _text(inner)) for key, inner in value.items())
        return " | ".join(f"{clean(key)}: {text}" for key, text in facts if text)
    if isinstance(value, list):
        joint = "\n" if any(isinstance(inner, dict | list) for inner in value) else ", "
        return joint.join(filter(None, map(_text, value)))
    return clean(value)


def _feature(feature):
    """Properties of a GeoJSON feature, and its point as longitude and latitude."""
    properties = feature.get("properties")
    record = dict(properties) if isinstance(properties, dict) else {}
    geometry = feature.get("geometry")
    point = (
        geometry.get("coordinates")
        if isinstance(geometry, dict) and geometry.get("type") == "Point"
        else None
    )
    if isinstance(point, list) and len(point) >= 2:
        record.setdefault("경도", point[0])
        record.setdefault("위도", point[1])
    return record
