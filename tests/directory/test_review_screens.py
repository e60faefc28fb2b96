"""Reviewing and asking for review, as it is done in the admin."""

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, Revision, WorkflowState

from pages.models import NewsPage
from tests.directory.review import (
    autosave,
    decide,
    draft,
    edit_url,
    form_of,
    fresh,
    opened,
    sentences,
    submit,
    submitted,
)

pytestmark = pytest.mark.usefixtures("one_factor_is_enough")


class TestReviewScreen:
    def test_the_reviewer_approves_on_it(self, client, review, secretariat):
        page, state = review
        client.force_login(secretariat)

        screen = client.get(reverse("nurinet_review", args=[page.pk]))
        answer = decide(client, page, state, "approve")

        assert "승인" in screen.content.decode()
        assert "승인했습니다" in sentences(answer)
        assert fresh(page).live

    def test_returning_without_a_reason_is_refused_with_a_sentence(self, client, review, secretariat):
        page, state = review
        client.force_login(secretariat)

        answer = decide(client, page, state, "reject", comment=" ")

        assert "반려 사유를 적어 주십시오." in sentences(answer)
        assert fresh(page).workflow_in_progress

    def test_returned_with_a_reason_the_page_can_be_mended_and_sent_again(
        self, client, review, secretariat, editor_a, task
    ):
        page, state = review
        client.force_login(secretariat)

        decide(client, page, state, "reject", comment="날짜를 적어 주십시오.")

        page = fresh(page)
        assert page.current_workflow_state.status == WorkflowState.STATUS_NEEDS_CHANGES
        assert page.get_lock() is None
        page.current_workflow_state.resume(editor_a)
        task.on_action(fresh(page).current_workflow_task_state, secretariat, "approve")
        assert fresh(page).live

    def test_the_one_who_comes_second_reads_who_was_first(
        self, client, review, task, secretariat, second_secretary
    ):
        page, state = review
        changed = page
        task.on_action(state, secretariat, "reject", comment="고쳐 주십시오.")
        changed.current_workflow_state.resume(page.owner)
        client.force_login(second_secretary)

        answer = decide(client, page, state, "approve")

        assert "이미 끝난 검토입니다" in sentences(answer)
        assert str(secretariat) in sentences(answer)

    def test_what_changed_meanwhile_is_told_not_published(self, client, review, secretariat, editor_a):
        page, state = review
        page.title = "몰래 고침"
        page.save_revision(user=editor_a)
        client.force_login(secretariat)

        answer = decide(client, page, state, "approve")

        assert "내용이 바뀌어" in sentences(answer)
        assert not fresh(page).live

    def test_an_editor_sees_it_without_buttons_and_a_strange_editor_not_at_all(
        self, client, review, editor_a, editor_b
    ):
        page, _ = review
        client.force_login(editor_a)
        own = client.get(reverse("nurinet_review", args=[page.pk]))
        client.force_login(editor_b)
        strange = client.get(reverse("nurinet_review", args=[page.pk]))

        assert "workflow/action" not in own.content.decode()
        assert strange.status_code == 302

    def test_an_editor_cannot_press_what_is_not_shown(self, client, review, editor_a, editor_b):
        page, state = review
        for person in (editor_a, editor_b):
            client.force_login(person)
            decide(client, page, state, "approve")

        assert not fresh(page).live

    def test_without_a_review_it_leads_to_the_editor(self, client, agency_a, editor_a):
        page = draft(agency_a, editor_a)
        client.force_login(editor_a)

        answer = client.get(reverse("nurinet_review", args=[page.pk]))

        assert answer.url == reverse("wagtailadmin_pages:edit", args=[page.pk])


