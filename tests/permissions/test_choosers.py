"""Choosers and the admin API: what an editor can pick from, and what it learns by picking.

wagtail#9714 (page chooser shows every title), CVE-2026-44201 and CVE-2026-54259 (lists and ``chosen``
answers of pictures and documents), GHSA-92hv-j533-69wc (document's SHA-1), wagtail#14272.
"""

import hashlib

import pytest

from tests.permissions.asking import ask
from tests.permissions.markers import said
from tests.permissions.people import EDITOR_A, EDITOR_B

SECRET_KINDS = ("draft", "in_review", "returned", "scheduled", "retired", "locked", "alias")


class TestPageChooser:
    @pytest.mark.parametrize(
        "question",
        [
            "choose-page/{section}/",
            "choose-page/{section}/?page_type=pages.newspage,pages.eventpage",
            "choose-page/{draft}/",
            "choose-page/{section}/?user_perms=copy_to&can_choose_root=true",
            "choose-page/search/?q=수박화채",
            "choose-page/search/?q=수박화채&page_type=pages.newspage",
            "choose-page/search/?q=공개된",
        ],
    )
    def test_titles_of_what_b_has_not_published_are_not_offered(self, world, question):
        path = question.format(section=world.b.section.pk, draft=world.b.pages["draft"].pk)

        answer = ask(world, EDITOR_A, f"/admin/{path}")

        assert answer.status in {200, 404}
        assert answer.secrets == []

    def test_what_b_has_published_may_be_linked_to(self, world):
        answer = ask(world, EDITOR_A, f"/admin/choose-page/{world.b.section.pk}/")

        assert "공개된 소식 agency-b" in said(answer.response)

    def test_b_itself_still_finds_its_drafts(self, world):
        answer = ask(world, EDITOR_B, f"/admin/choose-page/{world.b.section.pk}/")

        assert world.b.title("초안") in said(answer.response)

    @pytest.mark.parametrize("kind", SECRET_KINDS)
    def test_several_chosen_pages_name_no_secret_one(self, world, kind):
        path = f"/admin/choose-page/chosen-multiple/?id={world.b.pages[kind].pk}"

        assert ask(world, EDITOR_A, path).secrets == []


class TestFileChoosers:
    @pytest.mark.parametrize("kind", ["images", "documents"])
    @pytest.mark.parametrize("query", ["", "?q=수박화채", "?collection_id={collection}"])
    def test_the_lists_hold_only_ones_own_files(self, world, kind, query):
        query = query.format(collection=world.b.agency.collection_id)

        answer = ask(world, EDITOR_A, f"/admin/{kind}/chooser/results/{query}")

        assert answer.status == 200
        assert answer.secrets == []

    @pytest.mark.parametrize(
        "path",
        [
            "images/chooser/chosen/{image}/",
            "images/chooser/chosen/{image}/?select_format=true",
            "images/chooser/{image}/select_format/",
            "documents/chooser/chosen/{document}/",
        ],
    )
    def test_a_picked_file_of_b_is_not_answered(self, world, path):
        path = path.format(image=world.b.image.pk, document=world.b.document.pk)

        answer = ask(world, EDITOR_A, f"/admin/{path}")

        assert answer.refused
        assert answer.secrets == []

    @pytest.mark.parametrize("kind", ["image", "document"])
    def test_several_picked_files_of_b_are_not_answered(self, world, kind):
        pk = getattr(world.b, kind).pk

        assert ask(world, EDITOR_A, f"/admin/{kind}s/chooser/chosen-multiple/?id={pk}").secrets == []


class TestAdminApi:
    @pytest.mark.parametrize("kind", ["images", "documents"])
    @pytest.mark.parametrize("query", ["", "?fields=*", "?search=수박화채", "?limit=100&order=-id"])
    def test_the_lists_hold_only_ones_own_files(self, world, kind, query):
        answer = ask(world, EDITOR_A, f"/admin/api/main/{kind}/{query}")

        assert answer.status == 200
        assert answer.secrets == []

    @pytest.mark.parametrize("kind", ["image", "document"])
    def test_a_file_of_b_does_not_exist(self, world, kind):
        pk = getattr(world.b, kind).pk

        assert ask(world, EDITOR_A, f"/admin/api/main/{kind}s/{pk}/").status == 404

    @pytest.mark.parametrize("kind", [*SECRET_KINDS, "live"])
    def test_a_page_of_b_does_not_exist(self, world, kind):
        answer = ask(world, EDITOR_A, f"/admin/api/main/pages/{world.b.pages[kind].pk}/?fields=*")

        assert answer.status == 404

    @pytest.mark.parametrize("action", ["publish", "copy", "move", "delete", "unpublish", "create_alias"])
    @pytest.mark.parametrize("kind", ["draft", "live"])
    def test_a_page_of_b_is_not_acted_on(self, world, action, kind):
        data = {"destination_page_id": world.a.section.pk, "update_slug": "stolen", "recursive": False}
        path = f"/admin/api/main/pages/{world.b.pages[kind].pk}/action/{action}/"

        assert ask(world, EDITOR_A, path, method="POST", data=data).status in {403, 404}


class TestDocumentChecksum:
    def test_uploading_b_s_text_does_not_reveal_that_b_has_it(self, world):
        """The oracle: Wagtail tells an uploader that the same file exists, and which it is."""
        from django.core.files.uploadedfile import SimpleUploadedFile

        content = f"{world.b.word}문서내용".encode()
        world.b.document._set_document_file_metadata()
        world.b.document.save()
        assert world.b.document.file_hash == hashlib.sha1(content).hexdigest()  # noqa: S324

        answer = ask(
            world,
            EDITOR_A,
            "/admin/documents/multiple/add/",
            method="POST",
            data={"files[]": SimpleUploadedFile("mine.txt", content), "title": "내 문서"},
            headers={"x-requested-with": "XMLHttpRequest"},
        )

        assert answer.secrets == []

    def test_uploading_b_s_picture_does_not_reveal_that_b_has_it(self, world):
        with world.b.image.file.open() as stored:
            content = stored.read()
        from django.core.files.uploadedfile import SimpleUploadedFile

        picture = SimpleUploadedFile("mine.png", content, content_type="image/png")
        answer = ask(
            world,
            EDITOR_A,
            "/admin/images/chooser/create/",
            method="POST",
            data={
                "image-chooser-upload-title": "내 사진",
                "image-chooser-upload-file": picture,
                "image-chooser-upload-collection": world.a.agency.collection_id,
            },
        )

        assert answer.status == 200
        assert answer.secrets == []
