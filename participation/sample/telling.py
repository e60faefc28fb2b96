"""The counter of a 동주민센터, what was entered there, and somebody who hears of everything."""

from directory.models import Dong
from participation.actions import follow
from participation.models import DigestRhythm, Issue
from participation.proxying.actions import appoint, enter_empathy, enter_issue
from participation.telling.preferences import change, mute
from participation.way import OPEN

ENTERED = (
    (
        "경로당 보일러가 낡아 겨울마다 춥습니다",
        "경로당에 매일 나오시는 어르신 몇 분이 창구로 오셔서 말씀하셨습니다. 보일러가 오래되어 방 하나만 따뜻하고, 다른 방은 "
        "외투를 입고 앉아 계신다고 합니다. 고쳐도 한 해를 넘기지 못한다고 하십니다.",
        "보일러를 새것으로 바꾸거나, 낮에 따뜻하게 지낼 다른 곳을 알려 주십시오.",
    ),
    (
        "은행이 멀어져 연금을 찾으러 가기 어렵습니다",
        "동네 은행 지점이 문을 닫아, 걷기 어려운 분들이 버스를 두 번 타고 가십니다. 휴대전화로 하는 은행 일은 할 줄 모르신다고 "
        "하셨습니다.",
        "",
    ),
)


def make_telling(site, residents, by, user):
    """``by`` is of headquarters, ``user`` is the account of a counter."""
    appoint(user, Dong.objects.current().order_by("code").first(), by=by)
    for title, problem, wish in ENTERED:
        dong = user.dong_officer.dong
        enter_issue(by=user, site=site, title=title, problem=problem, wish=wish, dong=dong)
    gathering = Issue.objects.public().in_site(site).filter(status__in=OPEN).order_by("pk")
    for number, issue in enumerate(gathering[:4]):
        for receipt in range(1, 3 + 4 * number):
            enter_empathy(issue, by=user, receipt=receipt)
    _listen(residents, list(gathering[:3]))


def _listen(residents, issues):
    for resident in residents[:2]:
        for issue in issues:
            follow(issue, resident)
    if residents and issues:
        change(residents[0], is_on=True, at_once=True, digest=DigestRhythm.WEEKLY)
        mute(residents[0], issues[-1])