class TestLock:
    def test_nobody_edits_during_review(self, review, editor_a, secretariat):
        page, _ = review
        lock = fresh(page).get_lock()

        assert all(lock.for_user(person) for person in (editor_a, secretariat))

    def test_a_lock_of_ones_own_opens_no_gap(self, agency_a, secretariat):
        page = draft(agency_a, secretariat)
        Page.objects.filter(pk=page.pk).update(locked=True, locked_by=secretariat, locked_at=timezone.now())
        submit(fresh(page), secretariat)

        assert fresh(page).get_lock().for_user(secretariat)
        assert not fresh(page).permissions_for_user(secretariat).can_lock()

    @pytest.mark.parametrize("action", ["action-publish", "action-save-draft"])
    def test_the_requester_can_neither_publish_nor_save_it(self, client, agency_a, secretariat, action):
        page = draft(agency_a, secretariat, title="내가 쓴 것")
        client.force_login(secretariat)
        typed = opened(client, page) | {"title": "고친 것", action: "1"}
        submit(page, secretariat)

        client.post(edit_url(page), typed)

        assert not fresh(page).live
        assert fresh(page).latest_revision.content["title"] == "내가 쓴 것"

    def test_autosave_does_not_slip_in(self, client, agency_a, editor_a):
        page = draft(agency_a, editor_a, title="김장 나눔")
        client.force_login(editor_a)
        typed = opened(client, page) | {"title": "자동 저장"}
        state = submit(page, editor_a)

        status, answer = autosave(client, page, typed | {"overwrite_revision_id": state.revision_id})

        assert (status, answer["error_code"]) == (400, "locked")
        assert Revision.objects.get(pk=state.revision_id).content["title"] == "김장 나눔"

    def test_a_bulk_publish_does_not_jump_the_review(self, client, agency_a, secretariat):
        page, _ = submitted(agency_a, secretariat)
        client.force_login(secretariat)

        client.post(
            reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"]) + f"?id={page.pk}"
        )

        assert not fresh(page).live


class TestEditorsButtons:
    def buttons(self, client, page, person):
        client.force_login(person)
        html = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
        footer = html[html.index("<footer") :]
        return footer[: footer.index("</footer>")]

    def test_an_editor_saves_and_asks_and_does_not_publish(self, client, agency_a, editor_a):
        footer = self.buttons(client, draft(agency_a, editor_a), editor_a)

        assert footer.index("action-save") < footer.index("검토 요청")
        assert "action-publish" not in footer

    def test_an_editor_of_a_trusted_agency_reads_what_the_button_does(self, client, agency_a, editor_a):
        agency_a.publishing = "direct"
        agency_a.save()

        assert "바로 게시" in self.buttons(client, draft(agency_a, editor_a), editor_a)

    def test_a_reviewer_is_led_to_the_review(self, client, review, secretariat):
        page, _ = review

        assert reverse("nurinet_review", args=[page.pk]) in self.buttons(client, page, secretariat)

    def test_who_asked_can_take_it_back(self, client, review, editor_a):
        page, _ = review
        assert "검토 요청 거두기" in self.buttons(client, page, editor_a)

        client.post(edit_url(page), opened(client, page) | {"action-cancel-workflow": "1"})

        assert fresh(page).current_workflow_state is None


class TestASuspendedAgency:
    """What is written is kept; nothing is submitted."""

    @pytest.fixture(autouse=True)
    def _suspended(self, agency_a):
        type(agency_a).objects.filter(pk=agency_a.pk).update(suspended_at=timezone.now(), publishing="direct")

    def test_a_page_of_it_is_saved_not_submitted(self, client, agency_a, secretariat):
        page = draft(agency_a, secretariat)
        client.force_login(secretariat)

        answer = client.post(
            edit_url(page), opened(client, page) | {"title": "고침", "action-submit": "1"}, follow=True
        )

        assert "정지된 기관" in sentences(answer)
        assert fresh(page).latest_revision.content["title"] == "고침"
        assert not fresh(page).workflow_in_progress
        assert not fresh(page).live

    def test_nor_is_a_new_page(self, client, agency_a, secretariat):
        client.force_login(secretariat)
        url = reverse("wagtailadmin_pages:add", args=["pages", "newspage", agency_a.page.pk])
        typed = form_of(client.get(url).content.decode())

        client.post(url, typed | {"title": "새 글", "slug": "new", "action-submit": "1"})

        page = NewsPage.objects.get(slug="new")
        assert not page.workflow_in_progress
        assert not page.live


class TestTheEditor:
    def test_a_returned_page_says_why_when_it_is_opened(self, client, task, review, editor_a, secretariat):
        page, state = review
        task.on_action(state, secretariat, "reject", comment="<b>날짜</b>를 적어 주십시오.")
        client.force_login(editor_a)

        html = client.get(edit_url(page)).content.decode()

        assert "사유: &lt;b&gt;날짜&lt;/b&gt;를 적어 주십시오." in html
        assert "검토 요청 거두기" not in html

    def test_comments_and_autosave_are_on(self, client, agency_a, editor_a):
        client.force_login(editor_a)
        html = client.get(edit_url(draft(agency_a, editor_a))).content.decode()

        assert 'data-w-autosave-interval-value="3000"' in html
        assert 'data-side-panel-toggle="comments"' in html
