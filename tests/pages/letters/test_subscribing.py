"""Asking, proving, changing and ending: nobody gets a letter without wanting it, and nobody learns of others."""

import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.core import mail
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import AccessLog
from directory.models import Dong, Term
from pages.models import Subscription, SubscriptionConsent
from pages.models.subscribing import ConsentSubject, SubscriptionState
from pages.subscribing import tokens
from pages.subscribing.actions import keep_house
from tests.factories import SubscriptionFactory

pytestmark = pytest.mark.usefixtures("now")

ADDRESS = "gildong@example.kr"
FILLED = {"email": ADDRESS, "frequency": "weekly", "is_of_age": "on", "consent": "on"}


@pytest.fixture
def send(client, db):
    def post(**fields):
        return client.post("/subscribe/", FILLED | fields)

    return post


def link_in(message):
    return re.search(rf"{settings.BASE_URL}(\S+)", message.body)[1]


def settings_url(subscription):
    return reverse("subscription", args=[tokens.settings_token(subscription)])


def end_url(subscription):
    return reverse("subscription_end", args=[tokens.end_token(subscription)])


class TestAsking:
    def test_it_waits_for_proof_and_one_mail_goes_out(self, send):
        term, dong = Term.objects.filter(axis="topic").first(), Dong.objects.current().first()

        response = send(topic=[term.code], dong=[dong.code], kinds=["event"], agency=["agency-a"])

        assert response.url == "/subscribe/asked/"
        subscription = Subscription.objects.get()
        assert subscription.state == SubscriptionState.UNPROVEN
        assert [*subscription.terms.all()] == [term]
        assert [*subscription.dongs.all()] == [dong]
        assert subscription.agencies.get().slug == "agency-a"
        assert subscription.kinds == ["event"]
        assert [message.to for message in mail.outbox] == [[ADDRESS]]

    def test_opening_the_link_proves_nothing_and_the_button_does(self, client, send):
        send()
        link = link_in(mail.outbox[0])

        page = client.get(link)
        assert "받겠습니다" in page.content.decode()
        assert ADDRESS not in page.content.decode()
        assert Subscription.objects.get().state == SubscriptionState.UNPROVEN

        response = client.post(link)
        assert client.get(response.url).status_code == 200
        first = Subscription.objects.get()
        assert first.is_active

        client.post(link)  # a second press
        assert Subscription.objects.get().proven_at == first.proven_at

    def test_the_link_and_the_wish_are_gone_after_three_days(self, client, send, now):
        send()
        link = link_in(mail.outbox[0])

        now(2026, 11, 29, 9, 59)
        keep_house()
        assert client.get(link).status_code == 200

        now(2026, 11, 29, 10, 1)
        assert client.post(link).status_code == 404
        keep_house()
        assert not Subscription.objects.exists()
        assert ADDRESS not in "".join(AccessLog.objects.values_list("reason", flat=True))

    def test_who_is_known_is_told_to_nobody_but_the_mailbox(self, client, send):
        unknown = send()
        known = SubscriptionFactory(address="known@example.kr", frequency="daily")
        mail.outbox = []

        answer = send(email="KNOWN@example.kr", frequency="monthly")

        assert (answer.status_code, answer.url) == (unknown.status_code, unknown.url)
        known.refresh_from_db()
        assert known.frequency == "daily"  # a stranger changes nothing
        assert link_in(mail.outbox[0]) == settings_url(known)

    def test_asking_again_before_proof_is_one_subscription(self, send):
        send()
        send(frequency="daily")

        assert Subscription.objects.get().frequency == "daily"
        assert SubscriptionConsent.objects.filter(subject=ConsentSubject.PERSONAL).count() == 1

    def test_a_mailbox_gets_three_mails_a_day_and_the_answer_is_the_same(self, send):
        answers = {send().url for _ in range(5)}

        assert len(mail.outbox) == 3
        assert len(answers) == 1

    def test_a_reader_asks_ten_times_an_hour(self, send):
        statuses = [send(email=f"person{number}@example.kr").status_code for number in range(11)]

        assert statuses == [302] * 10 + [429]

    def test_a_living_address_is_there_once_whatever_the_case(self, db):
        SubscriptionFactory(address=ADDRESS)

        with pytest.raises(IntegrityError), transaction.atomic():
            SubscriptionFactory(address=ADDRESS.upper())

    @pytest.mark.parametrize(
        ("fields", "name", "sentence"),
        [
            ({"email": "gildong"}, "email", "hong@example.kr처럼"),
            ({"email": "가나다@"}, "email", "hong@example.kr처럼"),
            ({"email": "a" * 300 + "@example.kr"}, "email", "너무 깁니다"),
            ({"frequency": "hourly"}, "frequency", "다시 골라"),
            ({"frequency": ""}, "frequency", "얼마나 자주"),
            ({"frequency": "never"}, "wants_newsletter", "소식지만"),
            ({"topic": ["없음"]}, "topic", "다시 골라"),
            ({"is_of_age": ""}, "is_of_age", "보호자"),
            ({"consent": ""}, "consent", "동의하셔야"),
            ({"remark": "buy"}, "remark", "비우고"),
        ],
    )
    def test_a_sentence_at_the_field_and_nothing_is_lost(self, send, fields, name, sentence):
        response = send(life=["006"], **fields)

        assert response.status_code == 200
        assert sentence in str(response.context["form"].errors[name])
        assert not Subscription.objects.exists()
        assert mail.outbox == []

    def test_consents_are_separate_dated_and_of_a_version(self, send):
        send(wants_newsletter="on")

        consents = {each.subject: each for each in SubscriptionConsent.objects.all()}
        assert set(consents) == {"personal", "newsletter"}
        assert all(each.version and each.text and each.given_at for each in consents.values())

    def test_the_form_is_kept_by_nobody_and_no_box_is_ticked(self, client, db):
        response = client.get("/subscribe/")

        assert "no-store" in response["Cache-Control"]
        assert 'type="checkbox"' in response.content.decode()
        assert not re.search(r'type="checkbox"[^>]*checked', response.content.decode())

    def test_what_a_list_was_filtered_by_is_chosen(self, client, db):
        term = Term.objects.filter(axis="topic").first()

        html = client.get(f"/subscribe/?topic={term.code}&dong=nonsense").content.decode()

        assert re.search(rf'name="topic" value="{term.code}"[^>]*checked', html)


