"""The bodies of the sample district and who sits in them. Names of 분과 and of people are made up."""

from datetime import date, timedelta
from typing import NamedTuple

from django.utils import timezone

from accounts.sample.residents import email_of
from council.models import Category, Committee, CommitteeState, Membership, Post, Side
from directory.models import Dong
from participation.models import BodyKind

DONGS = 5
TERM = 10
LETTERS = "가나다라마바사아자차카타파하"


class Body(NamedTuple):
    """``private`` and ``public`` are how many sit there of each side; ``staff`` how many of them sign in here."""

    slug: str
    kind: str
    name: str
    purpose: str
    meets: str
    private: int
    public: int
    staff: int = 0
    description: str = ""
    state: str = CommitteeState.ACTIVE
    founded_on: date | None = None


COUNCIL = Body(
    "representative", BodyKind.COUNCIL, "대표협의체(예시)",
    "지역사회보장계획을 심의하고, 실무협의체가 올린 안건을 마지막으로 정합니다.", "석 달마다", 12, 5, 1,
    "구청장과, 위촉위원이 뽑은 한 분이 함께 위원장을 맡습니다. 계획을 세우고 시행하고 평가하는 일, 조사와 지표, "
    "동의 협의체를 꾸리는 일을 심의하거나 자문합니다. (예시)",
)  # fmt: skip
WORKING = Body(
    "working", BodyKind.WORKING, "실무협의체(예시)",
    "분과에서 올라온 과제를 함께 살펴 맡을 기관을 정하고, 대표협의체에 올릴 안건을 다듬습니다.",
    "두 달마다 둘째 월요일", 11, 5, 5,
    "복지관과 시설, 보건소와 구청의 실무자가 모입니다. 분과가 더딜 때에는 함께 돕습니다. (예시)",
)  # fmt: skip
SUBCOMMITTEES = (
    Body(
        "planning", BodyKind.SUBCOMMITTEE, "행정기획분과(예시)",
        "새로운 생각을 모아 다듬고, 다른 분과의 일을 돕고, 누리넷을 함께 돌봅니다.", "달마다 첫째 월요일", 5, 2, 3,
        "2021년에 일곱 분과 곁에 새로 두었습니다. 새로운 아이디어가 있다면 언제든 말씀해 주십시오.",
        founded_on=date(2021, 6, 14),
    ),
    Body(
        "elderly", BodyKind.SUBCOMMITTEE, "어르신분과(예시)",
        "어르신의 끼니와 돌봄, 나들이에 관한 과제를 살핍니다.", "두 달마다 셋째 수요일", 6, 2, 2,
    ),
    Body(
        "disabled", BodyKind.SUBCOMMITTEE, "장애인분과(예시)",
        "장애가 있는 이웃이 다니고 일하고 어울리는 데 걸리는 것을 살핍니다.", "두 달마다 둘째 화요일", 6, 2, 1,
    ),
    Body(
        "children", BodyKind.SUBCOMMITTEE, "아동·청소년분과(예시)",
        "아이와 청소년의 돌봄과 배움, 쉴 곳에 관한 과제를 살핍니다.", "두 달마다 넷째 목요일", 5, 2, 1,
    ),
    Body(
        "neighbourhood", BodyKind.SUBCOMMITTEE, "지역복지분과(예시)",
        "동네의 자원을 잇고, 여러 분야에 걸친 과제를 살핍니다.", "달마다 마지막 금요일", 6, 3, 1,
    ),
    Body(
        "health", BodyKind.SUBCOMMITTEE, "건강·돌봄분과(예시)",
        "퇴원한 뒤의 돌봄과 마음 건강에 관한 과제를 살핍니다.", "두 달마다 첫째 목요일", 5, 3, 1,
    ),
    Body(
        "family", BodyKind.SUBCOMMITTEE, "가족분과(예시)",
        "여러 모습의 가족이 겪는 어려움을 살핍니다.", "석 달마다", 5, 1, 1,
    ),
    Body(
        "housing", BodyKind.SUBCOMMITTEE, "주거분과(예시)",
        "살 곳과 집수리에 관한 과제를 살핍니다.", "정해지지 않음", 4, 1, 1, state=CommitteeState.DORMANT,
    ),
)  # fmt: skip


