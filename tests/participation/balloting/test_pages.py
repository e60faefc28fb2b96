"""What residents and strangers see of ballots, and when."""

import csv
import io
from datetime import timedelta

import pytest

from participation.balloting.actions import note_offline
from participation.balloting.results import seal
from participation.models import Issue, Option, Paper, Voter
from tests.factories.ballots import CLOSES, OPENS, BallotFactory
from tests.factories.residents import ResidentFactory
from tests.participation.balloting.conftest import INSIDE, LAST_MOMENT, vote

pytestmark = pytest.mark.django_db


def text_of(client, path, status=200, **kwargs):
    answer = client.get(path, **kwargs)
    assert answer.status_code == status
    return answer.content.decode()


def table(answer):
    text = b"".join(answer.streaming_content).decode("utf-8")
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))


class TestBeforeTheClose:
    """Nobody has a number of votes: no page, no table, no API, no screen of staff."""

    HIDDEN = ("papers/", "papers.csv", "results.csv", "receipt/")

    @pytest.fixture(autouse=True)
    def _voted(self, ballot, clock):
        for _ in range(7):
            vote(ballot, 2)
        clock(LAST_MOMENT)

    @pytest.mark.parametrize("path", HIDDEN)
    def test_what_comes_after_is_not_there(self, ballot, client, path):
        assert client.get(f"{ballot.get_absolute_url()}{path}").status_code == 404

    def test_pages_and_api_have_no_number(self, ballot, client):
        assert "결과</h2>" not in text_of(client, ballot.get_absolute_url())
        found = client.get(f"/api/ballots/{ballot.pk}/").json()
        assert found["results"] is None
        assert "voters" not in str(found)
        assert client.get(f"/api/ballots/{ballot.pk}/results/").status_code == 404

    def test_neither_has_staff(self, ballot, client, secretariat, settings):
        settings.STAFF_MFA_REQUIRED = False
        client.force_login(secretariat)

        page = text_of(client, f"/admin/ballots/{ballot.pk}/")

        assert "마감 전에는 아무에게도 보이지 않습니다" in page
        assert "7명" not in page
        assert "7표" not in page

    def test_at_the_close_everything_is_there_though_nobody_counted_yet(self, ballot, client, clock):
        clock(CLOSES)

        page = text_of(client, ballot.get_absolute_url())
        assert "투표한 사람 <strong>7명</strong>, 투표용지 <strong>7장</strong>" in page
        assert "7표" in page
        for path in self.HIDDEN:
            assert client.get(f"{ballot.get_absolute_url()}{path}").status_code == 200
        assert client.get(f"/api/ballots/{ballot.pk}/results/").json()["papers"] == 7


