"""서울 문화행사(culturalEventInfo) 꼴: CSV, JSON or XML with the same columns under two sets of names."""

import hashlib
import re
from datetime import datetime
from html import escape

from common.json_ld import FREE
from directory.importing.cleaning import coordinates, dates, long_text, text, website
from directory.importing.cleaning.clock import folded, span_of
from directory.importing.headers import header_key
from directory.importing.reading import read as read_sheet
from pages.models.pulling import FeedKind
from pages.pulling.reading.bounds import (
    MOST_THINGS,
    SEOUL,
    last_minute,
    leave_out_the_rest,
    midnight,
    problem_of_times,
    short,
    title_of,
)
from pages.pulling.sanitising import prose_of_text, safe_prose
from pages.pulling.things import PulledThing, Reading, Unreadable, guid_of

# What a column says: its names in the files and in the API.
COLUMNS = {
    "title": ("공연/행사명", "행사명", "제목", "title", "svcnm"),
    "period": ("날짜/시간", "날짜", "date"),
    "starts": ("시작일", "strtdate", "startdate", "svcopnbgndt"),
    "ends": ("종료일", "end_date", "enddate", "svcopnenddt"),
    "clock": ("시간", "행사시간", "pro_time"),
    "place": ("장소", "place", "placenm"),
    "organiser": ("기관명", "org_name"),
    "targets": ("이용대상", "use_trgt", "usetgtinfo"),
    "fee": ("이용요금", "use_fee"),
    "free": ("유무료", "is_free", "payatnm"),
    "inquiry": ("문의", "inquiry", "telno"),
    "players": ("출연자정보", "player"),
    "program": ("프로그램소개", "program"),
    "more": ("기타내용", "etc_desc", "dtlcont"),
    "link": ("홈페이지주소", "홈페이지", "org_link", "svcurl"),
    "portal": ("문화포털상세URL", "hmpg_addr"),
    "picture": ("대표이미지", "main_img", "imgurl"),
    "kind": ("분류", "codename"),
    "lat": ("위도", "위도(Y좌표)", "위도(X좌표)", "lat", "Y좌표", "y"),
    "lng": ("경도", "경도(X좌표)", "경도(Y좌표)", "lot", "lng", "X좌표", "x"),
    "id": ("svcid", "cultcode", "guid"),
}
FIELDS = {header_key(name): field for field, names in COLUMNS.items() for name in names}
CULTCODE = re.compile(r"cultcode=(\d{1,12})")
FACTS = (
    ("kind", "분류"),
    ("targets", "대상"),
    ("players", "출연"),
    ("organiser", "주최"),
    ("inquiry", "문의"),
)


def read_culture(given, budget):
    reading = Reading(FeedKind.CULTURE)
    sheet = read_sheet(given.encode("utf-8", "replace"))
    places, below = _header(sheet.rows)
    rows = sheet.rows[below:]
    if sheet.is_part:
        reading.is_whole = False
    for note in sheet.notes:
        reading.note(str(note))
    leave_out_the_rest(reading, len(rows) - MOST_THINGS)
    for row in rows[:MOST_THINGS]:
        if budget.stops(reading):
            break
        _take(
            {field: row.cells[place] for field, place in places.items() if place < len(row.cells)},
            row.number,
            reading,
        )
    return reading


def _header(rows):
    for number, row in enumerate(rows[:10]):
        places = {}
        for place, cell in enumerate(row.cells):
            if field := FIELDS.get(header_key(cell)):
                places.setdefault(field, place)
        if "title" in places and places.keys() & {"period", "starts"}:
            return places, number + 1
    raise Unreadable(
        "RSS, iCal, 문화행사 자료 가운데 어느 것도 아닙니다. 행사 자료라면 행사명과 날짜 칸이 있어야 합니다."
    )


