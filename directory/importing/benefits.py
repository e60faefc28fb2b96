"""복지서비스: lists of help by 복지로 (중앙부처, 지자체; list and detail) and of others, as the engine takes them.

Topics of ours (``Benefit.topics``) and hiding are no part of any list, and no import touches them.
"""

from directory.importing.benefit_reader import BenefitReader
from directory.importing.benefit_store import COLUMNS, BenefitStore
from directory.importing.target import Field, Target
from directory.models import Benefit
from directory.models.source import SourceKind

FIELDS = (
    Field("name", "이름", required=True),
    Field("id", "서비스 번호"),
    Field("summary", "한 줄 소개"),
    Field("origin", "누구의 지원"),
    Field("sido", "시도(지역)"),
    Field("sigungu", "시군구"),
    Field("ministry", "소관 부처"),
    Field("office", "담당 기관·부서"),
    Field("life", "생애주기"),
    Field("household", "가구상황"),
    Field("targets", "대상(생애주기·가구상황)"),
    Field("topics", "관심주제"),
    Field("who", "지원 대상"),
    Field("criteria", "선정 기준"),
    Field("support", "지원 내용"),
    Field("how_to_apply", "신청 방법"),
    Field("apply_by", "신청 통로"),
    Field("online", "온라인 신청"),
    Field("contact", "대표 문의"),
    Field("contacts", "문의처"),
    Field("documents", "서식과 구비 서류"),
    Field("laws", "근거"),
    Field("url", "원문 주소"),
    Field("cycle", "지원 주기"),
    Field("provision", "제공 형태"),
    Field("starts_on", "시작일"),
    Field("ends_on", "종료일"),
    Field("reference_date", "최종 수정일"),
    Field("year", "기준연도"),
    Field("confidence", "분류의 근거"),
)
LABELS = {
    **{name: str(Benefit._meta.get_field(name).verbose_name) for name in COLUMNS},
    "life": "생애주기",
    "household": "가구상황",
    "official_topics": "관심주제",
}
TARGET = Target(
    kind=SourceKind.BENEFITS,
    link="benefit",
    fields=FIELDS,
    labels=LABELS,
    reader=BenefitReader,
    store=BenefitStore,
    quiet=frozenset({"source_date"}),
    known_by={"servid": "bokjiro", "wlfareinfoid": "bokjiro", "howtoapply": "bokjiro"},
)
