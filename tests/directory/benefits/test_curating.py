"""Headquarters choose topics and hide; the official text is nobody's to write; agencies see none of it."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from wagtail.log_actions import registry

from directory.curating.actions import curate
from directory.models import Benefit, Term
from nurinet_cms.models import ContentChange
from tests.factories import BenefitFactory

LIST = "/admin/benefits/"


def topic(label):
    return Term.objects.get(axis="topic", label=label)


@pytest.fixture
def benefit(district):
    return BenefitFactory(title="무료급식", who="65세 이상", official_topics=[topic("서민금융")])


@pytest.fixture
def curator(client, secretariat, one_factor_is_enough):
    client.force_login(secretariat)
    return client


@pytest.fixture
def one_factor_is_enough(settings):
    settings.STAFF_MFA_REQUIRED = False


class TestOne:
    def test_topics_and_hiding_are_kept_and_written_down(self, curator, benefit, secretariat):
        answer = curator.post(
            f"{LIST}{benefit.pk}/", {"topics": [topic("보호·돌봄").code], "is_hidden": "on"}, follow=True
        )

        benefit.refresh_from_db()
        assert answer.redirect_chain[-1][0] == LIST
        assert [term.label for term in benefit.topics_shown] == ["보호·돌봄"]
        assert benefit.is_hidden
        (entry,) = registry.get_logs_for_instance(benefit)
        assert entry.user == secretariat
        assert entry.message == "주제: 보호·돌봄 · 주민에게: 숨김"
        assert entry.message in curator.get(f"{LIST}{benefit.pk}/").content.decode()

    def test_the_official_text_is_shown_and_not_changed(self, curator, benefit):
        assert "65세 이상" in curator.get(f"{LIST}{benefit.pk}/").content.decode()

        curator.post(f"{LIST}{benefit.pk}/", {"title": "내 이름", "who": "누구나", "origin": "private"})

        benefit.refresh_from_db()
        assert (benefit.title, benefit.who, benefit.origin) == ("무료급식", "65세 이상", "district")

    def test_choosing_nothing_means_the_lists_topics_again(self, curator, benefit):
        benefit.topics.add(topic("주거"))

        curator.post(f"{LIST}{benefit.pk}/", {})

        assert [term.label for term in Benefit.objects.get().topics_shown] == ["서민금융"]

    def test_nothing_changed_is_not_written_down(self, benefit, secretariat):
        assert not curate(benefit, by=secretariat, topics=[], is_hidden=False)
        assert not registry.get_logs_for_instance(benefit)

    def test_a_term_that_is_no_topic_is_refused_with_a_sentence(self, curator, benefit):
        life = Term.objects.filter(axis="life").first()

        for forged in (life.code, "nonsense", "9" * 30):
            answer = curator.post(f"{LIST}{benefit.pk}/", {"topics": [forged]})
            assert answer.status_code == 200
            assert answer.context["form"].errors["topics"]

    def test_residents_see_it_at_once(self, benefit, secretariat):
        before = ContentChange.objects.version()

        curate(benefit, by=secretariat, topics=[topic("주거")])

        assert ContentChange.objects.version() != before

    def test_only_headquarters_may(self, benefit, editor_a):
        with pytest.raises(PermissionDenied):
            curate(benefit, by=editor_a, is_hidden=True)


class TestList:
    @pytest.mark.parametrize(
        ("question", "found"),
        [
            ("", {"무료급식", "숨긴 것", "떠난 것", "끝난 것", "주제 없음"}),
            ("?origin=state", {"숨긴 것"}),
            ("?state=shown", {"무료급식", "주제 없음"}),
            ("?state=hidden", {"숨긴 것"}),
            ("?state=withdrawn", {"떠난 것"}),
            ("?state=over", {"끝난 것"}),
            ("?topics=none", {"떠난 것", "끝난 것", "주제 없음"}),
            ("?topics=ours", {"숨긴 것"}),
            ("?topics=lists", {"무료급식", "떠난 것", "끝난 것", "주제 없음"}),
            ("?q=급식", {"무료급식"}),
        ],
    )
    def test_it_can_be_narrowed(self, curator, benefit, question, found):
        BenefitFactory(title="숨긴 것", is_hidden=True, origin="state", topics=[topic("주거")])
        BenefitFactory(title="떠난 것", withdrawn_on="2026-01-01")
        BenefitFactory(title="끝난 것", ends_on="2020-01-01")
        BenefitFactory(title="주제 없음")

        answer = curator.get(f"{LIST}{question}")

        assert {each.title for each in answer.context["object_list"]} == found

    def test_ten_cost_no_more_queries_than_one(self, curator, benefit, django_assert_max_num_queries):
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        curator.get(LIST)
        with CaptureQueriesContext(connection) as one:
            curator.get(LIST)
        BenefitFactory.create_batch(9, topics=[topic("주거")], official_topics=[topic("교육")])

        with django_assert_max_num_queries(len(one)):
            curator.get(LIST)


class TestMany:
    def url(self, *ids):
        return (
            reverse("wagtail_bulk_action", args=["directory", "benefit", "curate"])
            + "?"
            + "&".join(f"id={pk}" for pk in ids)
        )

    def test_many_get_the_same_topics_and_keep_what_is_not_asked_about(self, curator, benefit):
        other = BenefitFactory(title="다른 것", is_hidden=True)
        assert "무료급식" in curator.get(self.url(benefit.pk, other.pk)).content.decode()

        curator.post(self.url(benefit.pk, other.pk), {"topics": [topic("주거").code], "visibility": ""})

        assert [list(each.topics.all()) for each in (benefit, other)] == [[topic("주거")]] * 2
        assert set(Benefit.objects.values_list("title", "is_hidden")) == {
            ("무료급식", False),
            ("다른 것", True),
        }
        assert len(registry.get_logs_for_instance(benefit)) == 1

    def test_many_are_hidden_and_keep_their_topics(self, curator, benefit):
        benefit.topics.add(topic("교육"))

        curator.post(self.url(benefit.pk), {"visibility": "hide"})

        benefit.refresh_from_db()
        assert benefit.is_hidden
        assert list(benefit.topics.all()) == [topic("교육")]

    @pytest.mark.parametrize("ids", [("all",), (), ("nonsense",), ("9" * 30,)])
    def test_all_of_a_narrowed_list_is_not_offered(self, curator, benefit, ids):
        assert curator.get(self.url(*ids)).status_code == 404
        curator.post(self.url(*ids), {"visibility": "hide"})

        assert not Benefit.objects.get().is_hidden

    def test_nothing_else_can_be_done_to_many(self, curator, benefit):
        url = self.url(benefit.pk).replace("/curate/", "/delete/")

        assert curator.get(url).status_code == 404


@pytest.mark.parametrize("path", ["", "results/", "{pk}/"])
def test_agencies_find_no_screen_and_no_menu_entry(client, editor_a, benefit, path):
    client.force_login(editor_a)

    answer = client.get(f"{LIST}{path.format(pk=benefit.pk)}")

    assert answer.status_code == 302
    assert "/admin/benefits/" not in client.get("/admin/").content.decode()


def test_agencies_do_nothing_to_many(client, editor_a, benefit):
    client.force_login(editor_a)

    client.post(TestMany().url(benefit.pk), {"visibility": "hide"})

    assert not Benefit.objects.get().is_hidden
