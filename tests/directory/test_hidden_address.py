"""A shelter's address is nowhere: one walk through everything that leaves the house, by its address.

A new output is one line in ``PUBLIC`` (for everybody) or ``STAFF`` (for people of another agency).
"""

import io
import json
import zipfile
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from wagtail.models import Page
from wagtail.search.backends import get_search_backend

from directory.models import FacilityPage, LegalDong
from directory.models.place import Place
from search.korean.analysis import pairs, units
from tests.factories import EventPageFactory, FacilityPageFactory

# What must not be said. Each stands in its own column, so that a leak names the column.
SECRETS = {
    "road_address": "서울특별시 동대문구 숨은길 7391",
    "address_detail": "비밀빌라 73층",
    "lot_address": "동대문구 은신동 8264-73",
    "postcode": "73919",
    "latitude": Decimal("37.573917"),
    "longitude": Decimal("127.047391"),
    "transport": "숨은역 7번 출구",
}
WORDS = ["숨은길", "7391", "비밀빌라", "은신동", "8264", "73919", "37.5739", "127.0473", "숨은역"]
# As the index would hold them: taken apart.
WORDS_AND_PIECES = [
    *WORDS,
    *(unit for word in WORDS for unit in (*units(word), *pairs(word)) if len(unit) > 1),
]
PUBLIC = [
    "/",
    "/directory/",
    "/directory/?q={title}",
    "/directory/?q={word}",
    "/directory/?kind=test-kind",
    "/directory/map/",
    "/directory/map/facilities.json",
    "/directory/facilities.csv",
    "/directory/facilities.xlsx",
    "/directory/print/",
    "/directory/agency-a/",
    "/directory/agency-a/shelter/",
    "/directory/agency-a/shelter/handout/",
    "/directory/agency-a/at-the-shelter/",
    "/events/",
    "/search/?q={title}",
    "/search/?q={word}",
    "/search/suggest/?q={title}",
    "/search/suggest/?q={word}",
    "/sitemap.xml",
    "/api/v2/pages/?type=directory.FacilityPage&fields=*",
    "/api/v2/pages/?type=pages.EventPage&fields=*",
    "/api/v2/pages/?search={word}&type=directory.FacilityPage",
    "/api/v2/pages/?search={title}",
    "/api/v2/pages/{pk}/",
    "/api/v2/pages/{event}/",
]
STAFF = [
    "/admin/",
    "/admin/pages/search/?q={word}",
    "/admin/pages/search/?q={title}",
    "/admin/choose-page/?page_type=directory.facilitypage",
    "/admin/choose-page/search/?q={word}&page_type=directory.facilitypage",
    "/admin/api/main/pages/?search={word}",
    "/admin/api/main/pages/{pk}/",
    "/admin/pages/{pk}/view_draft/",
    "/admin/pages/{pk}/revisions/{revision}/view/",
    "/admin/pages/{pk}/revisions/compare/earliest...latest/",
    "/admin/pages/{pk}/history/",
    "/admin/reports/aging-pages/",
]


def shelter(agency, **fields):
    dong = LegalDong.objects.create(code="9999999999", name="은신동")
    given = {"parent": agency.page, "slug": "shelter", "title": "두레쉼터", "phone": "02-123-4567"}
    page = FacilityPageFactory(**given, **SECRETS, legal_dong=dong, **{"address_public": False} | fields)
    EventPageFactory(parent=agency.page, slug="at-the-shelter", title="쉼터 행사", venue=page)
    return page


def text_of(response):
    """All that an answer says: parts of a spreadsheet, letters of JSON, the address it sends one to."""
    content = b"".join(response.streaming_content) if response.streaming else response.content
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as book:
            content = b"\n".join(book.read(name) for name in book.namelist())
    text = content.decode("utf-8-sig")
    if "json" in response.headers.get("Content-Type", ""):
        text = json.dumps(json.loads(text), ensure_ascii=False)
    return text + response.headers.get("Location", "")


def asked(client, template, page, word="숨은길"):
    event = Page.objects.get(slug="at-the-shelter").pk
    url = template.format(
        pk=page.pk, revision=page.latest_revision_id, title=page.title, word=word, event=event
    )
    # The question may repeat what was asked for; the answer is what the question did not say.
    return text_of(client.get(url, follow=True)).replace(word, "" if "{word}" in template else word)


@pytest.mark.parametrize("template", PUBLIC)
class TestTheWalk:
    def test_nothing_is_said(self, client, agency_a, template):
        page = shelter(agency_a)

        said = asked(client, template, page)

        assert [word for word in WORDS if word in said] == []

    def test_the_walk_would_notice(self, client, agency_a, template):
        """The same addresses answer, so that a renamed one does not pass by being away."""
        page = shelter(agency_a, address_public=True)

        assert (
            client.get(
                template.format(pk=page.pk, title="두레", word="두레", event=page.pk, revision=1), follow=True
            ).status_code
            == 200
        )