class TestSettings:
    @pytest.fixture
    def subscription(self, db):
        return SubscriptionFactory(address=ADDRESS, terms=Term.objects.filter(axis="topic")[:1])

    def test_it_shows_the_choices_and_never_the_whole_address(self, client, subscription):
        response = client.get(settings_url(subscription))

        html = response.content.decode()
        assert "g***@example.kr" in html
        assert ADDRESS not in html
        assert "no-store" in response["Cache-Control"]
        assert response["Referrer-Policy"] == "same-origin"

    def test_everything_can_be_changed(self, client, subscription):
        client.post(settings_url(subscription), {"frequency": "daily", "wants_newsletter": "on"})

        subscription.refresh_from_db()
        assert subscription.frequency == "daily"
        assert subscription.wants_newsletter
        assert not subscription.terms.exists()

    def test_a_dong_that_was_redrawn_stays_chosen(self, client, subscription):
        old = Dong.objects.filter(successors__isnull=False).first()
        subscription.dongs.set([old])

        html = client.get(settings_url(subscription)).content.decode()

        assert re.search(rf'value="{old.successors.first().code}"[^>]*checked', html)

    def test_a_newsletter_consent_is_taken_back_by_itself(self, client, subscription):
        url = settings_url(subscription)
        client.post(url, {"frequency": "daily", "wants_newsletter": "on"})
        client.post(url, {"frequency": "daily"})

        consent = subscription.consents.get(subject=ConsentSubject.NEWSLETTER)
        assert consent.revoked_at
        assert Subscription.objects.get().is_active

    def test_pausing_and_going_on_leaves_out_what_came_between(self, client, subscription, now):
        url = settings_url(subscription)
        client.post(url, {"deed": "pause"})
        assert Subscription.objects.get().state == SubscriptionState.PAUSED

        now(2026, 12, 10, 9)
        client.post(url, {"deed": "resume"})

        assert Subscription.objects.get().listening_since == timezone.now()

    def test_a_new_address_of_the_page_ends_the_old_one_and_comes_by_mail(self, client, subscription):
        old = settings_url(subscription)
        html = client.post(old, {"deed": "renew"}).content.decode()

        subscription.refresh_from_db()
        assert client.get(old).status_code == 404
        assert settings_url(subscription) == link_in(mail.outbox[0])
        assert link_in(mail.outbox[0]) not in html
        assert client.post(end_url(subscription)).status_code == 200  # letters already sent still end it

    def test_ending_forgets_at_once(self, client, subscription):
        url = settings_url(subscription)
        client.post(url, {"deed": "end"})

        subscription.refresh_from_db()
        assert subscription.state == SubscriptionState.ENDED
        assert subscription.address == ""
        assert not subscription.terms.exists()
        assert not subscription.consents.filter(revoked_at__isnull=True).exists()
        assert client.post(url, {"frequency": "daily"}).status_code == 200
        assert SubscriptionFactory(address=ADDRESS).is_active  # and may come back

        Subscription.objects.filter(pk=subscription.pk).update(ended_at=timezone.now() - timedelta(days=90))
        keep_house()
        assert not Subscription.objects.filter(pk=subscription.pk).exists()

    @pytest.mark.parametrize("name", ["subscription", "subscription_prove", "subscription_end"])
    @pytest.mark.parametrize("token", ["x", "a:b", "가나:다", "W10:x" * 20])
    def test_a_forged_address_is_a_sentence(self, client, db, name, token):
        url = reverse(name, args=[token])

        assert client.get(url).status_code == 404
        assert client.post(url, {"frequency": "daily"}).status_code == 404

    def test_a_token_of_one_purpose_is_none_of_another(self, client, subscription):
        assert client.get(reverse("subscription", args=[tokens.end_token(subscription)])).status_code == 404
        assert client.get(reverse("subscription", args=[tokens.prove_token(subscription)])).status_code == 404


class TestOneClick:
    def test_one_press_without_cookie_or_form_ends_it(self, db):
        subscription = SubscriptionFactory()
        client = Client(enforce_csrf_checks=True)

        opened = client.get(end_url(subscription))
        assert opened.status_code == 200
        assert not opened.cookies
        assert Subscription.objects.get().is_active  # scanners open everything

        pressed = client.post(
            end_url(subscription),
            "List-Unsubscribe=One-Click",
            content_type="application/x-www-form-urlencoded",
        )
        assert pressed.status_code == 200
        assert Subscription.objects.get().is_ended
        assert client.post(end_url(subscription)).status_code == 200
