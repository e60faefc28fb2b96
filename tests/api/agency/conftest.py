"""A system of agency A with a key that may everything, and one of agency B."""

import json

import pytest

from api.keys.actions import issue_key
from api.keys.models import Scope

BASE = "/api/agency/v1"


class System:
    """Another system: asks with its key, and hears status and content."""

    def __init__(self, client, key, token):
        self.client, self.key, self.token = client, key, token

    def ask(self, method, path, content=b"", **headers):
        return self.client.generic(
            method,
            f"{BASE}/{path}",
            content if isinstance(content, bytes) else json.dumps(content).encode(),
            content_type=headers.pop("content_type", "application/json"),
            headers={"Authorization": f"Bearer {self.token}"} | headers.pop("headers", {}),
        )

    def put(self, path, record, **more):
        return self.ask("PUT", path, record, **more)

    def get(self, path):
        return self.ask("GET", path)

    def delete(self, path):
        return self.ask("DELETE", path)

    def batch(self, rows, query="", **more):
        lines = "\n".join(row if isinstance(row, str) else json.dumps(row) for row in rows)
        answer = self.ask(
            "POST", f"batch{query}", lines.encode(), content_type="application/x-ndjson", **more
        )
        content = b"".join(answer) if answer.streaming else answer.content
        return [json.loads(line) for line in content.decode().splitlines()]


def system_of(agency, client, scopes=tuple(Scope)):
    key, token = issue_key(name="회원관리", scopes=scopes, agency=agency, days=30)
    return System(client, key, token)


@pytest.fixture
def system(agency_a, client):
    return system_of(agency_a, client)


@pytest.fixture
def other(agency_b, client):
    return system_of(agency_b, client)