def test_where_it_is_public_the_page_and_the_api_say_all_of_it(client, agency_a):
    page = shelter(agency_a, address_public=True)

    said = asked(client, "/api/v2/pages/{pk}/", page) + asked(client, "/directory/agency-a/shelter/", page)

    assert [word for word in WORDS if word not in said] == []


@pytest.mark.parametrize("template", STAFF)
def test_people_of_another_agency_learn_nothing(client, agency_a, editor_b, template):
    page = shelter(agency_a)
    client.force_login(editor_b)

    said = asked(client, template, page)

    assert [word for word in WORDS if word in said] == []


class TestPreviews:
    def test_a_preview_shows_what_the_public_would_see(self, agency_a):
        page = shelter(agency_a, live=False)

        html = page.get_latest_revision_as_object().make_preview_request().render().content.decode()

        assert "위치를 알리지 않습니다" in html
        assert [word for word in WORDS if word in html] == []

    def test_also_the_preview_of_what_was_public_yesterday(self, agency_a):
        page = shelter(agency_a, address_public=True)
        page.address_public = False
        page.save_revision()

        html = page.get_latest_revision_as_object().make_preview_request().render().content.decode()

        assert [word for word in WORDS if word in html] == []


class TestFinding:
    @pytest.mark.parametrize("word", ["숨은길", "은신동", "7391"])
    def test_nobody_finds_it_by_its_address(self, client, agency_a, word):
        shelter(agency_a)

        assert "두레쉼터" not in client.get("/directory/", {"q": word}).content.decode()
        assert "두레쉼터" not in client.get("/search/", {"q": word}).content.decode()
        assert client.get("/api/v2/pages/", {"search": word}).json()["meta"]["total_count"] == 0

    def test_its_name_still_finds_it(self, client, agency_a):
        shelter(agency_a)

        assert "두레쉼터" in client.get("/search/", {"q": "두레쉼터"}).content.decode()
        assert "두레쉼터" in client.get("/directory/", {"q": "두레쉼터"}).content.decode()

    def test_a_place_that_is_hidden_is_on_no_map(self, agency_a):
        page = shelter(agency_a)

        assert not FacilityPage.objects.on_the_map().exists()
        FacilityPage.objects.filter(pk=page.pk).update(address_public=True)
        assert FacilityPage.objects.on_the_map().exists()


class TestIndex:
    def rows(self):
        """Every row of the search index, whichever tables the database keeps it in."""
        with connection.cursor() as cursor:
            names = connection.introspection.table_names(cursor)
            tables = [name for name in names if name.endswith(("indexentry", "indexentry_fts"))]
            return "".join(self.read(cursor, name) for name in tables)

    @staticmethod
    def read(cursor, table):
        cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608 - names of our tables
        return str(cursor.fetchall())

    def test_its_rows_hold_no_address(self, agency_a):
        shelter(agency_a)

        rows = self.rows()

        assert "두레 쉼터" in rows
        assert [word for word in WORDS_AND_PIECES if word in rows] == []

    def test_they_forget_one_that_is_hidden_later(self, agency_a):
        page = shelter(agency_a, address_public=True)
        assert get_search_backend().search("숨은길", Page.objects.all())
        page.address_public = False

        page.save_revision().publish(skip_permission_checks=True)

        assert not get_search_backend().search("숨은길", Page.objects.all())
        assert [word for word in WORDS_AND_PIECES if word in self.rows()] == []


class TestOnlyOneDoor:
    def test_hidden_facts_are_null_not_empty(self, client, agency_a):
        page = shelter(agency_a)

        facts = client.get(f"/api/v2/pages/{page.pk}/").json()

        assert facts["address_public"] is False
        assert {facts[name] for name in (*SECRETS, "legal_dong")} == {None}

    def test_facts_of_a_facility_have_every_column_of_its_address(self, agency_a):
        """A column that is added to the address is told, or hidden, like the others."""
        columns = {field.name for field in Place._meta.local_fields}

        assert set(FacilityPage().public_place()) == columns
        assert set(FacilityPage(address_public=False).public_place()) == columns
        assert {*SECRETS, "legal_dong", "address_public"} == columns

    def test_what_the_editor_writes_may_not_tell_it_either(self, agency_a):
        page = FacilityPage(title="두레쉼터", address_public=False, road_address=SECRETS["road_address"])
        page.summary = f"{SECRETS['road_address']} 3층에 있습니다."

        with pytest.raises(ValidationError) as refused:
            page.clean()

        assert "address_public" in refused.value.message_dict
