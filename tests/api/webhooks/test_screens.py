"""What headquarters sees and presses. The secret is seen once."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import AccessLog, Verb
from api.models import ChangeCounter, Delivery, Subscriber
from api.webhooks import actions
from tests.api.webhooks.conftest import fresh, go

pytestmark = pytest.mark.django_db
SECRET = re.compile(r"whsec_[A-Za-z0-9+/]+=*")
FORM = {
    "name": "구청 앱",
    "address": "https://app.example/hook",
    "contact": "app@app.example",
    "start": "now",
}


@pytest.fixture
def desk(client, secretariat):
    client.force_login(secretariat)
    return client


def press(desk, deed, subscriber, **data):
    return desk.post(reverse(f"webhooks:{deed}", args=[subscriber.pk]), data, follow=True)


def notes():
    return list(
        AccessLog.objects.filter(verb=Verb.WEBHOOK).order_by("number").values_list("reason", flat=True)
    )


class TestMaking:
    def make(self, desk, **more):
        from wagtail.models import Site

        return desk.post(reverse("webhooks:add"), FORM | {"site": Site.objects.get().pk} | more)

    def test_the_secret_is_shown_in_the_answer_and_nowhere_else(self, desk):
        answer = self.make(desk)

        subscriber = Subscriber.objects.get()
        [shown] = set(SECRET.findall(answer.text))
        assert subscriber.secrets() == [shown]
        assert "no-store" in answer["Cache-Control"]
        assert notes() == ["만들고 비밀키를 보였습니다"]
        for name in ("inspect", "edit", "rotate", "deliveries"):
            page = desk.get(reverse(f"webhooks:{name}", args=[subscriber.pk]))
            assert page.status_code == 200
            assert not SECRET.search(page.text)
            assert shown[6:] not in page.text

    def test_it_begins_where_it_was_told(self, desk, publish):
        publish("one")
        self.make(desk)
        self.make(desk, address="https://app.example/2", start="beginning", types=["pages.NewsPage"])

        now, beginning = Subscriber.objects.order_by("pk")
        assert (now.position, beginning.position) == (ChangeCounter.read().last, 0)
        assert beginning.types == ["pages.NewsPage"]

    @pytest.mark.parametrize(
        ("more", "said"),
        [
            ({"address": "http://app.example/hook"}, "https로 시작하는 주소로만"),
            ({"address": "https://u:p@app.example/"}, "이름과 비밀번호가 든 주소"),
            ({"types": ["accounts.User"]}, "accounts.User"),
            ({"contact": ""}, "error"),
            ({"start": "가나다"}, "error"),
        ],
    )
    def test_what_is_refused_is_said(self, desk, more, said):
        answer = self.make(desk, **more)

        assert answer.status_code == 200
        assert said in answer.text
        assert not Subscriber.objects.exists()

    def test_the_same_address_twice_is_refused(self, desk):
        self.make(desk)

        assert "이미 보내고 있는 주소입니다." in self.make(desk).text
        assert Subscriber.objects.count() == 1


class TestChanging:
    def test_editing_leaves_the_position_where_it_went_meanwhile(self, desk, subscriber, publish):
        publish("one")
        after = go(subscriber)
        stale = {"name": "새 이름", "contact": "a@b.example", "address": "https://new.example/", "types": []}

        press(desk, "edit", subscriber, site=subscriber.site_id, **stale)

        found = fresh(subscriber)
        assert (found.name, found.position) == ("새 이름", after.position)

    def test_rotating_shows_a_new_secret_once(self, desk, subscriber, secret):
        [shown] = set(SECRET.findall(press(desk, "rotate", subscriber, hours="24").text))

        assert fresh(subscriber).secrets() == [shown, secret]
        assert notes()[-1] == "비밀키를 바꾸고 보였습니다(앞 비밀키 24시간 더)"

    def test_loading_that_answer_again_does_not_throw_away_the_secret_in_use(self, desk, subscriber, secret):
        press(desk, "rotate", subscriber, hours="24")

        again = press(desk, "rotate", subscriber, hours="24")

        assert "아직 쓰이고 있습니다" in again.text
        assert fresh(subscriber).secrets()[1] == secret

    def test_a_secret_that_leaked_ends_at_once(self, desk, subscriber):
        press(desk, "rotate", subscriber, hours="24")
        [shown] = set(SECRET.findall(press(desk, "rotate", subscriber, hours="0").text))

        assert fresh(subscriber).secrets() == [shown]

    def test_pausing_and_going_on(self, desk, subscriber, publish, receiver):
        press(desk, "pause", subscriber)
        publish("one")
        go(subscriber)
        assert receiver.received == []

        press(desk, "resume", subscriber)
        go(subscriber)
        assert receiver.told == ["one"]
        assert "이미 켜져 있습니다." in press(desk, "resume", subscriber).text

    def test_deleting(self, desk, subscriber):
        answer = press(desk, "delete", subscriber)

        assert answer.redirect_chain[-1][0] == reverse("webhooks:index")
        assert not Subscriber.objects.exists()
        assert notes()[-1] == "지웠습니다"


class TestReplaying:
    def test_from_a_day(self, desk, subscriber, publish, receiver):
        publish("one")
        go(subscriber)

        press(desk, "replay", subscriber, place="day", day=str(timezone.localdate()))
        go(subscriber)

        assert receiver.received[-1].titles[-1] == "one"
        assert notes()[-1] == f"다시 보내게 했습니다: {timezone.localdate()}부터"

    def test_now_passes_over_what_was_missed(self, desk, subscriber, publish, receiver):
        press(desk, "pause", subscriber)
        publish("one")
        press(desk, "replay", subscriber, place="now")
        press(desk, "resume", subscriber)
        publish("two")
        go(subscriber)

        assert receiver.told == ["two"]

    @pytest.mark.parametrize(
        ("given", "said"),
        [
            ({"place": "cursor"}, "적어 주십시오."),
            ({"place": "cursor", "cursor": "가나다"}, "cursor를 읽지 못했습니다."),
            ({"place": "cursor", "cursor": "WyJ4IiwxXQ"}, actions.FORGOTTEN),
            ({"place": "day"}, "적어 주십시오."),
            ({"place": "day", "day": "9999-12-31"}, "아직 오지 않은 날입니다."),
            ({"place": "day", "day": "0001-01-01"}, "2000년 뒤의 날"),
            ({"place": "day", "day": "그제"}, "error"),
            ({"place": "어디"}, "error"),
            ({}, "error"),
        ],
    )
    def test_what_cannot_be_is_said_and_nothing_moves(self, desk, subscriber, given, said):
        answer = press(desk, "replay", subscriber, **given)

        assert said in answer.text
        assert (fresh(subscriber).replays, fresh(subscriber).position) == (0, subscriber.position)

    def test_a_day_of_which_not_all_is_remembered_is_refused(self, desk, subscriber, publish):
        publish("one")
        ChangeCounter.objects.update(forgotten=ChangeCounter.read().last)

        answer = press(desk, "replay", subscriber, place="day", day="2020-01-01")

        assert actions.FORGOTTEN in answer.text


class TestLooking:
    def test_the_log_and_the_home_say_what_went_wrong(self, desk, subscriber, publish, receiver):
        publish("one")
        receiver.answers = [(410, {}, b"<script>alert(1)</script>")]
        go(subscriber)

        for name in ("inspect", "deliveries"):
            page = desk.get(reverse(f"webhooks:{name}", args=[subscriber.pk])).text
            assert "410" in page
            assert "&lt;script&gt;" in page
            assert "<script>alert" not in page
        assert "꺼진 웹훅" in desk.get(reverse("wagtailadmin_home")).text
        assert "저절로 꺼짐" in desk.get(reverse("webhooks:index"), {"state": "disabled"}).text
        assert subscriber.name not in desk.get(reverse("webhooks:index"), {"state": "on"}).text

    def test_the_list_costs_no_more_for_more(self, desk, subscriber, django_assert_num_queries):
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        desk.get(reverse("webhooks:index"))
        with CaptureQueriesContext(connection) as one:
            desk.get(reverse("webhooks:index"))
        for number in range(5):
            Subscriber.objects.create(
                **{"site": subscriber.site, "name": f"{number}", "address": f"https://{number}.example/"},
                **{"contact": "a@b.example", "secret": "x"},
            )
        with django_assert_num_queries(len(one)):
            desk.get(reverse("webhooks:index"))

    def test_outcomes_are_told_apart(self, desk, subscriber):
        for number, status in (("good", 204), ("bad", 500), ("silent", None)):
            Delivery.objects.create(subscriber=subscriber, message_id=f"msg_{number}", status=status)
        address = reverse("webhooks:deliveries", args=[subscriber.pk])

        failed = desk.get(address, {"outcome": "failed"}).text

        assert "msg_bad" in failed
        assert "msg_silent" in failed
        assert "msg_good" not in failed


@pytest.mark.parametrize("who", ["editor_a", "resident"])
def test_nobody_else_sees_any_of_it(who, request, client, subscriber):
    client.force_login(request.getfixturevalue(who))

    for name in ("index", "add"):
        assert client.get(reverse(f"webhooks:{name}")).status_code in (302, 403)
    for name in ("inspect", "edit", "rotate", "replay", "deliveries", "delete"):
        answer = client.get(reverse(f"webhooks:{name}", args=[subscriber.pk]))
        assert answer.status_code in (302, 403)
        assert subscriber.name not in answer.text
