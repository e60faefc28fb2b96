"""``/api/issues/``, ``/api/plan/``, ``/api/ballots/`` and ``/api/search/``."""

from api import ballots, issues, plan, search
from api.openapi import participation_schemas as shapes
from api.openapi.parts import (
    OF_ONE,
    TEXT,
    TRUTH,
    WHOLE,
    closed,
    listed,
    many,
    one_of,
    paging,
    parameter,
    reading,
    ref,
)
from api.pagination import DEFAULT_LIMIT, LARGEST_OFFSET
from common.looking import LONGEST
from participation.models import BallotKind, ProjectState
from participation.way import GROUPS
from search.periods import PERIODS
from search.sources import SOURCES

TAG = ("참여와 찾기", "공유복지 과제, 지역사회보장계획, 투표, 그리고 누리집의 찾기입니다.")
MOMENT_EXAMPLE = "2026-11-01T09:00:00+09:00"
schemas = shapes.schemas


def _modified_since(about="이때부터 바뀐 것. 날짜나 시각"):
    return parameter("modified_since", about, TEXT, example=MOMENT_EXAMPLE)


def _number(name, about, example):
    return parameter(name, about, WHOLE | {"minimum": 1}, place="path", example=example)


def _list(name, summary, item, example, parameters, about="", meta=None):
    schema = closed({"meta": meta or ref("Meta"), "items": many(item)})
    answer = {"meta": {"total_count": 1}, "items": [example]}
    return reading(name, TAG[0], summary, schema=schema, example=answer, parameters=parameters, about=about)


def _one(name, summary, item, example, parameters, **more):
    told = {"schema": ref(item), "example": example, "parameters": parameters, "errors": (404,)}
    return reading(name, TAG[0], summary, **told | more)


def paths():
    return _issues() | _plan() | _ballots() | _search()


def _issues():
    orders = [name for each in issues.ORDERS for name in (each, f"-{each}")]
    parameters = [
        parameter("q", "찾는 말", TEXT | {"maxLength": LONGEST}, example="버스 정류장"),
        parameter("dong", "행정동코드 10자리", example="1123051500"),
        parameter("topic", "관심주제 코드", example="010"),
        parameter("target", "대상: life-001, household-020처럼", example="life-006"),
        parameter("status", f"어디까지 왔나: {', '.join(code for code, *_ in GROUPS)}, 또는 상태 코드"),
        parameter("late", "답이 늦은 것만", one_of(issues.FLAGS)),
        _modified_since("이때부터 바뀐 것과 사라진 것(gone)"),
        listed("order", "차례. 기본 -published_at", one_of(orders)),
        *paging(issues.DEFAULT_LIMIT, issues.LARGEST_LIMIT, issues.LARGEST_OFFSET),
    ]
    either = {"anyOf": [ref("Issue"), ref("IssueTombstone")]}
    return {
        "/api/issues/": _list("listIssues", "공유복지 과제의 목록", either, shapes.ISSUE, parameters),
        "/api/issues/{number}/": _one(
            "getIssue",
            "과제 하나와 걸어온 길",
            "WholeIssue",
            shapes.ISSUE | {"problem": "어르신들이 서서 기다리십니다.", "wish": "의자를 놓아 주십시오."},
            [_number("number", "과제의 번호", 12)],
            errors=OF_ONE,
        ),
    }


def _plan():
    parameters = [
        parameter("plan", "몇 기 계획인지", {"type": "integer", "minimum": 0, "maximum": 999}, example=6),
        parameter("status", "세부사업의 상태", one_of(ProjectState.values)),
        parameter("year", "그해에 하는 세부사업", TEXT | {"pattern": "^[0-9]{4}$"}, example="2027"),
        parameter("department", "담당부서", TEXT | {"maxLength": plan.LONGEST_VALUE}),
        _modified_since(),
        *paging(plan.DEFAULT_LIMIT, plan.LARGEST_LIMIT, plan.LARGEST_OFFSET),
    ]
    term = _number("term", "몇 기 계획인지", 6)
    return {
        "/api/plan/": _list("listPlans", "지역사회보장계획의 목록", ref("Plan"), shapes.PLAN, parameters),
        "/api/plan/{term}/": _one("getPlan", "계획 하나의 전략과 세부사업", "WholePlan", shapes.PLAN, [term]),
        "/api/plan/{term}/{strategy}-{position}/": _one(
            "getProject",
            "세부사업 하나의 예산, 지표, 추진 내용",
            "WholeProject",
            shapes.PROJECT,
            [
                term,
                _number("strategy", "추진전략의 번호", 2),
                _number("position", "그 안의 차례", 3),
            ],
        ),
    }


def _ballots():
    parameters = [
        parameter("state", "상태", one_of(ballots.STATES)),
        parameter("kind", "종류", one_of(BallotKind.values)),
        _modified_since(),
        *paging(DEFAULT_LIMIT, ballots.LARGEST_LIMIT, LARGEST_OFFSET),
    ]
    pk = _number("id", "투표의 번호", 3)
    return {
        "/api/ballots/": _list("listBallots", "투표의 목록", ref("Ballot"), shapes.BALLOT, parameters),
        "/api/ballots/{id}/": _one(
            "getBallot", "투표 하나. 결과는 마감 뒤에", "WholeBallot", shapes.BALLOT, [pk]
        ),
        "/api/ballots/{id}/results/": _one(
            "getBallotResults",
            "마감된 투표의 결과",
            "BallotResults",
            {"voters": 120, "papers": 120, "digest": "9f2c", "options": []},
            [pk],
            about="마감 전에는 없습니다(404). 누가 무엇을 골랐는지는 어디에도 없습니다.",
        ),
    }


def _search():
    choices = {
        "kind": one_of(source.kind for source in SOURCES),
        "period": one_of(code for code, _ in PERIODS),
    }
    about = {
        "kind": "무엇을",
        "life": "생애주기 코드",
        "household": "가구상황 코드",
        "topic": "관심주제 코드",
        "dong": "행정동코드",
        "agency": "기관의 slug",
        "period": "언제",
        "near": "이 행정동에서 가까운 것 먼저",
    }
    words = TEXT | {"maxLength": search.LONGEST}
    parameters = [
        parameter("q", "찾는 말이나 물음", words, required=True, example="혼자 사는 어르신 반찬"),
        parameter("exact", "적은 그대로만", TRUTH),
        *(parameter(name, words, choices.get(name, TEXT)) for name, words in about.items()),
        *paging(search.DEFAULT_LIMIT, search.LARGEST_LIMIT, search.LARGEST_OFFSET),
    ]
    return {
        "/api/search/": _list(
            "search",
            "누리집에서 찾기",
            ref("Found"),
            shapes.FOUND,
            parameters,
            about="누리집의 찾기와 같은 것을 같은 차례로 드립니다. 뒤의 is_similar는 비슷한 것입니다.",
            meta=ref("SearchMeta"),
        )
    }
