"""A corpus: one JSON object a line, read strictly, so that nothing is judged that was read wrongly.

``{"id", "type": "service" | "facility" | "event", "title", "summary", "body", "agency", "region", "dong",
"targets": […], "topics": […], "how", "provision", "source", "url"}``; only the first three must be there.
"""

import json
from dataclasses import MISSING, dataclass, fields

TYPES = ("service", "facility", "event")
LONGEST_TITLE, LONGEST_ID = 200, 60


class BadCorpus(Exception):
    """What is wrong with the file, as a sentence that names the line."""


@dataclass(frozen=True)
class Record:
    id: str
    type: str
    title: str
    summary: str = ""
    body: str = ""
    agency: str = ""
    region: str = ""
    dong: str = ""
    targets: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    how: str = ""
    provision: str = ""
    source: str = ""
    url: str = ""


LISTS = {field.name for field in fields(Record) if field.default == ()}
REQUIRED = {field.name for field in fields(Record) if field.default is MISSING}


def read(path):
    """All records of the file; ``BadCorpus`` if it is none."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise BadCorpus(f"{path} 파일을 읽지 못했습니다. / Cannot read it: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise BadCorpus(f"{path} {line}번째 줄이 UTF-8이 아닙니다. / Line {line} is not UTF-8.") from error
    records, seen = [], {}
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            record = _record(line)
            if record.id in seen:
                raise ValueError(
                    f"id {record.id!r}은(는) {seen[record.id]}번째 줄에도 있습니다. / same id twice"
                )
        except ValueError as error:
            raise BadCorpus(f"{path} {number}번째 줄 / line {number}: {error}") from error
        seen[record.id] = number
        records.append(record)
    if not records:
        raise BadCorpus(f"{path}에 기록이 하나도 없습니다. / There is no record in it.")
    return records


def _record(line):
    try:
        row = json.loads(line)
    except json.JSONDecodeError as error:
        raise ValueError(f"JSON이 아닙니다. / not JSON ({error})") from error
    if not isinstance(row, dict):
        raise ValueError("{…} 꼴이 아닙니다. / not an object")
    known = {field.name: row[field.name] for field in fields(Record) if row.get(field.name) is not None}
    for name, value in known.items():
        if name in LISTS:
            known[name] = _words(name, value)
        elif not isinstance(value, str):
            raise ValueError(f"{name}이(가) 글이 아닙니다. / {name} is not a string")
        else:
            known[name] = value.replace("\0", " ").strip()
    if missing := sorted(name for name in REQUIRED if not known.get(name)):
        raise ValueError(f"{', '.join(missing)}이(가) 없습니다. / missing")
    if known["type"] not in TYPES:
        raise ValueError(f"type {known['type']!r}: {', '.join(TYPES)} 가운데 하나여야 합니다. / unknown type")
    for name, longest in (("title", LONGEST_TITLE), ("id", LONGEST_ID)):
        if len(known[name]) > longest:
            raise ValueError(f"{name}이(가) {longest}자보다 깁니다. / {name} is too long")
    return Record(**known)


def _words(name, value):
    if not isinstance(value, list) or not all(isinstance(word, str) for word in value):
        raise ValueError(f"{name}이(가) 글의 목록이 아닙니다. / {name} is not a list of strings")
    return tuple(word.replace("\0", " ").strip() for word in value if word.strip())
