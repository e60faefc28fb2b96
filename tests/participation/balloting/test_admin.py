"""What headquarters does with ballots."""

from datetime import timedelta

import pytest
from wagtail.log_actions import registry

from participation.balloting.mine import export
from participation.models import Ballot, Issue, OfflineResult
from tests.factories.ballots import CLOSES, OPENS, BallotFactory
from tests.participation.balloting.conftest import INSIDE, vote

pytestmark = pytest.mark.django_db
THE_BALLOT = {
    **{"title": "내년에 먼저 할 일", "explanation": "골라 주십시오.", "kind": "several", "most": "2"},
    **{"opens_at": "2026-12-10T09:00", "closes_at": "2026-12-14T18:00", "for_lives": "on"},
    "options_text": "쉼터\n급식\n셔틀버스\n",
}


@pytest.fixture
def desk(client, secretariat, settings):
    settings.STAFF_MFA_REQUIRED = False
    client.force_login(secretariat)
    return client


def send(client, path, data, status=302):
    answer = client.post(f"/admin/ballots/{path}", data)
    assert answer.status_code == status, answer.content.decode()[-3000:]
    return answer.content.decode()


def test_a_ballot_is_made_published_and_seen(desk):
    send(desk, "new/", THE_BALLOT)
    ballot = Ballot.objects.get()
    assert [option.text for option in ballot.options.all()] == ["쉼터", "급식", "셔틀버스"]
    assert ballot.closes_at.isoformat() == "2026-12-14T09:00:00+00:00"
    assert desk.get(ballot.get_absolute_url()).status_code == 404

    send(desk, f"{ballot.pk}/publish/", {})

    assert "내년에 먼저 할 일" in desk.get(ballot.get_absolute_url()).content.decode()
    assert "내년에 먼저 할 일" in desk.get("/admin/ballots/").content.decode()


def test_yes_or_no_has_its_own_options(desk):
    send(desk, "new/", THE_BALLOT | {"kind": "yes_no", "options_text": "", "most": "5"})

    assert [option.text for option in Ballot.objects.get().options.all()] == ["찬성", "반대"]


def test_issues_stand_as_options_by_their_number(desk, district):
    from directory.models import Dong

    issue = Issue.objects.create(
        **{"site": district.get_site(), "title": "횡단보도 턱", "problem": "높습니다."},
        **{"dong": Dong.objects.order_by("pk").first(), "status": "gathering", "published_at": INSIDE},
    )
    page = send(desk, "new/", THE_BALLOT | {"options_text": f"#{issue.pk}\n#999999\n급식"}, status=200)
    assert "#999999: 공개된 과제 가운데 그 번호가 없습니다" in page

    send(desk, "new/", THE_BALLOT | {"options_text": f"#{issue.pk}\n급식\n셔틀"})

    assert Ballot.objects.get().options.get(number=1).issue == issue
    assert f"#{issue.pk}" in desk.get(f"/admin/ballots/{Ballot.objects.get().pk}/edit/").content.decode()


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"closes_at": "2026-12-10T09:00"}, "마감은 시작보다 뒤여야 합니다"),
        ({"opens_at": "어제"}, "2026-12-04T18:00처럼"),
        ({"opens_at": "0001-01-01T00:00"}, "2000년부터"),
        ({"most": "1"}, "2 이상으로"),
        ({"most": "4"}, "항목의 수보다 많습니다"),
        ({"options_text": "하나"}, "항목을 둘 이상"),
        ({"options_text": "가\n가"}, "같은 항목이 두 번"),
        ({"options_text": "\n".join(map(str, range(31)))}, "30개까지"),
        ({"for_lives": ""}, "하나 이상 골라 주십시오"),
    ],
)
def test_what_makes_no_sense_is_said_and_kept(desk, wrong, sentence):
    page = send(desk, "new/", THE_BALLOT | wrong, status=200)

    assert sentence in page
    assert "내년에 먼저 할 일" in page
    assert not Ballot.objects.exists()


def test_changed_until_it_opens_and_everybody_is_told(desk, clock, secretariat):
    ballot = BallotFactory(kind="one")
    changed = THE_BALLOT | {"opens_at": "2026-12-02T09:00", "closes_at": "2026-12-04T18:00"}
    clock(OPENS - timedelta(minutes=1))
    desk.force_login(secretariat)

    send(desk, f"{ballot.pk}/edit/", changed)
    assert ballot.notes.get().kind == "changed"

    clock(OPENS + timedelta(days=1))
    desk.force_login(secretariat)
    page = send(desk, f"{ballot.pk}/edit/", changed | {"title": "다른 제목"}, status=200)
    assert "시작한 투표는 고칠 수 없습니다" in page
    assert Ballot.objects.get().title == "내년에 먼저 할 일"


def test_extending_and_cancelling_need_a_reason(desk):
    ballot = BallotFactory()
    send(desk, f"{ballot.pk}/extend/", {"closes_at": "2026-12-05T18:00", "reason": ""}, status=200)
    send(desk, f"{ballot.pk}/cancel/", {"reason": ""}, status=200)

    send(desk, f"{ballot.pk}/extend/", {"closes_at": "2026-12-05T18:00", "reason": "접속 장애"})
    send(desk, f"{ballot.pk}/cancel/", {"reason": "항목이 빠졌습니다."})

    page = desk.get(ballot.get_absolute_url()).content.decode()
    assert "접속 장애" in page
    assert "항목이 빠졌습니다." in page
    messages = [entry.action for entry in registry.get_logs_for_instance(ballot)]
    assert messages == ["participation.cancel_ballot", "participation.extend_ballot"]


def test_the_round_table_is_written_down_and_taken_out(desk):
    ballot = BallotFactory()
    data = {"held_on": "2026-11-30", "place": "구민회관", "participants": "40", "source": "결과보고서"}
    counts = {"count_1": "3", "count_2": "30", "count_3": "7"}
    assert "적어 주십시오" in send(desk, f"{ballot.pk}/offline/", counts | {"held_on": ""}, status=200)

    send(desk, f"{ballot.pk}/offline/", data | counts)
    result = OfflineResult.objects.get()
    assert result.counts == {"1": 3, "2": 30, "3": 7}

    other = BallotFactory()
    assert (
        desk.post(f"/admin/ballots/{other.pk}/offline/{result.pk}/out/", {"reason": "x"}).status_code == 404
    )
    send(desk, f"{ballot.pk}/offline/{result.pk}/out/", {"reason": "다른 투표의 것입니다."})
    assert "다른 투표의 것입니다." in ballot.notes.last().text


def test_headquarters_see_by_which_ground_after_the_close(desk, clock, secretariat):
    ballot = BallotFactory(for_works=True)
    vote(ballot, 1), vote(ballot, 1, ground="works")
    clock(CLOSES)
    desk.force_login(secretariat)

    page = desk.get(f"/admin/ballots/{ballot.pk}/").content.decode()

    assert "투표한 사람 2명" in page
    assert "직장·학교 1명" in page


def test_a_resident_learns_of_herself_that_she_voted_and_no_more(ballot, voter):
    vote(ballot, 2, voice=voter.voice)

    assert export(voter) == [{"ballot": ballot.title, "ground": "거주"}]
