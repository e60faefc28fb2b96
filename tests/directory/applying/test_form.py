"""The form anybody may fill in: what it asks, refuses and keeps, and what it never tells."""

from datetime import timedelta

import pytest
from django.urls import reverse

from directory.models import Application
from tests.directory.applying.conftest import NOW, STARTS, THE_PERSON, ask, change, link_in, send_one

CONSENT = {"is_of_age": "on", "consent": "on"}


def filled(**fields):
    return THE_PERSON | CONSENT | {"key": "k" * 32} | fields


@pytest.fixture
def url(course):
    return reverse("apply", args=[course.uuid])


@pytest.fixture
def send(client, url):
    return lambda **fields: client.post(url, filled(**fields))


def errors(response):
    return response.context["form"].errors


def test_the_whole_way(client, course, url, mailoutbox):
    size = ask(course, "티셔츠 크기", "radio", choices="작게\n크게", required=True)
    allergy = ask(course, "못 드시는 것", "multiline")
    page = client.get(course.url).content.decode()
    assert url in page
    assert "남은 자리 2" in page

    response = client.post(url, filled(**{size.name: "크게", allergy.name: "땅콩"}))
    assert response.url == reverse("apply_sent", args=[course.uuid])
    assert "아직 신청이 끝나지 않았습니다" in client.get(response.url).content.decode()
    (mail,) = mailoutbox
    assert not [word for word in ("홍길순", "땅콩", "02-000-7777") if word in mail.body]

    prove = link_in(mail)
    shown = client.get(prove).content.decode()
    assert "홍길순" in shown
    assert Application.objects.get().state == "unproven"
    mine = client.post(prove).url
    html = client.get(mine).content.decode()
    assert "신청이 확정되었습니다" in html
    assert not [word for word in ("홍길순", "땅콩", "02-000-7777") if word in html]
    assert client.get(prove).url == client.post(prove).url == mine
    assert "남은 자리 1" in client.get(course.url).content.decode()

    client.get(mine, {"deed": "cancel"})
    assert Application.objects.get().state == "confirmed"
    client.post(mine, {"deed": "cancel"})
    application = Application.objects.get()
    assert application.state == "cancelled"
    assert [(each["label"], each["answer"]) for each in application.answers] == [
        ("티셔츠 크기", "크게"),
        ("못 드시는 것", "땅콩"),
    ]
    client.post(mine, {"deed": "forget"})
    assert "모두 지웠습니다" in client.get(mine).content.decode()
    application.refresh_from_db()
    assert application.is_forgotten
    assert "남은 자리 2" in client.get(course.url).content.decode()


class TestRefusing:
    @pytest.mark.parametrize(
        ("fields", "name", "sentence"),
        [
            ({"name": ""}, "name", "적어 주십시오"),
            ({"name": "가" * 41}, "name", "40자까지"),
            ({"phone": "없음"}, "phone", "02-123-4567"),
            ({"email": "gilsun"}, "email", "이메일 주소를"),
            ({"consent": ""}, "consent", "동의하셔야"),
            ({"is_of_age": ""}, "is_of_age", "보호자와 함께"),
            ({"remark": "buy"}, "remark", "비우고"),
            ({"name": "900101-2345678"}, "name", "주민등록번호"),
        ],
    )
    def test_a_sentence_at_the_field_and_nothing_is_lost(self, send, fields, name, sentence, mailoutbox):
        response = send(**fields)

        assert response.status_code == 200
        assert sentence in str(errors(response)[name])
        html = response.content.decode()
        assert all(value in html for key, value in THE_PERSON.items() if key not in fields)
        assert not Application.objects.exists()
        assert mailoutbox == []

    @pytest.mark.parametrize(
        ("kind", "value", "sentence"),
        [
            ("singleline", "900101-2345678", "주민등록번호"),
            ("singleline", "", "답해"),
            ("singleline", "가" * 201, "200자까지"),
            ("multiline", "가" * 1001, "1000자까지"),
            ("number", "9" * 400, "숫자"),
            ("number", "-1", "숫자"),
            ("number", "열", "숫자"),
            ("radio", "셋", "목록에서"),
            ("checkboxes", ["하나", "셋"], "목록에서"),
            ("checkbox", "", "답해"),
            ("date", "9999-12-31", "2099년"),
            ("date", "내일", "2026-11-28처럼"),
        ],
    )
    def test_answers(self, course, send, kind, value, sentence):
        question = ask(course, "물음", kind, choices="하나\n둘", required=True)

        assert sentence in str(errors(send(**{question.name: value}))[question.name])

    def test_nonsense_is_no_error_of_ours(self, client, course, url):
        for kind in ("number", "date", "checkboxes", "radio", "checkbox", "multiline"):
            ask(course, kind, kind, choices="하나\n둘", required=True)
        names = [question.name for question in course.questions.all()]
        for value in ("\x00", "\udcff".encode("utf-8", "surrogatepass"), "9" * 5000, ["a", "b"], "<script>"):
            fields = dict.fromkeys(["name", "phone", "email", "key", *names], value)
            assert client.post(url, fields | CONSENT).status_code in (200, 400)
        assert client.post(
            url, b"\xff\xfe", content_type="application/x-www-form-urlencoded"
        ).status_code in (
            200,
            400,
        )

    def test_too_many_from_one_address_and_to_one_mailbox(self, send):
        statuses = [send(name=f"이름{n}", key=str(n)).status_code for n in range(6)]
        assert statuses == [302] * 5 + [429]

        statuses = [send(email=f"p{n}@resident.example", key=f"p{n}").status_code for n in range(5)]
        assert statuses == [302] * 4 + [429]

    def test_the_same_form_twice_is_one_mail(self, send, mailoutbox):
        assert send().url == send().url
        assert Application.objects.count() == len(mailoutbox) == 1

    def test_who_applied_already_is_told_by_mail_alone(self, course, send, mailoutbox):
        send_one(course, email=THE_PERSON["email"]).prove()
        mailoutbox.clear()

        assert send().url == reverse("apply_sent", args=[course.uuid])
        assert [mail.subject for mail in mailoutbox] == ["[누리넷] 이미 신청하셨습니다"]


