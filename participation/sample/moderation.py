"""살핌 in the sample: what waits, what was reported, one 임시조치, one appeal. People and texts are invented."""

import uuid
from itertools import cycle

from directory.models import Dong
from participation.actions import comment, raise_issue
from participation.models import CommentKind, Decision, Issue, Reason, Right, Status
from participation.moderating.appealing import appeal
from participation.moderating.deeds import block, refuse, release
from participation.moderating.desk import seen_of
from participation.moderating.limits import hold_for
from participation.moderating.looking import look_at
from participation.moderating.reporting import report
from participation.moderating.takedowns import accept, prove, request_takedown

WAITING = (
    (
        "경로당 가는 길에 쉴 곳이 없습니다",
        "언덕이 길어 어르신들이 두세 번은 쉬어야 올라가십니다. 중간에 앉을 만한 곳이 하나도 없어 담벼락에 기대어 계십니다. "
        "비 오는 날에는 그마저도 어렵습니다.",
        "언덕 중간에 작은 의자 두 개와 손잡이를 놓아 주십시오.",
    ),
    (
        "옆집 어르신이 걱정됩니다",
        "혼자 사시는 분인데 며칠째 아무것도 못 먹었다고 하십니다. 가스도 끊겼다고 합니다. 어디에 말해야 할지 몰라 여기에 씁니다.",
        "누가 한 번 들여다봐 주시면 좋겠습니다.",
    ),
    (
        "복지관 셔틀버스를 다시 운행해 주십시오",
        "버스가 없어진 뒤로 어머니가 복지관에 못 가십니다. 기사님께 여쭤보려고 해도 연락이 안 됩니다. "
        "제 번호는 010-0000-1234이니 아시는 분은 알려 주십시오.",
        "",
    ),
    (
        "동네 소식을 한눈에 보고 싶습니다",
        "여러 누리집을 돌아다녀야 해서 불편합니다. https://example.com/news 같은 곳처럼 모아 주면 좋겠습니다.",
        "한 화면에서 볼 수 있게 해 주십시오.",
    ),
)
ROUGH = "아니 이런 지랄 같은 행정이 어디 있습니까. 3년째 같은 말만 합니다."
REPORTED = "이거 사면 무릎 아픈 거 싹 낫습니다. 싸게 드릴 테니 쪽지 주세요. 우리 동네 어르신들 다 쓰십니다."
ACCUSING = "그 골목 끝 가게 주인이 쓰레기를 몰래 버리는 것을 제가 봤습니다. 다들 아는 사람입니다."
SHOUTING = "이 의견을 낸 사람은 세금도 안 내는 사람일 겁니다. 그런 사람 말은 들을 필요가 없습니다."


def make_moderation(site, residents, by, *, issue=None):
    """``residents`` are at least six verified ones, ``by`` is of headquarters, ``issue`` is one that is open."""
    if Decision.objects.filter(site=site, reason=Reason.HATE).exists():  # made before
        return
    newcomers, neighbours = list(residents[:2]), list(residents[2:])
    issue = issue or Issue.objects.public().in_site(site).filter(status=Status.GATHERING).earliest("pk")
    dongs = cycle(Dong.objects.filter(valid_until__isnull=True).order_by("code")[:5])
    held = [_send(site, texts, author, next(dongs)) for texts, author in zip(WAITING, cycle(newcomers))]
    _say(issue, ROUGH, neighbours[0], CommentKind.WORRY)

    advert = _say(issue, REPORTED, neighbours[1], CommentKind.EXPERIENCE)
    _let_out(advert, by)
    for resident in (neighbours[0], neighbours[2], newcomers[0]):
        report(advert, resident=resident, reason=Reason.ADVERT, words="물건을 파는 글입니다.")

    accused = _say(issue, ACCUSING, neighbours[2], CommentKind.EXPERIENCE)
    _let_out(accused, by)
    takedown = request_takedown(
        accused,
        uuid=uuid.uuid5(uuid.NAMESPACE_URL, f"sample-takedown-{accused.pk}"),
        name="가게 주인(예시)",
        email="shop@applicant.example",
        right=Right.HONOUR,
        what="‘그 골목 끝 가게 주인’이라고 한 부분",
        why="그 골목 끝에는 제 가게뿐이고, 저는 쓰레기를 버린 일이 없습니다. 구청의 확인서가 있습니다.",
    )
    accept(prove(takedown), by=by, days=30, words="확인서를 보고 임시로 게시를 중단합니다.")

    shouting = _say(issue, SHOUTING, neighbours[3 % len(neighbours)], CommentKind.WORRY)
    _let_out(shouting, by)
    decision = block(
        shouting,
        by=by,
        seen=seen_of(_fresh(shouting)),
        reason=Reason.HATE,
        words="소득을 이유로 깎아내리는 말입니다.",
    )
    appeal(decision, resident=shouting.author, text="화가 나서 그랬습니다. 고쳐서 다시 쓰게 해 주십시오.")
    refuse(
        held[2],
        by=by,
        seen=seen_of(_fresh(held[2])),
        reason=Reason.PERSONAL,
        words="전화번호를 빼고 다시 보내 주십시오. 누구나 보게 됩니다.",
    )


def _send(site, texts, author, dong):
    title, problem, wish = texts
    hold = hold_for(author, look_at(*texts), "issue")
    return raise_issue(
        site=site, title=title, problem=problem, wish=wish, dong=dong, author=author, hold=hold
    )


def _say(issue, text, author, kind):
    hold = hold_for(author, look_at(text), "comment")
    return comment(issue, kind=kind, text=text, author=author, hold=hold)


def _fresh(thing):
    return type(thing).objects.get(pk=thing.pk)


def _let_out(thing, by):
    """A first word of a new account is read and released."""
    if thing.hold:
        release(thing, by=by, seen=seen_of(_fresh(thing)))
