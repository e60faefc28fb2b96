"""Nothing of an agency becomes public unless somebody else has looked at exactly that."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from wagtail.models import PageLogEntry, Revision, TaskState

from directory.actions import join_agency
from directory.models.approval import BY_RULE, fingerprint
from directory.scheduling import publish_due
from tests.directory.review import (
    decide,
    draft,
    fresh,
    submit,
    submitted,
)

pytestmark = pytest.mark.usefixtures("one_factor_is_enough")


class TestWhoReviews:
    def test_the_secretariat_and_the_office_review(self, review, task, secretariat, office):
        page, _ = review

        assert [name for name, *_ in task.get_actions(page, secretariat)] == ["approve", "reject"]
        assert task.get_actions(page, office)

    def test_nobody_of_an_agency_reviews(self, review, task, editor_a, editor_b, resident):
        page, _ = review

        assert not any(task.get_actions(page, person) for person in (editor_a, editor_b, resident))

    def test_one_who_asks_never_approves_although_holding_publish(self, agency_a, secretariat, task):
        page, state = submitted(agency_a, secretariat)

        assert task.get_actions(page, secretariat) == []
        with pytest.raises(PermissionDenied):
            task.on_action(state, secretariat, "approve")
        assert not fresh(page).live

    def test_one_who_wrote_what_was_resubmitted_never_approves(self, review, task, secretariat):
        page, state = review
        task.on_action(state, secretariat, "reject", comment="제목을 고쳐 주십시오.")
        page = fresh(page)
        page.title = "사무국이 고친 제목"
        page.save_revision(user=secretariat)
        page.current_workflow_state.resume(secretariat)

        state = fresh(page).current_workflow_task_state
        with pytest.raises(PermissionDenied):
            task.on_action(state, secretariat, "approve")

    def test_a_secretary_who_also_works_for_the_agency_does_not_review_it(
        self, review, task, agency_a, agency_b, secretariat, second_secretary
    ):
        page, _ = review
        join_agency(agency_a, secretariat)
        join_agency(agency_b, second_secretary)

        assert task.get_actions(page, secretariat) == []
        assert task.get_actions(page, second_secretary)

    def test_a_person_whose_account_is_closed_does_not_review(self, review, task, secretariat):
        page, _ = review
        secretariat.is_active = False

        assert task.get_actions(page, secretariat) == []
        assert not task.get_task_states_user_can_moderate(secretariat).exists()

    def test_another_pages_review_cannot_be_smuggled_through_ones_own_right(
        self, client, review, agency_a, secretariat
    ):
        page, _ = review
        own, own_state = submitted(agency_a, secretariat)
        client.force_login(secretariat)

        decide(client, page, own_state, "approve")

        assert not fresh(own).live


class TestWaitingForMe:
    def test_reviews_wait_for_the_secretariat_across_agencies(
        self, task, agency_a, agency_b, editor_a, editor_b, secretariat
    ):
        _, first = submitted(agency_a, editor_a)
        _, second = submitted(agency_b, editor_b)

        waiting = task.get_task_states_user_can_moderate(secretariat).order_by("pk")
        assert [state.pk for state in waiting] == [first.pk, second.pk]

    def test_own_requests_and_own_agencys_do_not(
        self, task, agency_a, agency_b, editor_b, secretariat, editor_a
    ):
        submitted(agency_a, secretariat)
        submitted(agency_b, editor_b)
        join_agency(agency_b, secretariat)

        assert not task.get_task_states_user_can_moderate(secretariat).exists()
        assert not task.get_task_states_user_can_moderate(editor_a).exists()

    def test_it_is_one_rule_with_the_buttons(
        self, task, agency_a, agency_b, editor_a, editor_b, secretariat, office
    ):
        pages = [
            submitted(agency_a, editor_a),
            submitted(agency_b, editor_b),
            submitted(agency_a, secretariat),
            submitted(agency_b, office),
        ]
        join_agency(agency_b, secretariat)

        for person in (editor_a, editor_b, secretariat, office):
            by_button = {state.pk for page, state in pages if task.get_actions(page, person)}
            by_list = set(task.get_task_states_user_can_moderate(person).values_list("pk", flat=True))
            assert by_button == by_list

    def test_more_reviews_and_agencies_cost_no_more_queries(
        self, task, agency_a, agency_b, editor_a, editor_b, secretariat, django_assert_num_queries
    ):
        submitted(agency_a, editor_a)
        person = type(secretariat).objects.get(pk=secretariat.pk)
        with django_assert_num_queries(3):
            list(task.get_task_states_user_can_moderate(person))
        for _ in range(3):
            submitted(agency_b, editor_b)

        person = type(secretariat).objects.get(pk=secretariat.pk)
        with django_assert_num_queries(3):
            assert len(task.get_task_states_user_can_moderate(person)) == 4


class TestFingerprint:
    def test_the_order_of_keys_does_not_matter_and_the_content_does(self):
        one = Revision(content={"title": "가", "body": [{"id": 1, "value": 1.5}]})
        other = Revision(content={"body": [{"value": 1.5, "id": 1}], "title": "가"})

        assert fingerprint(one) == fingerprint(other)
        assert fingerprint(one) != fingerprint(Revision(content={"title": "나"}))

    def test_it_survives_the_database(self, review):
        _, state = review

        assert state.content_hash == fingerprint(Revision.objects.get(pk=state.revision_id))


class TestApproval:
    def test_it_publishes_what_was_reviewed(self, review, task, secretariat):
        page, state = review

        task.on_action(state, secretariat, "approve")

        page = fresh(page)
        assert (page.live, page.title, page.live_revision_id) == (True, "김장 나눔", state.revision_id)

    def test_a_revision_rewritten_in_place_is_noticed(self, review, task, secretariat):
        page, state = review
        revision = state.revision
        revision.content["title"] = "바꿔치기"
        revision.save()

        with pytest.raises(ValidationError, match="내용이 바뀌어"):
            task.on_action(state, secretariat, "approve")

        assert not fresh(page).live

    def test_a_newer_revision_is_noticed_and_reviewed_anew(self, review, task, secretariat, editor_a):
        page, state = review
        page.title = "나중에 고침"
        page.save_revision(user=editor_a)

        with pytest.raises(ValidationError, match="내용이 바뀌어"):
            task.on_action(state, secretariat, "approve")

        anew = fresh(page).current_workflow_task_state
        assert anew.pk != state.pk
        assert anew.revision_id == fresh(page).latest_revision_id
        task.on_action(anew, secretariat, "approve")
        assert fresh(page).title == "나중에 고침"

    def test_of_two_who_press_one_after_the_other_the_second_is_told(
        self, client, review, task, secretariat, second_secretary
    ):
        page, state = review
        stale = TaskState.objects.get(pk=state.pk).specific
        task.on_action(state, secretariat, "approve")

        with pytest.raises(ValidationError, match="이미 끝난 검토"):
            task.on_action(stale, second_secretary, "reject", comment="늦었습니다.")
        assert fresh(page).live

    def test_a_page_with_a_time_waits_for_it(self, task, agency_a, editor_a, secretariat, time_machine):
        page = draft(agency_a, editor_a)
        page.go_live_at = timezone.now() + timedelta(hours=1)
        page.save_revision(user=editor_a)
        task.on_action(submit(fresh(page), editor_a), secretariat, "approve")
        assert not fresh(page).live

        time_machine.move_to(timezone.now() + timedelta(hours=1))
        publish_due()

        assert fresh(page).live

    def test_the_live_version_stays_while_a_change_waits(self, task, agency_a, editor_a, secretariat):
        page, state = submitted(agency_a, editor_a, title="지금 것")
        task.on_action(state, secretariat, "approve")
        page = fresh(page)
        page.title = "새 것"
        page.save_revision(user=editor_a)

        submit(fresh(page), editor_a)

        assert (fresh(page).live, fresh(page).title) == (True, "지금 것")

    def test_a_suspended_agencys_page_is_not_approved(self, review, task, agency_a, secretariat):
        page, state = review
        type(agency_a).objects.filter(pk=agency_a.pk).update(suspended_at=timezone.now())

        with pytest.raises(ValidationError, match="정지된 기관"):
            task.on_action(state, secretariat, "approve")
        assert not fresh(page).live

    @pytest.mark.parametrize("comment", ["", "   "])
    def test_returning_needs_a_reason(self, review, task, secretariat, comment):
        page, state = review

        with pytest.raises(ValidationError, match="반려 사유"):
            task.on_action(state, secretariat, "reject", comment=comment)
        assert fresh(page).workflow_in_progress

    def test_a_failure_in_the_middle_leaves_the_old_state(self, review, task, secretariat, monkeypatch):
        page, state = review

        def break_down(*args, **kwargs):
            raise RuntimeError("전기가 나갔다")

        monkeypatch.setattr("wagtail.models.workflows.workflow_approved.send", break_down)
        with pytest.raises(RuntimeError), transaction.atomic():
            task.on_action(state, secretariat, "approve")

        assert not fresh(page).live
        assert TaskState.objects.get(pk=state.pk).status == TaskState.STATUS_IN_PROGRESS


class TestPublishingByRule:
    @pytest.fixture
    def direct(self, agency_a):
        agency_a.publishing = "direct"
        agency_a.save()
        return agency_a

    def test_what_is_submitted_is_published_and_said_to_be_by_rule(self, direct, editor_a):
        page = draft(direct, editor_a, title="바로 나갈 것")
        revision = page.latest_revision_id

        page.get_workflow().start(page, editor_a)

        page = fresh(page)
        assert (page.live, page.live_revision_id) == (True, revision)
        entry = PageLogEntry.objects.get(page=page.pk, action="wagtail.workflow.approve")
        assert entry.user is None
        assert entry.data["comment"] == BY_RULE

    def test_the_agency_holds_no_publish_for_that(self, direct, editor_a):
        page = draft(direct, editor_a)

        assert not page.permissions_for_user(editor_a).can_publish()

    def test_a_suspended_agency_submits_nothing(self, direct, editor_a):
        page = draft(direct, editor_a)
        direct.suspended_at = timezone.now()
        direct.save()

        with pytest.raises(PermissionDenied):
            page.get_workflow().start(page, editor_a)
        assert not fresh(page).live

    def test_a_page_with_a_time_is_scheduled(self, direct, editor_a):
        page = draft(direct, editor_a)
        page.go_live_at = timezone.now() + timedelta(hours=1)
        page.save_revision(user=editor_a)
        page.get_workflow().start(fresh(page), editor_a)

        assert not fresh(page).live
        assert fresh(page).scheduled_revision

    def test_the_other_agencies_still_wait(self, direct, agency_b, editor_b):
        page, state = submitted(agency_b, editor_b)

        assert state.status == TaskState.STATUS_IN_PROGRESS
        assert not fresh(page).live
