"""긴급 게시 중단: gone everywhere, at once, with a reason."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, PageLogEntry, Revision

from directory.emergency import emergency_unpublish
from directory.emergency_views import page_at
from directory.models.approval import EMERGENCY
from directory.scheduling import publish_due
from pages.models import NewsPage
from tests.directory.review import draft, fresh, sentences, submit
from tests.factories import NewsPageFactory

pytestmark = pytest.mark.usefixtures("one_factor_is_enough")


@pytest.fixture
def news(agency_a):
    return NewsPageFactory(parent=agency_a.page, title="여름 방학 독서교실", slug="여름-방학-독서교실")


def press(client, url, reason="개인정보가 보입니다."):
    return client.post(reverse("nurinet_emergency"), {"url": url, "reason": reason}, follow=True)


class TestTheVerb:
    def test_a_page_is_gone_and_the_reason_is_in_its_history(self, news, office):
        emergency_unpublish(news, reason="개인정보가 보입니다.", by=office)

        assert not NewsPage.objects.published().exists()
        entry = PageLogEntry.objects.get(page=news.pk, action=EMERGENCY)
        assert (entry.user, entry.data["reason"]) == (office, "개인정보가 보입니다.")

    @pytest.mark.parametrize("reason", ["", "  "])
    def test_without_a_reason_nothing_happens(self, news, office, reason):
        with pytest.raises(ValidationError):
            emergency_unpublish(news, reason=reason, by=office)

        assert fresh(news).live

    def test_a_section_takes_all_below_it_out(self, news, agency_a, office):
        emergency_unpublish(agency_a.page, reason="기관 폐쇄", by=office)

        assert not NewsPage.objects.published().exists()

    def test_neither_a_review_nor_a_lock_stands_in_its_way(self, news, editor_a, secretariat, office):
        submit(news, editor_a)
        Page.objects.filter(pk=news.pk).update(locked=True, locked_by=secretariat)

        emergency_unpublish(news, reason="잘못된 정보", by=office)

        assert not fresh(news).live
        assert fresh(news).current_workflow_state is None

    def test_a_schedule_does_not_bring_it_back(self, news, office, time_machine):
        news.go_live_at = timezone.now() + timedelta(hours=1)
        news.save_revision().publish(skip_permission_checks=True)
        emergency_unpublish(news, reason="잘못된 정보", by=office)
        time_machine.move_to(timezone.now() + timedelta(hours=2))

        publish_due()

        assert not fresh(news).live
        assert not Revision.objects.filter(approved_go_live_at__isnull=False).exists()

    def test_an_agency_that_publishes_directly_cannot_put_it_back_alone(self, agency_a, editor_a, office):
        agency_a.publishing = "direct"
        agency_a.save()
        page = draft(agency_a, editor_a)
        page.get_workflow().start(page, editor_a)
        assert fresh(page).live
        emergency_unpublish(page, reason="잘못된 정보", by=office)

        fresh(page).get_workflow().start(fresh(page), editor_a)

        assert not fresh(page).live
        assert fresh(page).workflow_in_progress

    def test_the_agencys_people_are_told_why(self, news, editor_a, office, mailoutbox):
        emergency_unpublish(news, reason="개인정보가 보입니다.", by=office)

        assert [mail.to for mail in mailoutbox] == [[editor_a.email]]
        assert "개인정보가 보입니다." in mailoutbox[0].body


class TestTheButton:
    def test_the_address_that_a_resident_sees_is_enough(self, client, news, office):
        client.force_login(office)

        answer = press(client, news.get_full_url())

        assert "중단했습니다" in sentences(answer)
        assert not fresh(news).live
        assert client.get(news.get_url()).status_code == 404

    def test_the_form_shows_what_would_go(self, client, news, agency_a, secretariat):
        client.force_login(secretariat)

        answer = client.get(reverse("nurinet_emergency"), {"url": agency_a.page.get_full_url()})

        assert "게시된 페이지 1건도" in answer.content.decode()

    def test_an_editor_and_a_stranger_do_not_get_in(self, client, news, editor_a):
        assert client.get(reverse("nurinet_emergency")).status_code == 302
        client.force_login(editor_a)

        press(client, news.get_full_url())

        assert fresh(news).live

    @pytest.mark.parametrize(
        "url", ["", "/no/such/page/", "http://[bad", "javascript:alert(1)", "가나다", "/a" * 400]
    )
    def test_a_strange_address_is_answered_with_a_sentence(self, client, office, url):
        client.force_login(office)

        answer = press(client, url)

        assert answer.status_code == 200
        assert answer.context["form"].errors["url"]

    def test_it_is_beside_a_live_page_and_not_beside_a_draft(self, client, news, agency_a, editor_a, office):
        client.force_login(office)
        live = client.get(reverse("wagtailadmin_pages:edit", args=[news.pk])).content.decode()
        dark = draft(agency_a, editor_a)
        dark = client.get(reverse("wagtailadmin_pages:edit", args=[dark.pk])).content.decode()

        assert "긴급 게시 중단" in live
        assert "긴급 게시 중단" not in dark

    @pytest.mark.parametrize("form", ["{url}", "{path}", "{url}?utm=1#x", " {url} ", "{bare}"])
    def test_addresses_in_many_shapes_lead_to_the_page(self, rf, news, form, district):
        url = news.get_full_url()
        path = news.get_url()
        request = rf.get("/", headers={"host": "testserver"})

        shaped = form.format(url=url, path=path, bare=path.rstrip("/"))
        assert page_at(shaped, request).pk == news.pk
