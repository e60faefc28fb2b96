"""Whatever the document allows to be asked, and much that it does not, is answered as the document says."""

import os

import pytest
import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, settings
from schemathesis import checks as builtin
from schemathesis.specs.openapi import checks

from api.keys.actions import issue_key
from api.keys.models import Scope
from api.openapi.document import document

# Feeds answer people's programs, not systems: errors there are pages.
schema = schemathesis.openapi.from_dict(document()).exclude(tag="구독")
schema.app = WSGIHandler()
# SCHEMATHESIS_EXAMPLES=300 asks longer, by hand.
EXAMPLES = int(os.environ.get("SCHEMATHESIS_EXAMPLES", "15"))
CHECKS = [
    builtin.not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_schema_conformance,
]


@schemathesis.serializer("application/x-ndjson")
def as_lines(_context, value):
    return value if isinstance(value, bytes) else str(value).encode("utf-8", "replace")


@pytest.fixture
def world(filled, module_files, db):
    """The district with one thing of every type; the connection of the test stays open, as Django's client keeps it."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def key(agency_a):
    """The words of a key that may everything of its agency."""
    return issue_key(name="시험", scopes=tuple(Scope), agency=agency_a, days=30)[1]


@schema.parametrize()
@settings(
    max_examples=EXAMPLES,
    derandomize=True,
    deadline=None,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
def test_it_is_answered_as_the_document_says(case, world, key):
    headers = {"Accept-Encoding": "identity"}
    if case.path.startswith("/api/agency/"):
        headers["Authorization"] = f"Bearer {key}"
    case.call_and_validate(checks=CHECKS, headers=headers)