class TestThePages:
    def test_the_list_shows_what_is_published_by_state(self, ballot, client):
        BallotFactory(title="아직 아닌 것", draft=True)
        BallotFactory(title="나중 것", opens_at=OPENS + timedelta(days=1))

        assert "아직 아닌 것" not in text_of(client, "/ballots/")
        assert "나중 것" not in text_of(client, "/ballots/?state=open")
        assert "나중 것" in text_of(client, "/ballots/?state=coming")
        assert "무엇부터 할까요" in text_of(client, "/ballots/?q=무엇부터")

    @pytest.mark.parametrize("query", ["state=x", "page=-1", "page=99999999999999999999", "state=&q="])
    def test_nonsense_is_answered(self, ballot, client, query):
        assert client.get(f"/ballots/?{query}").status_code == 200

    @pytest.mark.parametrize("pk", ["0", "99999", str(2**63), "9" * 40])
    def test_what_is_not_there_is_not_found(self, ballot, client, pk):
        for path in ("", "vote/", "papers/", "papers.csv", "results.csv", "receipt/"):
            assert client.get(f"/ballots/{pk}/{path}").status_code == 404
        assert client.get(f"/api/ballots/{pk}/").status_code == 404

    def test_a_draft_is_not_found(self, client):
        assert client.get(BallotFactory(draft=True).get_absolute_url()).status_code == 404

    def test_a_stranger_gets_no_cookie(self, ballot, client):
        for path in ("/ballots/", ballot.get_absolute_url()):
            assert not client.get(path).cookies

    def test_pages_cost_the_same_for_many_as_for_few(self, ballot, client, django_assert_max_num_queries):
        for _ in range(19):
            BallotFactory()
        text_of(client, "/ballots/")
        with django_assert_max_num_queries(12) as few:
            text_of(client, "/ballots/?page=1&x=1")
        for _ in range(30):
            BallotFactory()
        with django_assert_max_num_queries(len(few.captured_queries)):
            text_of(client, "/ballots/?page=1&x=2")

    def test_a_page_is_not_kept_over_a_moment_that_changes_it(self, ballot, client, clock):
        clock(CLOSES - timedelta(minutes=5))
        assert "no-store" in client.get(ballot.get_absolute_url())["Cache-Control"]
        assert "no-store" in client.get("/ballots/")["Cache-Control"]

        clock(CLOSES - timedelta(minutes=5, microseconds=1))
        assert "no-store" not in client.get(ballot.get_absolute_url()).get("Cache-Control", "")

    def test_an_issue_that_is_not_public_any_more_is_not_named(
        self, ballot, client, clock, django_user_model
    ):
        from directory.models import Dong

        dong = Dong.objects.order_by("pk").first()
        issue = Issue.objects.create(
            **{"site": ballot.site, "title": "횡단보도 턱", "problem": "높습니다.", "dong": dong},
            **{"status": "gathering", "published_at": INSIDE},
        )
        Option.objects.create(ballot=ballot, number=4, text=issue.title, issue=issue)
        assert "횡단보도 턱" in text_of(client, ballot.get_absolute_url())

        Issue.objects.filter(pk=issue.pk).update(withdrawn_at=INSIDE)

        vote(ballot, 4)
        clock(CLOSES)
        for path in (f"/ballots/{ballot.pk}/", f"/ballots/{ballot.pk}/papers/", f"/api/ballots/{ballot.pk}/"):
            page = text_of(client, path)
            assert "횡단보도 턱" not in page
            assert f"{issue.pk}번 과제" in page


class TestVoting:
    def url(self, ballot):
        return f"/ballots/{ballot.pk}/vote/"

    def test_a_stranger_and_somebody_unverified_are_led_away(self, ballot, client):
        assert client.get(self.url(ballot)).status_code == 302

        client.force_login(ResidentFactory().user)
        assert client.get(self.url(ballot)).status_code == 302
        assert (
            client.post(self.url(ballot), {"ground": "lives", "choice": "1", "cast": "1"}).status_code == 302
        )
        assert not Voter.objects.exists()

    def test_staff_do_not_vote(self, ballot, client, secretariat, settings):
        settings.STAFF_MFA_REQUIRED = False
        client.force_login(secretariat)

        assert client.get(self.url(ballot)).status_code == 403

    def test_the_paper_is_shown_once_more_before_it_is_cast(self, ballot, client, voter):
        page = client.post(self.url(ballot), {"ground": "lives", "choice": "2", "look": "1"})

        assert "이렇게 투표합니다" in page.content.decode()
        assert "무료 급식" in page.content.decode()
        assert not Paper.objects.exists()
        assert "no-store" in page["Cache-Control"]

    def test_one_may_choose_again(self, ballot, client, voter):
        page = client.post(self.url(ballot), {"ground": "lives", "choice": "2", "back": "1"})

        assert 'value="2"' in page.content.decode()
        assert "checked" in page.content.decode()

    def test_the_receipt_is_shown_once(self, ballot, client, voter):
        data = {"ground": "lives", "choice": "2", "cast": "1"}
        first = client.post(self.url(ballot), data).content.decode()
        receipt = Paper.objects.get().receipt_in_words
        assert receipt in first

        again = client.post(self.url(ballot), data)

        assert again.status_code == 409
        assert "이미 투표하셨습니다" in again.content.decode()
        assert receipt not in again.content.decode()
        assert receipt not in text_of(client, self.url(ballot))
        assert Paper.objects.count() == 1

    def test_a_vote_that_comes_at_the_close_is_told_so(self, ballot, client, voter, clock):
        clock(CLOSES)
        client.force_login(voter.user)

        page = client.post(self.url(ballot), {"ground": "lives", "choice": "2", "cast": "1"})

        assert page.status_code == 409
        assert "오후 6시에 마감했습니다" in page.content.decode()

    @pytest.mark.parametrize(
        "data",
        [
            {},
            {"ground": "works", "choice": "1", "cast": "1"},
            {"ground": "lives", "choice": "99", "cast": "1"},
            {"ground": "lives", "choice": "9" * 500, "cast": "1"},
            {"ground": ["lives", "x"], "choice": ["1", "x"], "cast": "1"},
        ],
    )
    def test_nonsense_is_a_sentence_beside_the_field(self, ballot, client, voter, data):
        page = client.post(self.url(ballot), data)

        assert page.status_code == 200
        assert 'role="alert"' in page.content.decode()
        assert not Paper.objects.exists()

    def test_several_are_bounded(self, client, voter):
        ballot = BallotFactory(kind="several", most=2)
        data = {"ground": "lives", "choice": ["1", "2", "3"], "cast": "1"}
        assert "지금 3개를 고르셨습니다" in client.post(self.url(ballot), data).content.decode()

        client.post(self.url(ballot), data | {"choice": ["3", "1"]})

        assert Paper.objects.get().choices == [1, 3]

    @pytest.mark.parametrize(
        ("places", "sentence"),
        [
            (("", "1", ""), "1순위를 골라 주십시오"),
            (("1", "", "2"), "2순위를 먼저 골라 주십시오"),
            (("1", "2", "1"), "1순위에서 이미 고르신 것입니다"),
        ],
    )
    def test_a_ranking_has_no_gap_and_names_nothing_twice(self, client, voter, places, sentence):
        ballot = BallotFactory(kind="ranking", most=3)
        data = {f"place_{number}": value for number, value in enumerate(places, start=1)}

        page = client.post(self.url(ballot), data | {"ground": "lives", "cast": "1"})

        assert sentence in page.content.decode()

    def test_a_ranking_is_kept_in_its_order(self, client, voter):
        ballot = BallotFactory(kind="ranking", most=3)
        data = {"ground": "lives", "place_1": "3", "place_2": "1", "place_3": "", "cast": "1"}

        client.post(self.url(ballot), data)

        assert Paper.objects.get().choices == [3, 1]


