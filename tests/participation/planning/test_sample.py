"""The sample's plans come about by the product's own deeds, and show every state."""

import pytest

from participation.models import Opinion, Plan, Project, ProjectState, Status, Step, StepKind
from participation.sample.plan import link_sample, make_plans, report_sample
from tests.factories.participation import make_issue

pytestmark = pytest.mark.django_db


def test_one_is_carried_out_and_the_next_is_under_its_notice(office, district, client):
    issue = make_issue(status=Status.ADOPTED)

    fifth, sixth = make_plans(issue.site, office)
    link_sample(issue, "tools", by=office)
    report_sample(issue.site, by=office)

    assert set(Project.objects.values_list("state", flat=True)) == set(ProjectState.values)
    assert Plan.objects.current() == fifth
    assert sixth.notices.get().is_open
    assert Opinion.objects.unanswered().count() == 2
    assert Step.objects.filter(issue=issue, kind=StepKind.PROGRESS).exists()
    for path in (
        "/plan/",
        "/plan/5/4-1/",
        "/plan/6/",
        "/plan/5/years/2025/",
        "/api/plan/",
        "/plan/5/projects.csv",
    ):
        assert client.get(path).status_code == 200
    assert "예시" in client.get(f"/plan/notices/{fifth.notices.get().pk}/").content.decode()
