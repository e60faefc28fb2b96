"""What is found follows what is public: after every deed that changes a page, or what it is called."""

import pytest
from django_tasks_db.models import DBTaskResult

from directory.models import Dong, FacilityPage, Term
from tests.factories import FacilityPageFactory, NewsPageFactory
from tests.work import settle


@pytest.fixture
def found(client, settings):
    """Titles that words find, in the API and in the list alike."""
    settings.PAGE_CACHE = False

    def found(words, address="/news/"):
        settle()
        everywhere = client.get("/api/v2/pages/", {"search": words}).json()["items"]
        listed = client.get(address, {"q": words}).context["items"]
        assert {item["title"] for item in listed} <= {item["title"] for item in everywhere}
        return [item["title"] for item in listed]

    return found


@pytest.fixture
def news(agency_a):
    return NewsPageFactory(parent=agency_a.page, slug="news", title="반짝이는 김장 나눔")


def publish(page):
    page.save_revision().publish(skip_permission_checks=True)


class TestDeeds:
    def test_publishing(self, agency_a, found):
        draft = NewsPageFactory(parent=agency_a.page, slug="news", title="반짝이는 김장", live=False)
        assert found("반짝이는") == []

        publish(draft)

        assert found("반짝이는") == ["반짝이는 김장"]

    def test_unpublishing(self, news, found):
        assert found("김장") == [news.title]

        news.unpublish()

        assert found("김장") == []

    def test_editing(self, news, found):
        assert found("김장") == [news.title]

        news.title = "고요한 책 읽기"
        publish(news)

        assert found("김장") == []
        assert found("책읽기") == ["고요한 책 읽기"]

    def test_deleting(self, news, found):
        assert found("김장") == [news.title]

        news.delete()

        assert found("김장") == []

    def test_moving_to_another_agency(self, news, agency_b, found):
        assert found("가나다복지관") == [news.title]

        news.move(agency_b.page, pos="last-child")

        assert found("라마바센터") == [news.title]
        assert found("가나다복지관") == []


class TestNames:
    """What a page's entry says of others is written anew when they are called something else."""

    def test_of_its_agency(self, news, agency_a, found):
        assert found("가나다복지관") == [news.title]

        page = agency_a.page
        page.title = "새싹마을회관"
        publish(page)

        assert found("새싹마을회관") == [news.title]
        assert found("가나다복지관") == []

    def test_of_its_agency_in_a_draft_only(self, news, agency_a, found):
        page = agency_a.page
        page.title = "새싹마을회관"
        page.save_revision()

        assert found("새싹마을회관") == []
        assert found("가나다복지관") == [news.title]

    @pytest.mark.parametrize(
        ("relation", "thing", "name"),
        [
            ("topics", lambda: Term.objects.filter(axis="topic").first(), "label"),
            ("dongs", lambda: Dong.objects.first(), "name"),
        ],
    )
    def test_of_its_topics_and_dongs(self, news, found, relation, thing, name):
        named = thing()
        getattr(news, relation).set([named])
        publish(news)

        setattr(named, name, "새싹마을")
        named.save()

        assert found("새싹마을") == [news.title]

    def test_of_the_kind_of_a_facility(self, agency_a, found):
        facility = FacilityPageFactory(parent=agency_a.page, slug="a", title="쉼터")
        facility.kind.label = "새싹마을방"
        facility.kind.save()

        assert found("새싹마을방", "/directory/") == ["쉼터"]

    def test_a_thing_of_the_same_name_costs_the_worker_nothing(self, agency_a):
        facility = FacilityPageFactory(parent=agency_a.page, slug="a", title="쉼터")
        settle()
        facility.kind.save()
        publish(FacilityPage.objects.get(pk=facility.pk))

        waiting = DBTaskResult.objects.ready().filter(task_path__contains="renames")
        assert not waiting.exists()
