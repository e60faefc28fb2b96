"""How public pages are asked, and what they are asked about."""

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from council.models import Result
from participation.models import Issue, Status
from tests.factories.council import (
    make_item,
)
from tests.factories.participation import make_issue


def read(client, path):
    response = client.get(path)
    assert response.status_code == 200, path
    return response.content.decode()


def cost(client, path):
    client.get(path)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(path).status_code == 200, path
    return len(queries)


def under_review(body, **fields):
    """A public issue that lies with the body."""
    issue = make_issue(status=Status.SUBCOMMITTEE, **fields)
    Issue.objects.filter(pk=issue.pk).update(body_in_charge=body)
    return issue


def decided(meeting, number=1, **fields):
    known = {"result": Result.ADOPTED, "resolution": "그렇게 합니다.", "decided_at": timezone.now()}
    return make_item(meeting, number, **(known | fields))
