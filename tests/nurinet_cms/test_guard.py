"""What is not text, or far too long, is answered with a sentence."""

import errno
import json

import pytest
from django.db import OperationalError
from django.test import RequestFactory

from nurinet_cms import errors
from nurinet_cms.guard import GuardMiddleware

pytestmark = pytest.mark.django_db

HANGUL = "가-힣"


def sentence_of(response):
    text = response.content.decode()
    return json.loads(text)["message"] if "json" in response["Content-Type"] else text


@pytest.fixture
def calm_client(client):
    """As a server behaves: an exception becomes an answer."""
    client.raise_request_exception = False
    return client


class TestAddresses:
    @pytest.mark.parametrize("path", ["/", "/news/", "/api/v2/pages/", "/admin/", "/no-such-page/"])
    @pytest.mark.parametrize("query", ["q=%00", "q=a%00b", "%00=1", "q=%FF", "q=%B0%A1", "q=%ED%A0%80"])
    def test_nul_and_invalid_utf8_in_a_query_are_bad_requests(self, calm_client, path, query):
        response = calm_client.get(f"{path}?{query}")

        assert response.status_code == 400
        assert "글자가 아닌 것" in sentence_of(response)

    @pytest.mark.parametrize("path", ["/%00/", "/news/%00", "/api/v2/pages/%00/", "/%FF/", "/%B0%A1/"])
    def test_nul_and_invalid_utf8_in_a_path_are_bad_requests(self, calm_client, path):
        assert calm_client.get(path).status_code == 400

    def test_korean_in_a_path_and_a_query_is_welcome(self):
        guard = GuardMiddleware(lambda request: "passed")

        assert guard(RequestFactory().get("/여름-방학/?q=가나다%20마")) == "passed"

    def test_an_address_of_ten_thousand_letters_is_too_long(self, calm_client):
        assert calm_client.get("/" + "a" * 10_000 + "/").status_code == 414
        assert calm_client.get("/", {"q": "a" * 10_000}).status_code == 414

    def test_systems_are_answered_in_json(self, calm_client):
        response = calm_client.get("/api/v2/pages/?search=%00")

        assert response["Content-Type"] == "application/problem+json"
        assert response["Cache-Control"] == "no-store"

    def test_people_are_answered_with_a_page_in_korean(self, calm_client):
        response = calm_client.get("/news/?q=%00")

        assert response["Content-Type"].startswith("text/html")
        assert 'lang="ko"' in response.content.decode()


class TestForms:
    @pytest.mark.parametrize("value", ["a\x00b", '{"a": "\\u0000"}'])
    @pytest.mark.parametrize("content_type", [None, "application/x-www-form-urlencoded"])
    def test_nul_in_a_form_is_a_bad_request(self, calm_client, value, content_type):
        if content_type:
            body = {"data": f"login={value}".encode(), "content_type": content_type}
        else:
            body = {"data": {"login": value}}

        assert calm_client.post("/accounts/login/", **body).status_code == 400

    def test_a_form_in_another_encoding_is_a_bad_request(self, calm_client):
        response = calm_client.post(
            "/accounts/login/",
            data="login=홍길동".encode("cp949"),
            content_type="application/x-www-form-urlencoded",
        )

        assert response.status_code == 400

    def test_a_form_that_is_too_big_is_told_so(self, calm_client, settings):
        settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100

        response = calm_client.post("/accounts/login/", {"login": "a" * 1000})

        assert response.status_code == 413
        assert "너무 큽니다" in sentence_of(response)

    def test_too_many_fields_are_told_so(self, calm_client, settings):
        settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 3

        assert calm_client.post("/accounts/login/", dict.fromkeys("abcdef", 1)).status_code == 413


class TestFailures:
    @pytest.fixture
    def failing(self, monkeypatch, calm_client):
        """The home page fails with the exception it is given."""

        def fail_with(error):
            def fail(*args, **kwargs):
                raise error

            monkeypatch.setattr("wagtail.views.serve", fail)
            monkeypatch.setattr("wagtail.models.Page.route_for_request", fail)
            return calm_client.get("/")

        return fail_with

    def test_a_lost_database_is_a_503_with_phone_numbers(self, failing):
        response = failing(OperationalError("gone"))

        assert response.status_code == 503
        assert response["Retry-After"] == "30"
        assert "129" in response.content.decode()

    def test_a_full_disk_is_told_so(self, failing):
        response = failing(OSError(errno.ENOSPC, "No space left on device"))

        assert response.status_code == 507
        assert "공간이 부족" in sentence_of(response)

    def test_a_mistake_of_ours_is_a_500_that_tells_nothing_of_it(self, failing):
        response = failing(RuntimeError("secret detail"))

        assert response.status_code == 500
        assert "secret detail" not in response.content.decode()

    def test_a_page_that_is_not_there_is_a_404_in_korean(self, calm_client):
        page = calm_client.get("/no-such-page/")
        answer = calm_client.get("/api/v2/pages/999999/")

        assert page.status_code == 404
        assert 'lang="ko"' in page.content.decode()
        assert answer.status_code == 404

    def test_an_error_page_costs_no_query(self, rf, django_assert_num_queries):
        with django_assert_num_queries(0):
            for status in errors.SENTENCES:
                errors.answer(rf.get("/"), status)

    def test_a_broken_template_still_leaves_the_phone_numbers(self, rf, monkeypatch):
        def broken(name):
            raise ValueError(name)

        monkeypatch.setattr(errors, "get_template", broken)

        assert "129" in errors.answer(rf.get("/"), 503).content.decode()
