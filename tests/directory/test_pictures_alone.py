"""A page whose only content is a picture or a file is not published, whatever way is taken."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from common.telling import FEWEST_LETTERS, is_picture_alone
from directory.scheduling import publish_due
from pages.models import NewsPage
from tests.api.world import a_document
from tests.directory.review import decide, edit_url, fresh, opened, sentences
from tests.factories import AgencyImageFactory, EventPageFactory, NewsPageFactory

pytestmark = pytest.mark.usefixtures("one_factor_is_enough")

WORDS = "가" * FEWEST_LETTERS


@pytest.fixture
def poster(agency_a):
    """A draft with a picture and next to no words."""

    def make(factory=NewsPageFactory, **fields):
        picture = {"image": AgencyImageFactory(), "image_alt": "포스터입니다. " + WORDS, "slug": "poster"}
        return factory(parent=agency_a.page, live=False, **{**picture, **fields})

    return make


class TestRule:
    @pytest.mark.parametrize(("letters", "alone"), [(FEWEST_LETTERS - 1, True), (FEWEST_LETTERS, False)])
    def test_it_counts_letters_of_summary_and_body(self, agency_a, letters, alone):
        body = [("paragraph", f"<p>{'가' * (letters - 5)}. . .</p>")]

        page = NewsPage(title="제목", image=AgencyImageFactory(), summary="나 나 나 나 나", body=body)

        assert is_picture_alone(page) is alone

    def test_a_file_alone_is_no_content_either(self, agency_a):
        body = [("file", {"document": a_document(agency_a.collection), "label": WORDS})]

        assert is_picture_alone(NewsPage(title="제목", body=body))

    def test_without_a_picture_a_title_may_be_all_there_is_to_say(self):
        assert not is_picture_alone(NewsPage(title="제목"))


class TestWaysOut:
    @pytest.mark.parametrize("factory", [NewsPageFactory, EventPageFactory])
    def test_code_is_refused(self, poster, factory):
        page = poster(factory)

        with pytest.raises(ValidationError, match="읽지 못하는 분이"):
            page.latest_revision.publish()

        assert not type(page).objects.get(pk=page.pk).live

    def test_with_words_it_goes_out(self, poster):
        page = poster(summary=WORDS)

        page.latest_revision.publish()

        assert NewsPage.objects.get(pk=page.pk).live

    def test_a_schedule_is_refused_when_it_is_made(self, poster):
        page = poster(go_live_at=timezone.now() + timedelta(hours=1))

        with pytest.raises(ValidationError):
            page.latest_revision.publish()

    def test_a_schedule_from_before_the_rule_is_refused_when_it_is_due(self, poster):
        page = poster()
        revision = page.latest_revision
        revision.approved_go_live_at = timezone.now() - timedelta(minutes=1)
        revision.save()

        assert publish_due()["stuck"] == 1
        assert not NewsPage.objects.get(pk=page.pk).live

    def test_a_review_does_not_begin(self, poster, editor_a):
        page = poster()

        with pytest.raises(ValidationError, match="읽지 못하는 분이"):
            page.get_workflow().start(page, editor_a)

        assert page.current_workflow_state is None

    def test_a_review_from_before_the_rule_does_not_approve(
        self, poster, editor_a, secretariat, monkeypatch, client
    ):
        page = poster()
        with monkeypatch.context() as before:
            before.setattr(NewsPage, "needs_words", False)
            page.get_workflow().start(page, editor_a)
        state = page.current_workflow_task_state
        client.force_login(secretariat)

        answer = decide(client, page, state, "approve")

        assert "읽지 못하는 분이" in sentences(answer)
        assert not fresh(page).live
        assert fresh(page).current_workflow_task_state == state

    def test_many_at_once_publish_none_and_say_why(self, poster, agency_a, client, secretariat):
        page, other = poster(), NewsPageFactory(parent=agency_a.page, live=False, slug="other")
        client.force_login(secretariat)
        url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])

        answer = client.post(
            f"{url}?id={page.pk}&id={other.pk}&next=/admin/", {"include_descendants": ""}, follow=True
        )

        assert "아무것도 게시하지 않았습니다" in answer.content.decode()
        assert not NewsPage.objects.filter(pk__in=[page.pk, other.pk], live=True).exists()


class TestForm:
    @pytest.fixture
    def save(self, client, secretariat, poster):
        client.force_login(secretariat)
        page = poster()

        def send(*action):
            form = opened(client, page) | dict.fromkeys(action, "1")
            answer = client.post(edit_url(page), form, follow=True)
            return str(answer.context["form"].errors), fresh(page)

        return send

    def test_a_draft_is_kept(self, save):
        answer, page = save()

        assert "읽지 못하는 분이 있습니다. 포스터에" not in answer
        assert page.get_latest_revision().user is not None

    @pytest.mark.parametrize("action", ["action-publish", "action-submit"])
    def test_publishing_and_asking_for_a_review_say_why_not(self, save, action):
        answer, page = save(action)

        assert "읽지 못하는 분이 있습니다. 포스터에" in answer
        assert not page.live
        assert page.current_workflow_state is None