def make_bodies(site, people):
    """All four levels, once. ``people`` are accounts by their mail; those of agencies sit in the bodies."""
    staff = [person for mail, person in people.items() if not mail.endswith("@nurinet.example")]
    council = make_body(site, COUNCIL, None, staff)
    working = make_body(site, WORKING, council, staff)
    for position, body in enumerate(SUBCOMMITTEES, start=1):
        made = make_body(site, body, working, staff[position % len(staff) :] + staff, position)
        if body.slug == "planning":
            Committee.objects.filter(pk=made.pk).update(takes_ideas=True)
    for position, dong in enumerate(Dong.objects.current().order_by("code")[:DONGS], start=1):
        make_dong_body(site, dong, council, position)


def make_body(site, body, parent, staff, position=0):
    made = Committee.objects.create(
        site=site, kind=body.kind, name=body.name, slug=body.slug, parent=parent, state=body.state,
        purpose=body.purpose, description=body.description, meets=body.meets, founded_on=body.founded_on,
        position=position,
    )  # fmt: skip
    seat(made, body.private, body.public, staff[: body.staff])
    return made


def make_dong_body(site, dong, parent, position):
    made = Committee.objects.create(
        site=site, kind=BodyKind.DONG, name=f"{dong.name} 동희망복지위원회(예시)", slug=f"dong-{dong.code}",
        alias=f"{dong.name} 지역사회보장협의체", parent=parent, dong=dong, position=position,
        purpose=f"{dong.name}에서 도움이 필요한 이웃을 찾고, 나눌 것을 잇습니다.", meets="달마다 둘째 화요일",
    )  # fmt: skip
    seats = seat(made, 9, 2)
    Membership.objects.filter(pk=seats[2].pk).update(email=email_of(position))
    return made


def seat(body, private, public, staff=()):
    """The members of one term; one in three lets everybody read the name. ``staff`` take the first plain seats."""
    sides = [Side.PRIVATE] * private + [Side.PUBLIC] * public
    start, end = term_of(body)
    offset, seats = body.memberships.model.objects.count(), []
    for place, side in enumerate(sides):
        post = post_of(body, place, private)
        person = staff[place - 2] if 0 <= place - 2 < len(staff) else None
        category = Category.EX_OFFICIO if side == Side.PUBLIC else Category.APPOINTED
        seats.append(
            Membership(
                committee=body, side=side, post=post, position=place, category=category,
                name=f"{person.last_name}{person.first_name}" if person else made_up_name(offset + place),
                email=person.email if person else "",
                affiliation=f"예시 {'구청' if side == Side.PUBLIC else '복지기관'} {place + 1}",
                term_no=TERM, starts_on=start, ends_on=None if side == Side.PUBLIC else end,
                consented_on=start if place % 3 == 0 or post != Post.MEMBER else None,
            )
        )  # fmt: skip
    return Membership.objects.bulk_create(seats)


def post_of(body, place, private):
    """The first seat leads; the first of the public side shares the chair or keeps the minutes."""
    leads = Post.LEADER if body.kind == BodyKind.SUBCOMMITTEE else Post.CHAIR
    shares = body.kind in (BodyKind.COUNCIL, BodyKind.DONG)
    first, second = (Post.CO_CHAIR, Post.CO_CHAIR) if shares else (leads, Post.SECRETARY)
    return {0: first, private: second}.get(place, Post.MEMBER)


def term_of(body):
    """Two years that began in the March before last; of a body that rests, the two years before them."""
    year = timezone.localdate().year - (3 if body.state == CommitteeState.DORMANT else 1)
    start = date(year, 3, 1)
    return start, date(year + 2, 3, 1) - timedelta(days=1)


def made_up_name(number):
    """가나마: three syllables that nobody is called."""
    count = len(LETTERS)
    return "".join(LETTERS[(number * step + step) % count] for step in (1, 3, 5))
