"""The seam: what a page says to the public is plain data, and all of it."""

import json
import re
from pathlib import Path

import pytest
from django.conf import settings

from directory.models import AgencyDocument, AgencyPage, FacilityPage, ProgramPage, ResourcePage
from pages.models import EventPage, NewsPage, StandardPage
from tests.factories import AgencyImageFactory, FacilityPageFactory, NewsPageFactory

KINDS = ("facility", "program", "resource", "news", "event")
BODY = [
    {"type": "heading", "value": {"text": "제목", "level": "h2"}},
    {"type": "paragraph", "value": "<p>글</p>"},
    {"type": "callout", "value": {"kind": "info", "text": "<p>알림</p>"}},
    {"type": "contact", "value": {"department": "팀", "phone": "129", "email": "", "hours": ""}},
    {"type": "steps", "value": {"title": "", "steps": [{"title": "하나", "text": "<p>글</p>"}]}},
    {"type": "faq", "value": {"title": "", "questions": [{"question": "왜?", "answer": "<p>글</p>"}]}},
    {"type": "embed", "value": {"url": "https://youtu.be/dQw4w9WgXcQ", "title": "영상", "transcript": ""}},
    {
        "type": "table",
        "value": {
            "caption": "표",
            "first_column_is_heading": False,
            "rows": {
                "columns": [{"type": "text", "heading": "칸"}],
                "rows": [{"values": ["값"]}],
                "caption": "",
            },
        },
    },
]


def with_body(page, blocks):
    page.body = page.body.stream_block.to_python(blocks)
    page.save()
    return type(page).objects.get(pk=page.pk)


class TestPlainData:
    @pytest.mark.parametrize("kind", KINDS)
    def test_everything_a_page_says_can_be_written_as_json(self, rich, agency_a, kind):
        page = with_body(rich(kind, agency_a), BODY)

        record = page.public_record()

        assert json.loads(json.dumps(record)) == record
        assert [block["type"] for block in record["body"]] == [block["type"] for block in BODY]

    @pytest.mark.parametrize("kind", KINDS)
    def test_each_step_of_the_seam_holds_the_one_before(self, rich, agency_a, kind):
        page = rich(kind, agency_a)

        card, facts, record = page.public_card(), page.public_facts(), page.public_record()

        assert card.keys() < facts.keys() < record.keys()
        assert {name: facts[name] for name in card if name != "image"} == {
            name: card[name] for name in card if name != "image"
        }

    @pytest.mark.parametrize(
        "model",
        [AgencyPage, FacilityPage, ProgramPage, ResourcePage, NewsPage, EventPage, StandardPage],
    )
    def test_no_field_of_the_api_is_missing(self, rich, agency_a, model, request):
        page = model.objects.first() or rich(model._meta.model_name.removesuffix("page"), agency_a)

        assert {field.name for field in model.api_fields} <= page.public_record().keys()

    def test_a_first_draft_without_anything_still_says_something(self, agency_a):
        for model in (
            *(FacilityPage, ProgramPage, ResourcePage),
            *(NewsPage, EventPage, AgencyPage, StandardPage),
        ):
            page = model(title="초안")

            assert json.dumps(page.public_record())
            assert json.dumps(page.public_json_ld(page.public_facts()))


class TestTemplates:
    # What a page's head and body need besides its facts; nothing of it is a fact of the page.
    ALLOWED = {"body", "seo_title", "search_description", "url", "pk"}

    def test_they_show_facts_and_nothing_behind_them(self):
        root = Path(settings.BASE_DIR) / "templates"
        folders = ("pages", "directory", "search", "components")
        paths = [root / "base.html", *(path for name in folders for path in (root / name).glob("*.html"))]

        read = {
            name
            for path in paths
            for name in re.findall(r"\bpage\.([a-z_]+)", path.read_text(encoding="utf-8"))
        }

        assert read <= self.ALLOWED


WORDS = "사진에 적힌 말은 모두 여기에 글로도 적어 두었습니다."


class TestPictures:
    def test_a_decoration_has_an_empty_description(self, agency_a):
        page = NewsPageFactory(
            parent=agency_a.page,
            image=AgencyImageFactory(),
            image_alt="남은 글",
            image_is_decorative=True,
            summary=WORDS,
        )

        assert page.public_facts()["image"]["alt"] == ""

    def test_a_large_picture_is_offered_in_several_widths(self, agency_a):
        image = AgencyImageFactory(file__width=2000, file__height=1000)
        page = NewsPageFactory(parent=agency_a.page, image=image, image_is_decorative=True, summary=WORDS)

        facts = page.public_facts()["image"]

        assert facts["width"] == 1200
        assert facts["url"].endswith(".webp")
        assert [part.split()[1] for part in facts["srcset"].split(", ")] == ["480w", "800w", "1200w"]

    def test_a_lost_file_is_no_picture(self, agency_a):
        image = AgencyImageFactory()
        image.file.storage.delete(image.file.name)
        page = NewsPageFactory(parent=agency_a.page, image=image, image_is_decorative=True, summary=WORDS)

        assert page.public_card()["image"] is None


class TestBody:
    def test_a_file_in_a_closed_collection_is_left_out(self, agency_a, client):
        from django.core.files.base import ContentFile
        from wagtail.models import CollectionViewRestriction

        document = AgencyDocument(title="닫힌문서", collection=agency_a.collection)
        document.file.save("closed.txt", ContentFile(b"text"))
        page = NewsPageFactory(parent=agency_a.page, slug="page")
        prose = f'<p><a linktype="document" id="{document.pk}">여기</a></p>'
        blocks = [
            {"type": "file", "value": {"document": document.pk, "label": ""}},
            {"type": "paragraph", "value": prose},
        ]
        page = with_body(page, blocks)
        assert page.public_body()[0]["value"]["document"]["title"] == "닫힌문서"
        assert document.url in client.get(page.url).content.decode()

        CollectionViewRestriction.objects.create(
            collection=agency_a.collection, restriction_type=CollectionViewRestriction.LOGIN
        )

        page = NewsPage.objects.get(pk=page.pk)
        assert page.public_body()[0]["value"]["document"] is None
        html = client.get(page.url).content.decode()
        assert "닫힌문서" not in html
        assert document.url not in html
        assert "여기" in html


class TestLinks:
    @pytest.fixture
    def linking(self, agency_a, agency_b):
        target = FacilityPageFactory(parent=agency_b.page, slug="target")
        page = NewsPageFactory(parent=agency_a.page, slug="page")
        prose = f'<p><a linktype="page" id="{target.pk}">여기</a></p>'
        return with_body(page, [{"type": "paragraph", "value": prose}]), target

    def test_a_link_leads_to_a_published_page(self, linking, client):
        page, target = linking

        assert f'<a href="{target.url}">여기</a>' in client.get(page.url).content.decode()
        assert target.url in page.public_body()[0]["value"]

    @pytest.mark.parametrize("hide", ["page", "section"])
    def test_a_link_to_what_is_not_published_keeps_its_words_only(self, linking, client, agency_b, hide):
        page, target = linking

        (target if hide == "page" else agency_b.page).unpublish()

        html = client.get(page.url).content.decode()
        assert "여기" in html
        assert "target" not in html.replace("data-target", "")
        assert target.url not in NewsPage.objects.get(pk=page.pk).public_body()[0]["value"]
