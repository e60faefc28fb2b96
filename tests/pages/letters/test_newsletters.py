"""소식지: composed by headquarters alone, seen before it goes, frozen when it does."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from wagtail.models import ModelLogEntry

from directory.models import Term
from pages.letters.actions import finish_newsletters
from pages.letters.picking import add_items
from pages.letters.sending import SENDER
from pages.models import Delivery, Newsletter, NewsPage, Subscription
from pages.models.letters import DeliveryState, NewsletterState
from pages.sample.letters import SUBSCRIBERS, make_letters
from pages.subscribing.actions import Wishes
from tests.factories import (
    EventPageFactory,
    NewsletterFactory,
    NewsPageFactory,
    SubscriptionFactory,
)

pytestmark = pytest.mark.usefixtures("now")


@pytest.fixture
def page(agency_a):
    return NewsPageFactory(parent=agency_a.page, title="김장 나눔", summary="함께 담급니다.")


@pytest.fixture
def newsletter(page):
    return NewsletterFactory(title="십일월 소식지", pages=[page])


@pytest.fixture
def reader(db):
    return SubscriptionFactory(wants_newsletter=True)


@pytest.fixture
def desk(client, secretariat):
    client.force_login(secretariat)
    return client


def url(name, newsletter, *more):
    return reverse(f"letters:{name}", args=[newsletter.pk, *more])


def fresh(newsletter):
    return Newsletter.objects.get(pk=newsletter.pk)


class TestComposing:
    def form(self, pages):
        items = {"items-TOTAL_FORMS": len(pages), "items-INITIAL_FORMS": 0}
        for number, page in enumerate(pages):
            items |= {
                f"items-{number}-page": page.pk,
                f"items-{number}-ORDER": number + 1,
                f"items-{number}-note": "덧붙임" if number else "",
            }
        return {"title": "새 소식지", "intro": '{"entityMap": {}, "blocks": []}'} | items

    def test_the_secretariat_writes_one_in_its_own_order(self, desk, page, agency_a):
        event = EventPageFactory(parent=agency_a.page)

        response = desk.post(reverse("letters:add"), self.form([event, page]))

        made = Newsletter.objects.get()
        assert response.url == url("inspect", made)
        assert [item.page_id for item in made.items.all()] == [event.pk, page.pk]
        assert made.site.is_default_site

    def test_pages_are_picked_from_a_list_and_each_once(self, desk, newsletter, page, agency_a):
        other = NewsPageFactory(parent=agency_a.page, title="겨울 소식")
        draft = NewsPageFactory(parent=agency_a.page, title="아직 초안", live=False)

        html = desk.get(url("pick", newsletter)).content.decode()
        assert "겨울 소식" in html
        assert "아직 초안" not in html
        assert "겨울 소식" not in desk.get(f"{url('pick', newsletter)}?q=김장").content.decode()
        desk.post(url("pick", newsletter), {"page": [other.pk, page.pk, draft.pk]})

        assert [item.page_id for item in newsletter.items.all()] == [page.pk, other.pk]

    @pytest.mark.parametrize("ids", [[], ["x"], ["9" * 30], [str(n) for n in range(51)]])
    def test_nonsense_is_refused_with_a_sentence(self, newsletter, ids):
        with pytest.raises(ValidationError):
            add_items(newsletter, ids)

    @pytest.mark.parametrize("query", ["kind=x", "days=abc", "q=" + "가" * 80])
    def test_a_filter_that_makes_no_sense_finds_everything(self, desk, newsletter, query):
        assert desk.get(f"{url('pick', newsletter)}?{query}").status_code == 200

    def test_it_is_seen_before_it_goes_as_html_and_as_text(self, desk, newsletter):
        assert "함께 담급니다." in desk.get(url("preview", newsletter)).content.decode()
        assert "<h1" in desk.get(url("preview_html", newsletter)).content.decode()

    def test_a_trial_goes_to_oneself_alone(self, desk, newsletter, reader, secretariat):
        desk.post(url("try", newsletter))

        assert [message.to for message in mail.outbox] == [[secretariat.email]]
        assert not Delivery.objects.exists()

    def test_what_will_not_be_in_it_is_said(self, desk, newsletter, page):
        page.unpublish()

        assert "실리지 않는 글" in desk.get(url("inspect", newsletter)).content.decode()

    @pytest.mark.parametrize(
        "name", ["inspect", "pick", "preview", "preview_html", "try", "start", "stop", "edit", "delete"]
    )
    def test_agencies_have_no_part_in_it(self, client, editor_a, newsletter, name):
        client.force_login(editor_a)

        for method in (client.get, client.post):
            answer = method(url(name, newsletter))
            assert answer.status_code in (302, 403)
            assert answer.get("Location", "/admin/") == "/admin/"
        assert fresh(newsletter).is_draft

    def test_an_action_asks_who_does_it(self, newsletter, reader, editor_a):
        with pytest.raises(PermissionDenied):
            newsletter.start(by=editor_a)


class TestStarting:
    def test_the_button_says_how_many_and_then_it_goes(self, desk, newsletter, reader):
        SubscriptionFactory()  # wants no newsletter
        assert "1명에게" in desk.get(url("start", newsletter)).content.decode()

        desk.post(url("start", newsletter))
        SENDER.send_waiting()
        finish_newsletters()

        assert [message.to for message in mail.outbox] == [[reader.address]]
        assert fresh(newsletter).state == NewsletterState.SENT
        assert "전체 1통 가운데 1통" in desk.get(url("inspect", newsletter)).content.decode()

    def test_a_second_press_starts_nothing(self, newsletter, reader, secretariat):
        newsletter.start(by=secretariat)

        with pytest.raises(ValidationError):
            newsletter.start(by=secretariat)
        assert Delivery.objects.count() == 1

    def test_the_database_lets_nobody_get_it_twice(self, newsletter, reader):
        Delivery.objects.create(newsletter=newsletter, subscription=reader)

        with pytest.raises(IntegrityError), transaction.atomic():
            Delivery.objects.create(newsletter=newsletter, subscription=reader)

    def test_without_items_or_readers_it_does_not_start(self, newsletter, secretariat, page):
        with pytest.raises(ValidationError, match="받을 분이 없습니다"):
            newsletter.start(by=secretariat)
        SubscriptionFactory(wants_newsletter=True)
        page.unpublish()
        with pytest.raises(ValidationError, match="실을 글이 없습니다"):
            newsletter.start(by=secretariat)
        assert fresh(newsletter).is_draft

    def test_narrowed_it_goes_to_those_who_chose_so_or_nothing(self, newsletter, secretariat):
        first, second = Term.objects.filter(axis="topic")[:2]
        life = Term.objects.filter(axis="life").first()
        SubscriptionFactory(wants_newsletter=True, terms=[first])
        SubscriptionFactory(wants_newsletter=True, terms=[life])
        SubscriptionFactory(wants_newsletter=True, terms=[second])
        newsletter.terms.set([first])
        newsletter.save()

        assert newsletter.audience().count() == 2

    def test_a_page_unpublished_meanwhile_is_not_in_the_letters_left(
        self, newsletter, reader, secretariat, page, agency_a
    ):
        add_items(newsletter, [str(NewsPageFactory(parent=agency_a.page, title="겨울 소식").pk)])
        newsletter.start(by=secretariat)
        page.unpublish()

        SENDER.send_waiting()

        assert "겨울 소식" in mail.outbox[0].body
        assert "김장 나눔" not in mail.outbox[0].body

    def test_who_takes_the_consent_back_meanwhile_gets_none(self, newsletter, reader, secretariat):
        newsletter.start(by=secretariat)
        reader.change(Wishes(frequency="daily"))

        SENDER.send_waiting()
        finish_newsletters()

        assert mail.outbox == []
        assert fresh(newsletter).counts == {DeliveryState.DROPPED: 1}

    def test_progress_is_told_without_anybodys_address(self, desk, newsletter, reader, secretariat):
        SubscriptionFactory(wants_newsletter=True)
        newsletter.start(by=secretariat)
        Delivery.objects.filter(subscription=reader).update(state=DeliveryState.FAILED)

        html = desk.get(url("inspect", newsletter)).content.decode()

        assert "전체 2통 가운데 1통" in html
        assert "가지 않음: 1통" in html
        assert reader.address not in html

    def test_what_was_sent_is_neither_changed_nor_deleted(self, desk, newsletter, reader, secretariat):
        newsletter.start(by=secretariat)

        desk.post(url("edit", newsletter), {"title": "딴 제목"})
        desk.post(url("delete", newsletter))

        assert fresh(newsletter).title == "십일월 소식지"

    def test_the_log_knows_numbers_and_no_address(self, newsletter, reader, secretariat):
        newsletter.start(by=secretariat)

        entry = ModelLogEntry.objects.get(
            content_type=ContentType.objects.get_for_model(Newsletter), action="pages.start_newsletter"
        )
        assert entry.data == {"count": 1}
        assert "1통" in str(entry.message)


class TestTheCopy:
    @pytest.fixture
    def copy(self, newsletter, reader, secretariat):
        newsletter.start(by=secretariat)
        return fresh(newsletter)

    def test_it_stands_at_its_own_address_and_in_the_archive(self, client, copy):
        assert copy.get_absolute_url() == "/subscribe/letters/2026-1/"

        response = client.get(copy.get_absolute_url())
        assert "김장 나눔" in response.content.decode()
        assert not response.cookies
        assert copy.get_absolute_url() in client.get("/subscribe/letters/?page=99").content.decode()

    def test_later_changes_leave_it_as_it_was(self, client, copy, page):
        page = NewsPage.objects.get(pk=page.pk)
        page.title = "바뀐 제목"
        page.save_revision().publish(skip_permission_checks=True)
        page.unpublish()

        html = client.get(copy.get_absolute_url()).content.decode()

        assert "김장 나눔" in html
        assert "바뀐 제목" not in html

    def test_a_draft_has_none(self, client, newsletter):
        assert client.get("/subscribe/letters/2026-1/").status_code == 404
        assert newsletter.title not in client.get("/subscribe/letters/").content.decode()

    def test_headquarters_may_black_out_one_item_with_a_reason(self, client, desk, copy, page):
        desk.post(url("take_out", copy, page.pk), {"reason": "사실과 다릅니다."})
        desk.logout()

        html = client.get(copy.get_absolute_url()).content.decode()
        assert "김장 나눔" not in html
        assert "사정이 있어 뺐습니다" in html
        SENDER.send_waiting()
        assert mail.outbox == []  # nothing was left to be told of

    def test_numbers_count_up_within_the_year(self, copy, page, secretariat):
        second = NewsletterFactory(pages=[page])
        second.start(by=secretariat)

        assert fresh(second).slug == "2026-2"

    @pytest.mark.parametrize("slug", ["2026-99", "x", "가나다"])
    def test_what_is_not_there_is_not_found(self, client, db, slug):
        assert client.get(f"/subscribe/letters/{slug}/").status_code == 404


class TestCounts:
    def test_numbers_and_never_who(self, desk, reader):
        html = desk.get(reverse("letters:counts")).content.decode()

        assert "매주 월요일 아침" in html
        assert reader.address not in html

    def test_not_for_agencies(self, client, editor_a):
        client.force_login(editor_a)

        assert client.get(reverse("letters:counts")).status_code in (302, 403)


def test_the_sample_has_letters_and_sends_none(newsletter, secretariat, page):
    site = newsletter.site
    newsletter.delete()
    for _ in range(2):
        make_letters(site, secretariat)

    assert sorted(Newsletter.objects.values_list("state", flat=True)) == ["draft", "sent"]
    assert Subscription.objects.count() == len(SUBSCRIBERS)
    assert not Delivery.objects.open().exists()
    assert mail.outbox == []