class TestAfterTheClose:
    def test_everybody_can_count_again(self, ballot, client, clock):
        receipts = [vote(ballot, number) for number in (1, 2, 2)]
        clock(CLOSES)
        seal(ballot)

        papers = table(client.get(f"/ballots/{ballot.pk}/papers.csv"))
        results = table(client.get(f"/ballots/{ballot.pk}/results.csv"))

        assert [row[0] for row in papers[1:]] == sorted(receipt.replace("-", "") for receipt in receipts)
        assert sorted(row[1] for row in papers[1:]) == ["1", "2", "2"]
        assert results[1][:4] == ["1", "2", "무료 급식", "2"]

    @pytest.mark.parametrize("change", [str, str.lower, lambda receipt: receipt.replace("-", " ")])
    def test_a_voter_finds_her_paper(self, ballot, client, clock, change):
        receipt = vote(ballot, 2)
        clock(CLOSES)

        page = client.post(f"/ballots/{ballot.pk}/receipt/", {"receipt": change(receipt)}).content.decode()

        assert "찾았습니다" in page
        assert "무료 급식" in page

    @pytest.mark.parametrize("receipt", ["", "없는번호", "0" * 30, "0" * 31, "' OR 1=1"])
    def test_what_is_no_receipt_finds_nothing(self, ballot, client, clock, receipt):
        vote(ballot, 2)
        clock(CLOSES)

        page = client.post(f"/ballots/{ballot.pk}/receipt/", {"receipt": receipt})

        assert page.status_code == 200
        assert "찾았습니다" not in page.content.decode()

    def test_the_round_table_stands_apart(self, ballot, client, clock, secretariat):
        vote(ballot, 1)
        note_offline(
            ballot,
            **{"by": secretariat, "held_on": INSIDE.date(), "place": "구민회관", "participants": 5000},
            **{"counts": {1: 3, 2: 4321, 3: 6}, "source": "원탁회의 결과보고서"},
        )
        assert "4,321" not in text_of(client, ballot.get_absolute_url())

        clock(CLOSES)

        page = text_of(client, ballot.get_absolute_url())
        assert page.index("1표") < page.index("원탁회의 결과:") < page.index("4,321")
        assert client.get(f"/api/ballots/{ballot.pk}/results/").json()["offline"][0]["counts"]["2"] == 4321
