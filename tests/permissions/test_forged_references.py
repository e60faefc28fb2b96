"""A form of one's own, pointing at what is another agency's.

Wagtail checks no permission on what a hidden input names: a picture, a document or an unpublished page of
agency B, in a field, a block, a link or an embed, would be saved with A's own page.
"""

import json

import pytest
from wagtail.models import Page, Revision
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from tests.permissions.asking import ask
from tests.permissions.forms import forged_form
from tests.permissions.people import EDITOR_A


def form_of(world, kind="draft"):
    page = world.a.pages[kind]
    path = f"/admin/pages/{page.pk}/edit/"
    form = forged_form(world.clients[EDITOR_A].get(path), destination=world.a.section.pk)
    for pressed in ("action-publish", "next"):
        form.pop(pressed)
    return path, form | {"slug": page.slug}


def body(*blocks):
    return {
        name: value
        for name, value in nested_form_data({"body": streamfield(list(blocks))}).items()
        if value is not None
    }


def picture_block(image):
    value = {"image": image.pk, "decorative": "on", "alt_text": ""}
    return ("image", {"picture": value, "caption": "", "credit": ""})


def paragraph(html):
    return ("paragraph", rich_text(html, features=["link", "document-link", "image", "bold"]))


FORGERIES = {
    "nothing": lambda own: body(),
    "picture in the field": lambda own: {"image": own.image.pk, "image_is_decorative": "on"},
    "picture in a block": lambda own: body(picture_block(own.image)),
    "document in a block": lambda own: body(("file", {"document": own.document.pk, "label": ""})),
    "link to a draft": lambda own: body(
        paragraph(f'<p><a linktype="page" id="{own.pages["draft"].pk}">여기</a></p>')
    ),
    "link to a document": lambda own: body(
        paragraph(f'<p><a linktype="document" id="{own.document.pk}">여기</a></p>')
    ),
}


def saved(world, before, kind="draft"):
    """What the page's newest revision says, if this form made one."""
    page = Page.objects.get(pk=world.a.pages[kind].pk)
    if page.latest_revision_id == before:
        return None
    return json.dumps(Revision.objects.get(pk=page.latest_revision_id).content, ensure_ascii=False)


@pytest.mark.parametrize("forgery", FORGERIES)
def test_one_s_own_things_may_be_used(world, forgery):
    """The control: the same form with A's own things is saved, so a refusal below means something."""
    path, form = form_of(world)

    world.clients[EDITOR_A].post(path, form | FORGERIES[forgery](world.a))

    content = saved(world, world.a.pages["draft"].latest_revision_id)
    assert content
    if forgery not in {"nothing", "picture in the field"}:
        assert json.loads(json.loads(content)["body"]), "the block must have arrived"


@pytest.mark.parametrize("forgery", [name for name in FORGERIES if name != "nothing"])
def test_b_s_things_are_refused_with_a_sentence(world, forgery):
    path, form = form_of(world)

    response = world.clients[EDITOR_A].post(path, form | FORGERIES[forgery](world.b))

    assert response.status_code == 200
    assert saved(world, world.a.pages["draft"].latest_revision_id) is None


@pytest.mark.parametrize("forgery", [name for name in FORGERIES if name != "nothing"])
def test_the_refusal_itself_tells_nothing_of_b(world, forgery):
    """Wagtail draws the form again, with the titles of what the forged ids name."""
    path, form = form_of(world)

    answer = ask(world, EDITOR_A, path, method="POST", data=form | FORGERIES[forgery](world.b))

    assert answer.secrets == []


@pytest.mark.parametrize("forgery", [name for name in FORGERIES if name != "nothing"])
def test_autosave_refuses_b_s_things_too(world, forgery):
    path, form = form_of(world)

    response = world.clients[EDITOR_A].post(
        path, form | FORGERIES[forgery](world.b), headers={"accept": "application/json"}
    )

    assert saved(world, world.a.pages["draft"].latest_revision_id) is None
    assert response.status_code < 500