class TestTheForm:
    def test_no_box_is_ticked_and_each_consent_stands_by_itself(self, client, course, url):
        change(course, asks_news_consent=True, asks_photo_consent=True)

        html = client.get(url).content.decode().split("<main")[1]

        assert "checked" not in html
        names = ("is_of_age", "consent", "consent_news", "consent_photo")
        assert [html.count(f'name="{name}"') for name in names] == [1] * 4

    def test_optional_consents_are_kept_one_by_one(self, course, send):
        change(course, asks_news_consent=True, asks_photo_consent=True)

        send(consent_photo="on")

        application = Application.objects.get()
        assert [application.consented_to(purpose) for purpose in ("personal", "of_age", "news", "photo")] == [
            True,
            True,
            False,
            True,
        ]
        assert all(consent["version"] and consent["at"] for consent in application.consents)

    def test_it_is_kept_by_nobody_and_found_by_no_search_engine(self, client, url):
        response = client.get(url)

        assert "no-store" in response["Cache-Control"]
        assert 'name="robots" content="noindex' in response.content.decode()

    @pytest.mark.parametrize(
        ("values", "sentence"),
        [
            ({"takes_applications": False}, "누리넷에서는 신청을 받지 않습니다"),
            ({"apply_from": NOW + timedelta(minutes=1)}, "오전 10시 1분부터"),
            ({"apply_until": NOW}, "오전 10시에 신청이 끝났습니다"),
            ({"state": "cancelled"}, "예정대로 열리지 않아"),
            (
                {"last_ends_at": NOW - timedelta(1), "starts_at": NOW - timedelta(2)},
                "이미 끝났습니다",
            ),
            ({"capacity": 0, "takes_waiting": False}, "자리가 모두 찼습니다"),
            ({"starts_at": NOW}, "신청이 끝났습니다"),
        ],
    )
    def test_why_not_now(self, client, course, url, values, sentence):
        change(course, **values)

        answers = client.get(url), client.post(url, filled())

        assert [answer.status_code for answer in answers] == [200, 409]
        assert all(sentence in answer.content.decode() for answer in answers)
        assert not Application.objects.exists()

    def test_a_day_that_ends_is_said_as_that_day(self, client, course, url):
        change(course, apply_until=NOW.replace(hour=0))

        assert "11월 25일(수) 24:00에 신청이 끝났습니다" in client.get(url).content.decode()

    def test_a_draft_does_not_exist(self, client, course, url):
        course.unpublish()

        assert client.get(url).status_code == 404


class TestTheLink:
    def test_it_dies_after_a_day(self, client, course, mailoutbox, time_machine):
        send_one(course)
        link = link_in(mailoutbox[0])
        time_machine.move_to(NOW + timedelta(hours=24, seconds=1), tick=False)

        assert client.get(link).status_code == client.post(link).status_code == 410
        assert Application.objects.get().state == "unproven"

    @pytest.mark.parametrize("token", ["x", "가", "a:b:c", "%00"])
    def test_a_forged_one_is_none(self, client, course, token):
        assert client.get(f"/directory/apply/prove/{token}/").status_code in (400, 404)

    def test_the_private_page_is_nobodys_before_proof(self, client, course):
        application = send_one(course)

        assert client.get(reverse("application", args=[application.uuid])).status_code == 404

    def test_keys_are_told_to_no_other_site(self, client, course, mailoutbox):
        mine = reverse("application", args=[send_one(course, 1).prove().uuid])
        send_one(course)

        for path in (mine, link_in(mailoutbox[-1])):
            response = client.get(path)
            assert response["Referrer-Policy"] == "same-origin"
            assert "no-store" in response["Cache-Control"]

    def test_full_meanwhile_is_said_and_may_be_tried_again(self, client, course, applied, mailoutbox):
        change(course, takes_waiting=False)
        send_one(course, 9)
        link = link_in(mailoutbox[-1])
        first = applied(0)
        applied(1)

        assert client.post(link).status_code == 409
        first.cancel()
        assert client.post(link).status_code == 302

    def test_after_it_is_over_there_is_nothing_to_cancel(self, client, course, applied, time_machine):
        application = applied(0)
        time_machine.move_to(STARTS + timedelta(hours=3), tick=False)

        response = client.post(reverse("application", args=[application.uuid]), {"deed": "cancel"})

        assert "이미 끝나서" in response.content.decode()
