"""Meetings of the sample district. All is invented but the founding minutes, which stand in ``founding.py``."""

from typing import NamedTuple

from council.models import AgendaKind, Result, Way

A, D = Result.ADOPTED, AgendaKind.DELIBERATION


class Item(NamedTuple):
    """``issues`` and ``projects`` are keys of the sample's; ``votes`` are for, against and abstentions."""

    title: str
    said: str
    kind: str = D
    issues: tuple = ()
    projects: tuple = ()
    result: str = ""
    resolution: str = ""
    votes: tuple = (None, None, None)
    summary: str = ""


class Sample(NamedTuple):
    """A meeting ``days`` from today. ``ends``: ``public``, ``draft``, ``sent``, or '' when no minutes are written."""

    body: str
    days: int
    items: tuple
    ends: str = "public"
    way: str = Way.IN_PERSON
    place: str = "구청 5층 회의실(예시)"
    title: str = ""
    notice: str = ""
    other: str = ""
    hides: tuple = ()
    cancelled: str = ""
    join_url: str = ""
    join_note: str = ""


PHONE = "010-0000-1234"
MEETINGS = (
    Sample("housing", -700, (Item("집수리를 돕는 손 모으기", "맡을 기관이 없어 다음에 다시 이야기하기로 하였습니다.", result=Result.DEFERRED),)),
    Sample(
        "family", -250,
        (Item("한부모 가족의 저녁 돌봄", "저녁에 여는 곳을 찾아보고, 사무국이 자료를 모으기로 하였습니다.", result=A,
              resolution="사무국이 저녁 돌봄 자리를 조사하여 다음 회의에 알립니다."),),
    ),
    Sample(
        "working", -84,
        (
            Item("병원 동행 통역", "통역을 할 수 있는 분이 열두 분 있습니다. 의학 말은 서울시의 사업을 잇기로 하였습니다.",
                 issues=("interpreter",), result=A, resolution="대표협의체에 안건으로 올립니다.", votes=(10, 0, 1)),
            Item("쉬운 말 안내문", "안내문 다섯 가지를 먼저 쉬운 말로 고쳐 보기로 하였습니다.", issues=("easy",),
                 result=A, resolution="대표협의체에 안건으로 올립니다.", votes=(11, 0, 0)),
        ),
    ),
    Sample(
        "representative", -63,
        (
            Item("제6기 지역사회보장계획의 추진전략", "네 가지 추진전략을 살폈습니다. 첫째 전략을 ‘먼저 찾아가는 복지’로 고쳐 부르기로 하였습니다.",
                 result=Result.AMENDED, resolution="첫째 추진전략의 이름을 고쳐 의결합니다.", votes=(12, 1, 1),
                 summary="2027년부터 2030년까지의 계획에 담을 추진전략을 정합니다."),
            Item("쉬운 말 안내문", "실무협의체에서 올린 안건입니다. 다음 계획의 세부사업으로 담기로 하였습니다.", issues=("easy",),
                 result=A, resolution="다음 계획의 세부사업으로 담습니다.", votes=(14, 0, 0)),
            Item("병원 동행 통역", "병원 동행은 하되 의학 통역은 서울시의 사업을 잇기로 하였습니다.", issues=("interpreter",),
                 result=Result.AMENDED, resolution="병원 동행은 채택하고, 의학 통역은 서울시의 사업을 잇습니다.", votes=(11, 2, 1)),
        ),
        notice="구청장과 민간 위원장이 함께 이끈 회의입니다.",
    ),
    Sample(
        "elderly", -40,
        (Item("주말 끼니 이어 드리기", "주말에 문을 여는 식당 여섯 곳이 함께하겠다고 하였습니다. 배달은 이웃 지킴이가 맡습니다.",
              issues=("bread",), projects=("weekend",), result=A, resolution="식당 여섯 곳과 겨울부터 시작합니다.", votes=(7, 0, 0)),),
    ),
    Sample(
        "working", -20,
        (
            Item("가게 문턱을 넘는 경사로", "이동식 경사로를 빌려주는 곳이 두 곳 있습니다. 장애인복지관이 맡아 더 마련하기로 하였습니다.",
                 issues=("ramp",), result=A, resolution="장애인복지관이 경사로 열 개를 마련하여 빌려드립니다.", votes=(12, 0, 0),
                 summary="골목 가게의 문턱 때문에 휠체어가 들어가지 못하는 일을 어떻게 풀지 정합니다."),
            Item("고립된 청년 찾아가기", f"또래 상담가 한 분이 도움을 청할 전화를 알려 주었습니다. 전화는 {PHONE} 입니다. "
                 "찾아가는 일을 대표협의체에 올리기로 하였습니다.",
                 issues=("young",), projects=("youth",), result=A, resolution="대표협의체에 안건으로 올립니다.", votes=(11, 1, 0)),
            Item("분과 활동 알림", "여덟 분과가 지난 두 달에 한 일을 나누었습니다. 더딘 분과는 행정기획분과가 돕기로 하였습니다.",
                 kind=AgendaKind.REPORT, result=A),
        ),
        other=f"다음 회의는 온라인으로 엽니다. 물으실 것은 사무국에 하시고, 급하면 {PHONE} 로 하시라고 하였습니다.",
        hides=(PHONE,),
    ),
    Sample(
        "dong", -16,
        (Item("혼자 사는 어르신 안부 묻기", "서른두 집을 위원들이 나누어 찾아가기로 하였습니다.", result=A,
              resolution="위원마다 세 집씩 달마다 찾아갑니다.", votes=(9, 0, 0)),),
        place="동주민센터 2층(예시)",
    ),
    Sample(
        "children", -9,
        (Item("밤늦은 돌봄 자리", "밤에 여는 돌봄 자리를 찾는 이야기를 나누었습니다.", issues=("night",)),),
        ends="sent", place="청소년센터 모임방(예시)",
    ),
    Sample(
        "planning", -4,
        (
            Item("위원이 낸 제안 살피기", "제안함에 들어온 세 가지를 살폈습니다.", kind=AgendaKind.ADVICE),
            Item("누리넷을 쓰는 분들의 이야기", "기관에서 어려워하는 것을 모았습니다.", kind=AgendaKind.REPORT),
        ),
        ends="draft",
    ),
    Sample(
        "disabled", 5, (Item("이동식 경사로를 둘 곳", "", projects=("tools",)),), ends="",
        cancelled="감기가 돌아 모이기 어렵습니다. 다음 달에 다시 알리겠습니다.", place="장애인복지관 강당(예시)",
    ),
    Sample(
        "working", 8,
        (
            Item("2027년 연차별 시행계획", "", projects=("find", "weekend"), summary="내년에 무엇을 얼마나 할지 살핍니다."),
            Item("공감이 모인 과제 나누기", "", kind=AgendaKind.REPORT),
        ),
        ends="", way=Way.ONLINE, place="", join_url="https://meeting.example/j/0000000000?pwd=sample",
        join_note="회의 번호 000 000 0000, 암호 sample", notice="온라인으로 엽니다. 위원은 위원방에서 들어오십시오.",
    ),
    Sample("elderly", 13, (Item("겨울 끼니 준비", "", issues=("bread",), projects=("weekend",)),), ends="", place="어르신복지관 3층(예시)"),
    Sample(
        "representative", 20,
        (
            Item("2027년 연차별 시행계획", "", summary="구청장이 시장에게 내기 앞서 심의합니다."),
            Item("고립된 청년 찾아가기", "", issues=("young",), projects=("youth",)),
        ),
        ends="", way=Way.MIXED, notice="구청 회의실과 온라인에서 함께 엽니다.",
    ),
)  # fmt: skip
