"""Who is written to about a review, what it says, and that it leaves with the transaction or not at all."""

import re

import pytest
from django.db import transaction
from django_tasks_db.models import DBTaskResult

from directory.actions import join_agency
from tests.directory.review import draft, fresh, submit, submitted
from tests.factories import UserFactory

QUEUE = "common.mail.QueuedEmailBackend"


@pytest.fixture(autouse=True)
def base_url(settings):
    settings.WAGTAILADMIN_BASE_URL = "https://nurinet.example"
    return settings.WAGTAILADMIN_BASE_URL


def recipients(mails):
    return sorted(address for mail in mails for address in mail.to)


class TestPleaseReview:
    def test_each_reviewer_is_told_once(self, agency_a, editor_a, secretariat, office, mailoutbox):
        submitted(agency_a, editor_a, title="김장 나눔")

        assert recipients(mailoutbox) == sorted([secretariat.email, office.email])

    def test_it_names_agency_and_title_and_the_link_works(
        self, client, settings, agency_a, editor_a, secretariat, mailoutbox, base_url
    ):
        settings.STAFF_MFA_REQUIRED = False
        submitted(agency_a, editor_a, title="김장 나눔 & 잔치")

        mail = next(mail for mail in mailoutbox if mail.to == [secretariat.email])
        assert mail.subject == "[누리넷] 검토 요청: 김장 나눔 & 잔치 (가나다복지관)"
        assert "요청: " + str(editor_a) in mail.body
        link = re.search(rf"{base_url}(/admin/pages/\d+/review/)", mail.body).group(1)
        client.force_login(secretariat)
        assert client.get(link).status_code == 200

    def test_neither_the_requester_nor_who_is_gone_nor_a_colleague_of_the_agency(
        self, agency_a, secretariat, office, mailoutbox
    ):
        gone = UserFactory(is_active=False)
        gone.groups.set(secretariat.groups.all())
        join_agency(agency_a, office)

        submitted(agency_a, secretariat)

        assert recipients(mailoutbox) == []

    def test_not_where_the_rule_approves(self, agency_a, editor_a, mailoutbox):
        agency_a.publishing = "direct"
        agency_a.save()

        page = draft(agency_a, editor_a)
        page.get_workflow().start(page, editor_a)

        assert mailoutbox == []

    def test_a_second_request_after_mending_is_told_again(
        self, agency_a, editor_a, secretariat, office, task, mailoutbox
    ):
        page, state = submitted(agency_a, editor_a)
        task.on_action(state, secretariat, "reject", comment="고쳐 주십시오.")
        mailoutbox.clear()

        fresh(page).current_workflow_state.resume(editor_a)

        assert recipients(mailoutbox) == sorted([secretariat.email, office.email])


class TestTheAnswer:
    def test_approval_tells_the_requester_and_nobody_else(
        self, agency_a, editor_a, secretariat, task, mailoutbox
    ):
        page, state = submitted(agency_a, editor_a)
        mailoutbox.clear()

        task.on_action(state, secretariat, "approve")

        assert recipients(mailoutbox) == [editor_a.email]
        assert mailoutbox[0].subject.startswith("[누리넷] 승인되었습니다")
        assert fresh(page).full_url in mailoutbox[0].body

    def test_returning_tells_the_reason_and_where_to_mend_it(
        self, agency_a, editor_a, secretariat, task, mailoutbox, base_url
    ):
        page, state = submitted(agency_a, editor_a, title="김장 나눔")
        mailoutbox.clear()

        task.on_action(state, secretariat, "reject", comment="날짜를 적어 주십시오. <b>꼭</b>")

        assert recipients(mailoutbox) == [editor_a.email]
        assert "날짜를 적어 주십시오. <b>꼭</b>" in mailoutbox[0].body
        assert f"{base_url}/admin/pages/{page.pk}/edit/" in mailoutbox[0].body
        assert "가나다복지관" in mailoutbox[0].body

    def test_nobody_is_told_who_has_left(self, agency_a, editor_a, secretariat, task, mailoutbox):
        _, state = submitted(agency_a, editor_a)
        type(editor_a).objects.filter(pk=editor_a.pk).update(is_active=False)
        mailoutbox.clear()

        task.on_action(state, secretariat, "approve")

        assert mailoutbox == []


class TestTheQueue:
    def test_a_mail_is_a_row_of_the_same_transaction(self, settings, agency_a, editor_a):
        settings.EMAIL_BACKEND = QUEUE
        page = draft(agency_a, editor_a)
        with transaction.atomic():
            submit(page, editor_a)
            assert DBTaskResult.objects.count() == 2
            transaction.set_rollback(True)

        assert DBTaskResult.objects.count() == 0
        submit(fresh(page), editor_a)
        assert DBTaskResult.objects.count() == 2
