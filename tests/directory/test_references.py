"""An editor points only at what everybody sees, or at what is the own agency's."""

import json

import pytest
from django.urls import reverse
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter
from wagtail.images import get_image_model
from wagtail.models import Page

from common.references import choosable_pages, forbidden_references
from directory.models import AgencyDocument
from pages.models import NewsPage, StandardPage
from tests.directory.review import draft, edit_url, form_of, fresh, opened
from tests.factories import AgencyImageFactory, EventPageFactory, FacilityPageFactory, NewsPageFactory

pytestmark = pytest.mark.usefixtures("one_factor_is_enough")

SECRET = "쀍뢟한비밀제목"


@pytest.fixture
def own_page(agency_a, editor_a):
    return draft(agency_a, editor_a, title="우리 소식")


@pytest.fixture
def their_draft(agency_b):
    return NewsPageFactory(parent=agency_b.page, live=False, title=SECRET)


@pytest.fixture
def their_picture(agency_b):
    return AgencyImageFactory(collection=agency_b.collection, title=SECRET)


@pytest.fixture
def their_file(agency_b):
    return AgencyDocument.objects.create(title=SECRET, file="documents/x.pdf", collection=agency_b.collection)


@pytest.fixture
def as_editor_a(client, editor_a):
    client.force_login(editor_a)
    return client


def body(*blocks):
    """The posted form of a body of these (type, value) blocks."""
    data = {"body-count": str(len(blocks))}
    for number, (kind, value) in enumerate(blocks):
        data |= {
            f"body-{number}-type": kind,
            f"body-{number}-order": str(number),
            f"body-{number}-deleted": "",
            f"body-{number}-id": f"00000000-0000-4000-8000-00000000000{number}",
        }
        if isinstance(value, dict):
            data |= {f"body-{number}-value-{key}": item for key, item in value.items()}
        else:
            data[f"body-{number}-value"] = value
    return data


def rich_text(html):
    converter = ContentstateConverter(features=["link", "document-link", "image", "embed"])
    return converter.from_database_format(html)


class TestFormCheck:
    """Saved through the editor, with ids that its choosers would not have given."""

    def save(self, client, page, **typed):
        return client.post(edit_url(page), opened(client, page) | typed)

    def refused(self, answer, page):
        assert answer.status_code == 200
        assert fresh(page).latest_revision.content["title"] == "우리 소식"
        return "수 없습니다" in str(answer.context["form"].errors)

    def test_another_agencys_picture(self, as_editor_a, own_page, their_picture):
        answer = self.save(
            as_editor_a, own_page, title="고침", image=their_picture.pk, image_is_decorative="on"
        )

        assert self.refused(answer, own_page)
        assert answer.context["form"].errors["image"]

    def test_own_picture_is_fine(self, as_editor_a, own_page, agency_a):
        picture = AgencyImageFactory(collection=agency_a.collection)

        self.save(as_editor_a, own_page, title="고침", image=picture.pk, image_is_decorative="on")

        assert fresh(own_page).latest_revision.content["image"] == picture.pk

    def test_a_picture_in_a_block(self, as_editor_a, own_page, their_picture):
        answer = self.save(
            as_editor_a,
            own_page,
            title="고침",
            **body(("image", {"picture-image": their_picture.pk, "picture-decorative": "on"})),
        )

        assert answer.status_code == 200
        assert fresh(own_page).latest_revision.content["title"] == "우리 소식"

    @pytest.mark.parametrize("thing", ["page", "file"])
    def test_a_link_in_rich_text(self, as_editor_a, own_page, their_draft, their_file, thing):
        html = {
            "page": f'<p><a linktype="page" id="{their_draft.pk}">여기</a></p>',
            "file": f'<p><a linktype="document" id="{their_file.pk}">여기</a></p>',
        }[thing]

        answer = self.save(as_editor_a, own_page, title="고침", **body(("paragraph", rich_text(html))))

        assert self.refused(answer, own_page)
        assert answer.context["form"].errors["body"]
        assert SECRET not in answer.content.decode()

    def test_a_draft_of_another_agency_by_foreign_key(self, as_editor_a, agency_a, agency_b):
        event = EventPageFactory(parent=agency_a.page, title="우리 소식")
        venue = FacilityPageFactory(parent=agency_b.page, live=False)
        public_venue = FacilityPageFactory(parent=agency_b.page)

        refused = self.save(as_editor_a, event, title="고침", venue=venue.pk)
        assert self.refused(refused, event)
        self.save(as_editor_a, event, title="고침", venue=public_venue.pk)
        assert fresh(event).latest_revision.content["venue"] == public_venue.pk

    def test_what_was_there_before_may_stay(self, as_editor_a, own_page, their_picture):
        own_page.image, own_page.image_is_decorative = their_picture, True
        own_page.save_revision()

        self.save(as_editor_a, own_page, title="고침", image_is_decorative="on")

        content = fresh(own_page).latest_revision.content
        assert (content["title"], content["image"]) == ("고침", their_picture.pk)

    def test_a_new_page_is_checked_too(self, as_editor_a, agency_a, their_picture):
        url = reverse("wagtailadmin_pages:add", args=["pages", "newspage", agency_a.page.pk])
        before = NewsPage.objects.count()
        html = as_editor_a.get(url).content.decode()
        typed = form_of(html) | {
            "title": "새 글",
            "slug": "new",
            "image": their_picture.pk,
            "image_is_decorative": "on",
        }
        as_editor_a.post(url, typed)

        assert NewsPage.objects.count() == before

    def test_headquarters_pages_are_checked_by_the_same_form(self, district, editor_a, their_picture):
        page = StandardPage.objects.first()
        page.image = their_picture

        assert list(forbidden_references(page, editor_a)) == [
            ("image", get_image_model(), str(their_picture.pk))
        ]

    def test_the_secretariat_may_use_all(self, client, secretariat, own_page, their_picture):
        client.force_login(secretariat)

        self.save(client, own_page, image=their_picture.pk, image_is_decorative="on")

        assert fresh(own_page).latest_revision.content["image"] == their_picture.pk


