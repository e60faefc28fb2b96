"""What somebody else has saved meanwhile is never overwritten unseen."""

import pytest
from bs4 import BeautifulSoup
from wagtail.models import Page, Revision

from tests.directory.review import autosave, draft, edit_url, form_of, fresh, opened
from tests.factories import NewsPageFactory

pytestmark = pytest.mark.usefixtures("one_factor_is_enough")


@pytest.fixture
def page(agency_a, editor_a):
    return draft(agency_a, editor_a, title="처음 제목")


@pytest.fixture
def typed(client, page, editor_a):
    """What editor A has typed; meanwhile nothing has been sent."""
    client.force_login(editor_a)
    return opened(client, page) | {"title": "내가 쓴 제목"}


def save_meanwhile(page, by, title="남이 쓴 제목"):
    other = fresh(page).get_latest_revision_as_object()
    other.title = title
    other.save_revision(user=by)


def latest_title(page):
    return fresh(page).latest_revision.content["title"]


def hidden_fields(answer):
    """What the button “save mine” would send."""
    form = next(
        form
        for form in BeautifulSoup(answer.content, "html.parser").select("form[method=post]")
        if form.select_one("[name=title]")
    )
    return {field["name"]: field.get("value", "") for field in form.select("input[name]")}


class TestASaveAfterAnothers:
    def test_nothing_else_was_saved_and_it_is_saved(self, client, page, typed):
        client.post(edit_url(page), typed)

        assert latest_title(page) == "내가 쓴 제목"

    def test_it_is_refused_and_both_are_shown(self, client, page, typed, secretariat):
        save_meanwhile(page, secretariat)

        answer = client.post(edit_url(page), typed)

        html = answer.content.decode()
        assert answer.status_code == 409
        assert latest_title(page) == "남이 쓴 제목"
        cells = [cell.get_text() for cell in BeautifulSoup(html, "html.parser").select("td.comparison")]
        assert cells[:2] == ["남이 쓴 제목", "내가 쓴 제목"]
        assert str(secretariat) in html

    def test_the_same_persons_other_window_counts_as_another(self, client, page, typed, editor_a):
        save_meanwhile(page, editor_a)

        assert client.post(edit_url(page), typed).status_code == 409

    def test_a_version_rewritten_in_place_by_autosave_counts_too(self, client, page, typed):
        revision = Revision.objects.get(pk=fresh(page).latest_revision_id)
        other = fresh(page).get_latest_revision_as_object()
        other.title = "자동 저장된 제목"
        other.save_revision(user=revision.user, overwrite_revision=revision)

        assert client.post(edit_url(page), typed).status_code == 409

    def test_keeping_mine_is_one_explicit_step_and_the_other_stays_in_the_history(
        self, client, page, typed, secretariat
    ):
        save_meanwhile(page, secretariat)
        answer = client.post(edit_url(page), typed)

        client.post(edit_url(page), hidden_fields(answer))

        assert latest_title(page) == "내가 쓴 제목"
        titles = [revision.content["title"] for revision in Revision.objects.for_instance(page)]
        assert "남이 쓴 제목" in titles

    def test_a_third_save_in_between_is_noticed_again(self, client, page, typed, secretariat, office):
        save_meanwhile(page, secretariat)
        answer = client.post(edit_url(page), typed)
        save_meanwhile(page, office, "또 다른 제목")

        again = client.post(edit_url(page), hidden_fields(answer))

        assert again.status_code == 409
        assert latest_title(page) == "또 다른 제목"

    def test_the_button_that_was_pressed_is_remembered(self, client, page, typed, secretariat):
        save_meanwhile(page, secretariat)
        answer = client.post(edit_url(page), typed | {"action-submit": "검토 요청"})

        client.post(edit_url(page), hidden_fields(answer))

        assert fresh(page).workflow_in_progress

    def test_autosave_is_refused(self, client, page, typed, secretariat):
        save_meanwhile(page, secretariat)

        status, answer = autosave(client, page, typed)

        assert (status, answer["error_code"]) == (400, "invalid_revision")
        assert latest_title(page) == "남이 쓴 제목"

    def test_what_cannot_be_compared_is_kept_all_the_same(self, client, page, typed, secretariat):
        save_meanwhile(page, secretariat)

        answer = client.post(edit_url(page), typed | {"slug": "나쁜 주소!", "title": "내 제목"})

        assert answer.status_code == 409
        assert hidden_fields(answer)["title"] == "내 제목"

    def test_html_typed_by_somebody_is_shown_as_text(self, client, page, typed, secretariat):
        save_meanwhile(page, secretariat, "<script>alert(1)</script>")

        html = client.post(edit_url(page), typed).content.decode()

        assert "<script>alert(1)</script>" not in html


class TestAPageThatHadNoVersionYet:
    def test_the_first_version_saved_meanwhile_is_noticed(self, client, agency_a, editor_a, secretariat):
        page = NewsPageFactory(parent=agency_a.page)
        Page.objects.filter(pk=page.pk).update(latest_revision=None)
        Revision.objects.for_instance(page).delete()
        client.force_login(editor_a)
        typed = form_of(client.get(edit_url(page)).content.decode()) | {"title": "내 제목"}
        save_meanwhile(page, secretariat)

        assert client.post(edit_url(page), typed).status_code == 409
        assert latest_title(page) == "남이 쓴 제목"