@pytest.mark.parametrize("forgery", [name for name in FORGERIES if name != "nothing"])
def test_a_new_page_refuses_b_s_things_too(world, forgery):
    path = f"/admin/pages/add/pages/newspage/{world.a.section.pk}/"
    form = forged_form(world.clients[EDITOR_A].get(path), destination=world.a.section.pk)
    form.pop("action-publish")

    world.clients[EDITOR_A].post(path, form | {"slug": "brand-new"} | FORGERIES[forgery](world.b))

    assert not Page.objects.filter(slug="brand-new").exists()


@pytest.mark.parametrize("forgery", [name for name in FORGERIES if name != "nothing"])
def test_the_preview_of_a_forged_form_shows_nothing_of_b(world, forgery):
    path, form = form_of(world)
    world.clients[EDITOR_A].post(path + "preview/", form | FORGERIES[forgery](world.b))

    answer = ask(world, EDITOR_A, path + "preview/?in_preview_panel=true&mode=")

    assert answer.secrets == []


def test_a_venue_of_b_that_is_not_published_is_refused(world):
    from tests.factories import FacilityPageFactory

    hidden = FacilityPageFactory(
        parent=world.b.section, title=world.b.title("준비중시설"), slug="zqxb-facility", live=False
    )
    path = f"/admin/pages/add/pages/eventpage/{world.a.section.pk}/"
    form = forged_form(world.clients[EDITOR_A].get(path), destination=world.a.section.pk)
    form.pop("action-publish")

    answer = ask(world, EDITOR_A, path, method="POST", data=form | {"slug": "brand-new", "venue": hidden.pk})

    assert answer.status == 200
    assert answer.secrets == []


class TestMovingAndCopying:
    def test_a_page_of_b_is_not_copied_into_a(self, world):
        path = f"/admin/pages/{world.b.pages['live'].pk}/copy/"
        data = {
            **{"new_title": "베낀 소식", "new_slug": "stolen", "copy_subpages": "on", "alias": "on"},
            "new_parent_page": world.a.section.pk,
        }

        answer = ask(world, EDITOR_A, path, method="POST", data=data)

        assert answer.refused

    @pytest.mark.parametrize("alias", ["", "on"])
    def test_one_s_own_page_is_not_copied_into_b(self, world, alias):
        path = f"/admin/pages/{world.a.pages['draft'].pk}/copy/"
        data = {"new_title": "끼워넣기", "new_slug": "smuggled", "new_parent_page": world.b.section.pk}

        world.clients[EDITOR_A].post(path, data | ({"alias": alias} if alias else {}))

        assert not Page.objects.filter(slug="smuggled").exists()

    def test_one_s_own_page_is_not_moved_into_b(self, world):
        page = world.a.pages["draft"]

        world.clients[EDITOR_A].post(f"/admin/pages/{page.pk}/move/{world.b.section.pk}/confirm/")

        assert Page.objects.get(pk=page.pk).path.startswith(world.a.section.path)


class TestCollections:
    @pytest.mark.parametrize("kind", ["image", "document"])
    def test_a_file_is_not_put_into_b_s_collection(self, world, kind):
        mine = getattr(world.a, kind)
        path = f"/admin/images/{mine.pk}/" if kind == "image" else f"/admin/documents/edit/{mine.pk}/"
        form = forged_form(world.clients[EDITOR_A].get(path), destination=1)

        world.clients[EDITOR_A].post(path, form | {"collection": world.b.agency.collection_id})

        mine.refresh_from_db()
        assert mine.collection_id == world.a.agency.collection_id

    @pytest.mark.parametrize("kind", ["image", "document"])
    def test_many_files_are_not_put_into_b_s_collection(self, world, kind):
        mine = getattr(world.a, kind)
        path = f"/admin/bulk/directory/agency{kind}/add_to_collection/?id={mine.pk}"

        world.clients[EDITOR_A].post(path, {"collection": world.b.agency.collection_id})

        mine.refresh_from_db()
        assert mine.collection_id == world.a.agency.collection_id
