"""A worker that dies while approving, and two moderators who press in the same moment."""

import os
import signal
import subprocess
import sys
from threading import Barrier, Thread

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, connections
from wagtail.models import PageLogEntry, TaskState, WorkflowState

from directory.models import AgencyApprovalTask, AgencyApprovalTaskState
from tests.directory.review import fresh, submitted
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def review(agency_a, editor_a):
    return submitted(agency_a, editor_a, title="김장 나눔")


class TestKilledInTheMiddle:
    @pytest.mark.parametrize("moment", ["page_published", "workflow_approved", "task_approved"])
    def test_the_old_state_is_left_whole(self, review, secretariat, moment):
        page, state = review
        database = str(connection.settings_dict["NAME"])

        run = subprocess.run(
            [
                sys.executable,
                "-m",
                "tests.directory.kill_in_the_middle",
                database,
                str(state.pk),
                str(secretariat.pk),
                moment,
            ],
            env=os.environ | {"DEBUG": "1"},
            capture_output=True,
            timeout=120,
        )

        assert run.returncode == -signal.SIGKILL, run.stderr.decode()
        page = fresh(page)
        assert not page.live
        assert page.current_workflow_state.status == WorkflowState.STATUS_IN_PROGRESS
        assert TaskState.objects.get(pk=state.pk).status == TaskState.STATUS_IN_PROGRESS
        assert not PageLogEntry.objects.filter(page=page.pk, action="wagtail.workflow.approve").exists()

    def test_somebody_else_approves_it_afterwards(self, review, secretariat):
        self.test_the_old_state_is_left_whole(review, secretariat, "workflow_approved")
        page, state = review

        AgencyApprovalTask.objects.get().on_action(state, secretariat, "approve")

        assert fresh(page).live


@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite lets only one writer in at a time.")
class TestTwoAtOnce:
    def test_one_wins_and_the_other_is_told(self, review, secretariat):
        page, state = review
        second = UserFactory()
        second.groups.set(secretariat.groups.all())
        together = Barrier(2)
        results = []

        def press(person, action, **data):
            task = AgencyApprovalTask.objects.get()
            mine = AgencyApprovalTaskState.objects.get(pk=state.pk)
            together.wait()
            try:
                task.on_action(mine, person, action, **data)
                results.append(action)
            except ValidationError as refusal:
                results.append(refusal.messages[0])
            finally:
                connections.close_all()

        threads = [
            Thread(target=press, args=(secretariat, "approve")),
            Thread(target=press, args=(second, "reject"), kwargs={"comment": "고쳐 주십시오."}),
        ]
        [thread.start() for thread in threads]
        [thread.join() for thread in threads]

        won = [result for result in results if result in ("approve", "reject")]
        assert len(won) == 1
        assert any("이미 끝난 검토입니다" in result for result in results)
        assert fresh(page).live is (won == ["approve"])