class TestChoosablePages:
    def test_own_drafts_and_public_pages_and_no_other(self, editor_a, own_page, their_draft, agency_b):
        public = NewsPageFactory(parent=agency_b.page)

        chosen = choosable_pages(editor_a).filter(pk__in=[own_page.pk, their_draft.pk, public.pk])

        assert {page.pk for page in chosen} == {own_page.pk, public.pk}


class TestChoosersTellNothing:
    """Everything an editor's browser can ask by address, answered without another agency's secret."""

    @pytest.fixture
    def addresses(self, agency_b, their_draft, their_picture, their_file):
        section = Page.objects.get(pk=agency_b.page.pk)
        return [
            reverse("wagtailadmin_choose_page_child", args=[section.pk]),
            reverse("wagtailadmin_choose_page_child", args=[their_draft.pk]),
            reverse("wagtailadmin_choose_page_search") + f"?q={SECRET[:4]}",
            reverse("wagtailadmin_choose_page_chosen_multiple")
            + f"?id={their_draft.pk}&id=x&id=9"
            + "9" * 30,
            reverse("wagtailadmin_pages:search") + f"?q={SECRET[:4]}",
            reverse("wagtailadmin_explore", args=[section.pk]),
            "/admin/api/main/pages/",
            f"/admin/api/main/pages/{their_draft.pk}/",
            f"/admin/api/main/pages/?child_of={section.pk}",
            "/admin/api/main/images/",
            f"/admin/api/main/images/{their_picture.pk}/",
            "/admin/api/main/documents/",
            f"/admin/api/main/documents/{their_file.pk}/",
            reverse("wagtailimages_chooser:choose"),
            reverse("wagtailimages_chooser:chosen", args=[their_picture.pk]),
            reverse("wagtailimages_chooser:chosen_multiple") + f"?id={their_picture.pk}",
            reverse("wagtaildocs_chooser:choose"),
            reverse("wagtaildocs_chooser:chosen", args=[their_file.pk]),
            reverse("wagtaildocs_chooser:chosen_multiple") + f"?id={their_file.pk}",
            *(
                reverse("wagtail_bulk_action", args=["wagtailcore", "page", name]) + f"?id={their_draft.pk}"
                for name in ("delete", "move", "publish", "unpublish")
            ),
            *(
                reverse("wagtail_bulk_action", args=["directory", "agencyimage", name])
                + f"?id={their_picture.pk}"
                for name in ("delete", "add_tags", "add_to_collection")
            ),
            *(
                reverse("wagtail_bulk_action", args=["directory", "agencydocument", name])
                + f"?id={their_file.pk}"
                for name in ("delete", "add_tags", "add_to_collection")
            ),
        ]

    def test_none_of_them_names_it(self, as_editor_a, addresses):
        for address in addresses:
            answer = as_editor_a.get(address)
            text = answer.content.decode()
            if answer.headers.get("Content-Type", "").startswith("application/json"):
                text = json.dumps(json.loads(text), ensure_ascii=False)
            assert answer.status_code in (200, 302, 400, 403, 404), address
            assert SECRET not in text, address

    def test_the_secretariat_sees_it(self, client, secretariat, addresses):
        client.force_login(secretariat)

        assert SECRET in client.get(addresses[5]).content.decode()

    def test_the_admin_api_changes_nothing(self, client, secretariat, their_draft):
        client.force_login(secretariat)

        answer = client.post(f"/admin/api/main/pages/{their_draft.pk}/action/publish/")

        assert answer.status_code == 404
        assert not fresh(their_draft).live


class TestAddressOfANewPage:
    def test_the_same_title_again_is_no_error_and_gets_a_number(self, as_editor_a, agency_a, editor_a):
        for _ in range(3):
            draft(agency_a, editor_a, title="송년 잔치", slug=f"x{NewsPage.objects.count()}")
        first, second, third = NewsPage.objects.order_by("pk")
        for page in (first, second, third):
            as_editor_a.post(edit_url(page), opened(as_editor_a, page) | {"slug": "송년-잔치"})

        slugs = [page.latest_revision.content["slug"] for page in NewsPage.objects.order_by("pk")]
        assert slugs == ["송년-잔치", "송년-잔치-2", "송년-잔치-3"]

    def test_a_public_page_keeps_its_address_or_hears_why_not(self, as_editor_a, agency_a):
        NewsPageFactory(parent=agency_a.page, slug="taken")
        page = NewsPageFactory(parent=agency_a.page, slug="mine")

        answer = as_editor_a.post(edit_url(page), opened(as_editor_a, page) | {"slug": "taken"})

        assert answer.context["form"].errors["slug"]
