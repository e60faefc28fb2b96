"""What an editor may type into a page's form: a sentence for what cannot be, never a 500."""

import pytest
from wagtail.test.utils.form_data import nested_form_data, streamfield

from pages.models import NewsPage


@pytest.fixture
def add(client, editor_a, agency_a):
    client.force_login(editor_a)

    def add(**fields):
        form = {
            "title": "소식",
            "slug": "news",
            "kind": "notice",
            "summary": "",
            "body": streamfield([]),
            "licence": "all-rights",
            "comments": {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0},
        }
        path = f"/admin/pages/add/pages/newspage/{agency_a.page.pk}/"
        return client.post(path, nested_form_data(form | fields))

    return add


def sentences(answer):
    return [sentence for found in answer.context["form"].errors.values() for sentence in found]


def test_the_form_of_these_tests_is_accepted(add):
    assert add().status_code == 302
    assert NewsPage.objects.get().title == "소식"


@pytest.mark.parametrize(
    "fields",
    [
        {"slug": "a" * 10_000},
        {"slug": "가" * 10_000},
        {"title": "긴" * 10_000},
        {"title": "   "},
        {"summary": "긴" * 10_000},
        {"slug": "a b/c"},
        {"slug": "../../admin"},
        {"licence": "nonsense"},
        {"kind": "nonsense"},
        {"confirmed_on": "31.02.2026"},
        {"go_live_at": "가나다"},
    ],
    ids=lambda fields: next(iter(fields)),
)
def test_what_cannot_be_gets_a_sentence(add, fields):
    answer = add(**fields)

    assert answer.status_code == 200
    assert any("가" <= letter <= "힣" for sentence in sentences(answer) for letter in sentence)
    assert not NewsPage.objects.exists()


@pytest.mark.parametrize("name", ["image", "targets"])
@pytest.mark.parametrize("value", ["abc", "99999999999999999999", "1 OR 1=1"])
def test_a_forged_id_is_no_server_error(add, client, name, value):
    client.raise_request_exception = False

    assert add(**{name: value}).status_code == 400


@pytest.mark.parametrize(
    "title", ["<script>alert(1)</script>", "</title><img src=x onerror=alert(1)>", "A & B", "{{ 7|add:7 }}"]
)
def test_a_title_is_text_whatever_it_looks_like(add, client, title):
    add(title=title, slug="news")
    news = NewsPage.objects.get()
    news.save_revision().publish(skip_permission_checks=True)
    client.logout()

    html = client.get(news.url).content.decode()
    assert "<script>alert" not in html
    assert "onerror=alert(1)>" not in html
    assert client.get(f"/api/v2/pages/{news.pk}/").json()["title"] == title


def test_a_slug_as_long_as_the_column_is_reachable(add, client):
    add(slug="가" * 255)
    news = NewsPage.objects.get()
    news.save_revision().publish(skip_permission_checks=True)

    assert client.get(news.url).status_code == 200


@pytest.mark.parametrize(
    "body",
    [
        {"body-count": "1"},
        {"body-count": "99999999999999999999"},
        {"body-count": "가"},
        {
            "body-count": "1",
            "body-0-type": "nonsense",
            "body-0-deleted": "",
            "body-0-order": "0",
            "body-0-value": "",
        },
        {"body-count": "1", "body-0-type": "heading", "body-0-deleted": "", "body-0-order": "가"},
    ],
    ids=str,
)
def test_a_forged_body_is_no_server_error(client, editor_a, agency_a, body):
    client.force_login(editor_a)
    client.raise_request_exception = False
    form = nested_form_data(
        {
            "title": "소식",
            "slug": "news",
            "kind": "notice",
            "licence": "all-rights",
            "comments": {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0},
        }
    )

    answer = client.post(f"/admin/pages/add/pages/newspage/{agency_a.page.pk}/", form | body)

    assert answer.status_code in (200, 302, 400)
