"""A line for each request that tells nothing about who asked, and an error that can be found again."""

import json
import logging
import sys

import pytest

from nurinet_cms.logs import JsonFormatter

pytestmark = pytest.mark.django_db


@pytest.fixture
def lines(settings):
    """What is written while the test runs, one dictionary for each line."""
    written = []

    class Keep(logging.Handler):
        def emit(self, record):
            written.append(json.loads(JsonFormatter().format(record)))

    loggers = [logging.getLogger(name) for name in ("nurinet.request", "django.request")]
    levels = [logger.level for logger in loggers]
    keep = Keep()
    for logger in loggers:
        logger.addHandler(keep)
        logger.setLevel(logging.INFO)
    yield written
    for logger, level in zip(loggers, levels, strict=True):
        logger.removeHandler(keep)
        logger.setLevel(level)


def test_a_public_page_is_named_by_its_path_without_the_query(client, lines):
    client.get("/", {"q": "비밀 질병 이름"})

    (line,) = lines
    assert (line["method"], line["path"], line["status"]) == ("GET", "/", 200)
    assert line["bytes"] > 0
    assert "비밀" not in json.dumps(line, ensure_ascii=False)


def test_who_asked_is_not_written(client, lines, resident):
    client.force_login(resident)
    client.get("/", headers={"user-agent": "Marker/1.0", "x-forwarded-for": "203.0.113.7"})

    text = json.dumps(lines, ensure_ascii=False)
    for secret in (resident.email, "203.0.113.7", "127.0.0.1", "Marker", client.cookies["session"].value):
        assert secret not in text


@pytest.mark.parametrize(
    "path",
    ["/accounts/password/reset/key/1-secrettoken/", "/documents/12345/secrettoken.pdf", "/secrettoken/"],
)
def test_an_address_that_may_be_a_secret_is_named_by_its_route(client, lines, path):
    client.get(path)

    assert lines
    if path == "/secrettoken/":
        return  # an address of the public tree, where nothing is secret
    assert "secrettoken" not in json.dumps(lines)


def test_a_stored_page_has_its_line_too(client, lines, page_cache):
    client.get("/")
    client.get("/")

    assert [line["path"] for line in lines] == ["/", "/"]


def test_an_error_and_the_answer_carry_the_same_number(client, lines, monkeypatch):
    def fail(*args, **kwargs):
        raise RuntimeError("broken")

    monkeypatch.setattr("wagtail.models.Page.route_for_request", fail)
    client.raise_request_exception = False

    response = client.get("/")

    error = next(line for line in lines if "error" in line)
    assert error["request"] == response["X-Request-ID"]
    assert "RuntimeError: broken" in error["error"]


def test_a_record_without_a_request_is_a_line_of_json():
    try:
        raise ValueError("x")
    except ValueError:
        record = logging.LogRecord("some", logging.ERROR, __file__, 1, "said %s", ("what",), sys.exc_info())

    line = json.loads(JsonFormatter().format(record))

    assert line["message"] == "said what"
    assert "ValueError: x" in line["error"]
