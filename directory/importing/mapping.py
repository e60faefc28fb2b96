"""What official lists call things: columns, kinds of facility, states, and the lists themselves."""

import re
import unicodedata
from dataclasses import dataclass

from common.licences import Licence
from directory.importing.reading import UnreadableFile
from directory.models.facility import OperatingStatus

# Field → headers seen in real files, without spaces. Names of persons (시설장명) are never asked for.
HEADERS = {
    "source_id": ["시설코드", "어린이집코드", "scID"],
    "name": ["시설명", "어린이집명", "시설명칭"],
    "kind": ["시설종류명(시설유형)", "시설종류", "시설유형"],
    "kind_detail": ["시설종류상세명(시설종류)", "시설종류상세명"],
    "daycare_kind": ["어린이집유형", "어린이집유형구분"],
    "sigungu": ["시군구명", "시군구", "자치구"],
    "address": ["시설주소", "상세주소", "주소", "소재지", "소재지도로명주소"],
    "lot_address": ["소재지지번주소", "지번주소"],
    "postcode": ["우편번호", "소재지우편번호"],
    "phone": ["전화번호", "어린이집전화번호", "연락처"],
    "fax": ["팩스번호", "어린이집팩스번호"],
    "website": ["홈페이지주소", "홈페이지"],
    "capacity": ["정원", "정원수"],
    "operator": ["운영기관명", "법인명", "운영법인"],
    "status": ["운영현황", "운영상태", "영업상태명"],
    "latitude": ["위도", "시설위도(좌표값)", "위도(X좌표)", "위도(Y좌표)", "와이(Y)좌표"],
    "longitude": ["경도", "시설경도(좌표값)", "경도(Y좌표)", "경도(X좌표)", "엑스(X)좌표"],
    "services": ["제공서비스"],
    "school_bus": ["통학차량운영여부"],
    "reference_date": ["데이터기준일자", "데이터기준일"],
}
REQUIRED = ("name",)
HEADER_SEARCH_ROWS = 10

# Names of kinds that differ from our labels, folded by ``fold``.
KIND_ALIASES = {
    "노인요양시설": "senior-nursing-home",
    "노인요양공동생활가정": "senior-nursing-home",
    "양로시설": "senior-residence",
    "노인공동생활가정": "senior-residence",
    "노인복지주택": "senior-residence",
    "방문요양": "senior-home-care",
    "주야간보호": "senior-home-care",
    "경노당": "senior-center",
    "사회복지관": "community-welfare-center",
    "장애인주간보호시설": "disabled-day-care",
    "장애인주간이용시설": "disabled-day-care",
    "장애인복지시설": "disabled-community",
    "우리동네키움센터": "all-together-care",
    "다문화가족지원센터": "family-center",
    "건강가정지원센터": "family-center",
}
UNKNOWN_KIND = "other-facility"

# For whom and about what a kind is, as 복지로 codes: (axis, code).
SERVED = {
    "senior-welfare-center": [("life", "006"), ("topic", "060"), ("topic", "120")],
    "senior-center": [("life", "006"), ("topic", "060")],
    "senior-classroom": [("life", "006"), ("topic", "100"), ("topic", "060")],
    "senior-home-care": [("life", "006"), ("topic", "120")],
    "senior-nursing-home": [("life", "006"), ("topic", "120")],
    "senior-residence": [("life", "006"), ("topic", "040")],
    "senior-job-agency": [("life", "006"), ("topic", "050")],
    "local-child-center": [("life", "002"), ("topic", "120")],
    "daycare": [("life", "001"), ("topic", "090")],
}

STATUSES = {
    "": OperatingStatus.OPERATING,
    "정상": OperatingStatus.OPERATING,
    "재개": OperatingStatus.OPERATING,
    "영업/정상": OperatingStatus.OPERATING,
    "휴지": OperatingStatus.SUSPENDED,
    "휴업": OperatingStatus.SUSPENDED,
    "폐지": OperatingStatus.CLOSED,
    "폐업": OperatingStatus.CLOSED,
}


@dataclass(frozen=True)
class Source:
    """An official list: its public name (which, with the list's own id, identifies a row) and its licence."""

    name: str
    licence: str = Licence.ALL_RIGHTS


# By the file name without its edition ("ddm_daycare_2026-07.csv" → "ddm_daycare").
SOURCES = {
    "ddm_home_care": Source("서울 열린데이터광장 재가노인복지시설", Licence.KOGL_1),
    "ddm_senior_leisure": Source("서울 열린데이터광장 노인여가복지시설", Licence.KOGL_1),
    "ddm_senior_job": Source("서울 열린데이터광장 노인일자리지원기관", Licence.KOGL_1),
    "ddm_daycare": Source("서울 열린데이터광장 어린이집", Licence.KOGL_1),
}


def source_of(stem, name=""):
    """The list a file is an edition of: the name given, a known list, or the file's name without its date."""
    if name:
        return Source(name)
    stem = re.sub(r"[ _.-]*(?:19|20)\d{2}(?:[ _.-]?\d{2}){0,2}$", "", unicodedata.normalize("NFC", stem))
    return SOURCES.get(stem, Source(stem[:60] or "file"))


def fold(text):
    """A name without what editions change: spaces, dots (also those lost to ‘?’), a bracketed group."""
    text = unicodedata.normalize("NFC", text)
    text = re.sub(r"^\s*\([^)]*\)\s*", "", text)
    return re.sub(r"[^0-9A-Za-z가-힣]", "", text)


def _header_key(text):
    return re.sub(r"[\s\ufeff?]", "", unicodedata.normalize("NFC", text))


FIELD_OF_HEADER = {_header_key(header): field for field, headers in HEADERS.items() for header in headers}


def columns(cells):
    """Field → (position, header as written). The first column of a field wins."""
    found = {}
    for position, cell in enumerate(cells):
        field = FIELD_OF_HEADER.get(_header_key(cell))
        if field:
            found.setdefault(field, (position, cell.strip("\ufeff ")))
    return found


def split_header(rows):
    """The columns and the rows below them. Titles and notes above the header row are passed over."""
    head = rows[:HEADER_SEARCH_ROWS]
    best = max(range(len(head)), key=lambda index: len(columns(head[index].cells)))
    found = columns(head[best].cells)
    missing = [HEADERS[field][0] for field in REQUIRED if field not in found]
    if missing:
        raise UnreadableFile(
            f"제목 줄에서 ‘{missing[0]}’ 칸을 찾지 못했습니다. 첫 줄에 있는 칸: "
            + ", ".join(cell.strip() or "(빈칸)" for cell in head[0].cells[:12])
        )
    return found, rows[best + 1 :]
