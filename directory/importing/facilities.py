"""Facilities as the engine takes them: what columns may say, what is written, what is compared how."""

import csv
from functools import cache

from directory.importing.facility_reader import FacilityReader
from directory.importing.facility_store import FacilityStore
from directory.importing.facility_values import COLUMNS, LABELS
from directory.importing.headers import header_key
from directory.importing.kinds import FOLDER
from directory.importing.target import Field, Target
from directory.models import FacilityPage
from directory.models.source import SourceKind

FIELDS = (
    Field("name", "시설 이름", required=True),
    Field("id", "목록의 번호"),
    Field("id_scope", "번호를 매긴 곳"),
    Field("id_url", "번호가 든 주소"),
    Field("kind", "시설종류"),
    Field("kind_detail", "시설종류 상세"),
    Field("kind_large", "시설종류 대"),
    Field("kind_middle", "시설종류 중"),
    Field("kind_small", "시설종류 소"),
    Field("kind_group", "분류"),
    Field("daycare_kind", "어린이집 유형"),
    Field("sido", "시도"),
    Field("sigungu", "시군구"),
    Field("sigungu_code", "시군구코드"),
    Field("dong", "행정동"),
    Field("address", "주소"),
    Field("road_address", "도로명주소"),
    Field("lot_address", "지번주소"),
    Field("address_detail", "상세주소"),
    Field("postcode", "우편번호"),
    Field("phone", "전화번호"),
    Field("fax", "팩스"),
    Field("email", "이메일"),
    Field("website", "홈페이지"),
    Field("operator", "운영 주체"),
    Field("capacity", "정원"),
    Field("occupancy", "현재 인원"),
    Field("status", "운영 상태"),
    Field("status_detail", "상세 운영 상태"),
    Field("latitude", "위도"),
    Field("longitude", "경도"),
    Field("y", "Y좌표(평면)"),
    Field("x", "X좌표(평면)"),
    Field("opened_on", "문을 연 날"),
    Field("suspended_from", "쉬기 시작한 날"),
    Field("suspended_until", "다시 여는 날"),
    Field("closed_on", "폐지한 날"),
    Field("service_from", "운영 기간 시작"),
    Field("service_until", "운영 기간 끝"),
    Field("hours", "운영시간"),
    Field("hours_days", "운영요일"),
    Field("weekday_opens", "평일 여는 시각"),
    Field("weekday_closes", "평일 닫는 시각"),
    Field("saturday_opens", "토요일 여는 시각"),
    Field("saturday_closes", "토요일 닫는 시각"),
    Field("weekend_opens", "주말 여는 시각"),
    Field("weekend_closes", "주말 닫는 시각"),
    Field("holiday_opens", "공휴일 여는 시각"),
    Field("holiday_closes", "공휴일 닫는 시각"),
    Field("closed_days", "쉬는 날"),
    Field("fee", "이용료"),
    Field("services", "제공 서비스"),
    Field("school_bus", "통학차량"),
    Field("target", "이용 대상"),
    Field("place", "장소"),
    Field("reference_date", "데이터 기준일"),
)
WRITTEN = (*COLUMNS, "kind", "legal_dong", "phones", "dongs", "targets", "topics")


@cache
def other_lists():
    """Header → why a list with it is none of facilities."""
    with (FOLDER / "other_lists.csv").open(encoding="utf-8", newline="") as file:
        return {header_key(row["header"]): row["sentence"] for row in csv.DictReader(file)}


TARGET = Target(
    kind=SourceKind.FACILITIES,
    link="facility",
    fields=FIELDS,
    labels={name: str(FacilityPage._meta.get_field(name).verbose_name) for name in WRITTEN} | LABELS,
    reader=FacilityReader,
    store=FacilityStore,
    has_pages=True,
    later_wins=frozenset({"confirmed_on"}),
    quiet=frozenset({"confirmed_on", "source_date"}),
    defaults={
        "status": "operating",
        "opened_precision": "day",
        "licence": "all-rights",
        "address_public": True,
    },
    foreign=other_lists(),
)