def _take(row, number, reading):
    title = title_of(row.get("title"))
    portal, link = website(row.get("portal")).value, website(row.get("link")).value
    code = CULTCODE.search(portal)
    known = text(row.get("id"))[:400] or (f"cultcode:{code[1]}" if code else "")
    if not title:
        reading.refuse(f"{number}행", "행사 이름이 없습니다.", known)
        return
    times = _times(row, reading)
    otherwise = f"{link} {title} {row.get('starts') or row.get('period')}"
    guid = guid_of(known, f"sha256:{hashlib.sha256(otherwise.encode('utf-8', 'replace')).hexdigest()}")
    if isinstance(times, str):
        reading.refuse(title, times, guid)
        return
    starts_at, ends_at, is_all_day, words = times
    if any(
        thing.title == title and thing.starts_at == starts_at and thing.url == (portal or link)
        for thing in reading.things
    ):
        reading.refuse(title, "같은 행사가 이 파일에 또 있어 앞의 것만 읽었습니다.", guid)
        return
    mended = coordinates.point(row.get("lat"), row.get("lng"))
    if mended.remark:
        reading.note(f"좌표: {mended.remark}")
    picture = website(row.get("picture"))
    if picture.remark and picture.value:
        reading.note("겹쳐 적힌 그림 주소를 고쳐 읽었습니다.")
    reading.add(
        PulledThing(
            guid=guid,
            title=title,
            url=portal or link,
            body_html=_body(row, words),
            starts_at=starts_at,
            ends_at=ends_at,
            is_all_day=is_all_day,
            place=short(row.get("place"), 120),
            latitude=str(mended.value.latitude) if mended.value else "",
            longitude=str(mended.value.longitude) if mended.value else "",
            fee=_fee(row),
            targets=short(row.get("targets"), 200),
            apply_url=link,
            image_url=picture.value,
        )
    )


def _times(row, reading):
    """(start, end, all day, the time in words), or a sentence why there are none."""
    first, last = row.get("starts"), row.get("ends")
    stated = folded(text(row.get("period"))).split("~")
    if not text(first):
        first, last = stated[0], stated[-1]
    start, end = (dates.dated(given) for given in (first, last or first))
    for mended, name in ((start, "시작"), (end, "끝")):
        if mended.value is None or mended.value.precision != "day":
            return f"{name} 날짜를 읽을 수 없습니다. {mended.remark}".strip()
    starts_at, ends_at = midnight(start.value.day), last_minute(end.value.day)
    words = text(row.get("clock"))[:200]
    hours = span_of(folded(words))[0] if "~" in folded(words) or "-" in words else None
    if hours:
        starts_at = datetime.combine(start.value.day, hours[0], SEOUL)
        ends_at = datetime.combine(end.value.day, hours[1], SEOUL)
    if ends_at.date() < starts_at.date() and (problem := problem_of_times(starts_at, ends_at)):
        return problem
    if hours and ends_at < starts_at:
        starts_at, ends_at, hours = midnight(start.value.day), last_minute(end.value.day), None
    return problem_of_times(starts_at, ends_at) or (starts_at, ends_at, not hours, "" if hours else words)


def _fee(row):
    """Prose, and most often none: then the column beside it says whether it costs anything."""
    fee, free = short(row.get("fee"), 120), text(row.get("free"))
    if not fee:
        return {"무료": FREE, "유료": "유료"}.get(free, "")
    if free == FREE and not fee.startswith(FREE):
        return short(f"{FREE} ({fee})", 120)
    return fee


def _body(row, words):
    parts = [
        safe_prose(row[name]) if "<" in row[name] else prose_of_text(long_text(row[name], 10_000).value)
        for name in ("program", "more")
        if row.get(name, "").strip()
    ]
    facts = [(label, short(row.get(field), 500)) for field, label in FACTS]
    facts = [("시간", words), *facts]
    items = "".join(f"<li>{label}: {escape(said)}</li>" for label, said in facts if said)
    return "".join(parts) + (f"<ul>{items}</ul>" if items else "")
