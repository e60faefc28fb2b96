"""과제 등록, as a resident meets it."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from participation.models import Hold, Issue, IssueDraft, IssueFile, StepKind
from tests.factories.participation import ResidentFactory, a_dong, make_issue

NEW = "/issues/new/"


@pytest.fixture
def typed(author):
    # Somebody who has been read before: nothing of hers waits for being new.
    make_issue(author=author)
    return {
        "title": "밤길이 어둡습니다",
        "problem": "골목에 등이 없어 어르신이 넘어지십니다.",
        "dong": a_dong().code,
        "visibility": "public",
        "key": "one",
    }


def latest():
    return Issue.objects.order_by("pk").last()


def photo():
    """A picture that says where it was taken."""
    exif = Image.Exif()
    exif[0x010E] = "우리집 주소"
    exif.get_ifd(0x8825)[1] = "N"
    content = io.BytesIO()
    Image.new("RGB", (40, 30), "green").save(content, "JPEG", exif=exif)
    return SimpleUploadedFile("골목.jpg", content.getvalue(), "image/jpeg")


class TestWhoMay:
    def test_a_stranger_is_led_to_sign_in_and_back(self, client, db):
        response = client.get(NEW)

        assert response.status_code == 302
        assert response.url == "/me/sign-in/?next=%2Fissues%2Fnew%2F"

    def test_who_is_not_verified_is_led_to_that(self, client, db):
        client.force_login(ResidentFactory(voice=None).user)

        assert client.get(NEW).url.startswith("/me/verify/?next=")


class TestSending:
    def test_three_fields_are_enough(self, signed_in, typed, author):
        response = signed_in.post(NEW, typed)

        issue = latest()
        assert response.url == f"/issues/{issue.pk}/sent/"
        assert (issue.title, issue.author, issue.status, issue.is_public) == (
            typed["title"],
            author,
            "received",
            True,
        )
        assert [step.kind for step in issue.steps.all()] == [StepKind.RECEIVED]
        assert f"{issue.pk}번" in signed_in.get(response.url).content.decode()

    def test_sent_twice_is_one_issue(self, signed_in, typed):
        urls = {signed_in.post(NEW, typed).url for _ in range(2)}

        assert len(urls) == 1

    @pytest.mark.parametrize("missing", ["title", "problem", "dong", "visibility"])
    def test_what_is_missing_is_said_and_the_rest_stays(self, signed_in, typed, missing):
        before = Issue.objects.count()
        page = signed_in.post(NEW, typed | {missing: ""}).content.decode()

        assert Issue.objects.count() == before
        assert "고칠 곳이 있습니다" in page
        assert missing == "title" or typed["title"] in page

    def test_what_was_typed_is_there_another_day(self, signed_in, typed):
        signed_in.post("/issues/new/draft/", typed | {"visibility": ""})

        page = signed_in.get(NEW).content.decode()

        assert typed["problem"] in page
        signed_in.post(NEW, typed)
        assert not IssueDraft.objects.exists()

    def test_the_draft_is_nobody_elses(self, signed_in, typed, client):
        signed_in.post("/issues/new/draft/", typed)
        client.force_login(ResidentFactory().user)

        assert typed["problem"] not in client.get(NEW).content.decode()

    @pytest.mark.parametrize("strange", ["9" * 5000, "가", "<script>"])
    def test_a_strange_choice_is_a_sentence(self, signed_in, typed, strange):
        response = signed_in.post(NEW, typed | {"dong": strange, "topics": [strange], "targets": [strange]})

        assert response.status_code == 200
        assert "목록에서 골라 주십시오" in response.content.decode()


class TestLookedThrough:
    def test_personal_data_is_shown_exactly_and_nothing_is_sent(self, signed_in, typed):
        before = Issue.objects.count()
        page = signed_in.post(NEW, typed | {"problem": "전화는 010-1234-5678입니다."}).content.decode()

        assert Issue.objects.count() == before
        assert "<mark>010-1234-5678</mark>" in page
        assert "전화는 010-1234-5678입니다." in page

    def test_who_insists_waits_for_the_secretariat(self, signed_in, typed):
        signed_in.post(NEW, typed | {"problem": "전화는 010-1234-5678입니다.", "insists": "keep"})

        assert latest().hold == Hold.PERSONAL
        assert not latest().is_public

    def test_a_crisis_shows_help_before_anything_else(self, signed_in, typed):
        page = signed_in.post(NEW, typed | {"problem": "죽고 싶습니다. 010-1234-5678"}).content.decode()

        assert page.index("먼저 전화해 주십시오") < page.index("<form class")
        assert 'href="tel:109"' in page
        assert "개인정보로 보이는" not in page

    def test_to_the_secretariat_alone_nothing_has_to_be_taken_out(self, signed_in, typed):
        signed_in.post(NEW, typed | {"problem": "전화는 010-1234-5678입니다.", "visibility": "private"})

        issue = latest()
        assert (issue.is_private, issue.published_at) == (True, None)
        assert not Issue.objects.public().filter(pk=issue.pk).exists()


class TestFiles:
    def test_a_photo_loses_what_the_camera_noted(self, signed_in, typed):
        signed_in.post(NEW, typed | {"files": [photo()]})

        file = IssueFile.objects.get(issue=latest())
        with Image.open(file.file) as kept:
            assert not kept.getexif()
        assert "우리집".encode() not in file.file.storage.open(file.file.name).read()

    def test_an_upload_survives_a_mistake_elsewhere(self, signed_in, typed):
        signed_in.post(NEW, typed | {"title": "", "files": [photo()]})
        page = signed_in.get(NEW).content.decode()
        assert "올린 파일: " in page

        file = IssueFile.objects.get()
        signed_in.post(NEW, typed | {f"describe-{file.uuid}": "어두운 골목"})

        assert [each.description for each in latest().files.all()] == ["어두운 골목"]

    def test_what_is_no_picture_is_said_and_the_words_stay(self, signed_in, typed):
        broken = SimpleUploadedFile("a.jpg", b"no picture", "image/jpeg")

        page = signed_in.post(NEW, typed | {"files": [broken]}).content.decode()

        assert "그림 파일이 아니거나" in page
        assert typed["problem"] in page

    def test_a_sixth_file_is_too_many(self, signed_in, typed):
        files = [SimpleUploadedFile(f"{number}.txt", b"abc") for number in range(6)]

        page = signed_in.post(NEW, typed | {"files": files}).content.decode()

        assert "5개까지" in page
        assert IssueFile.objects.count() == 5


def test_while_a_title_is_typed_what_is_like_it_is_shown(signed_in, typed):
    make_issue(title="밤길이 어두운 골목에 가로등이 없습니다")

    page = signed_in.get("/issues/new/similar/", {"q": "밤길 골목"}).content.decode()

    assert "밤길이 어두운 골목에" in page


def test_a_private_issue_is_not_shown_as_like_another(signed_in, typed):
    make_issue(title="밤길 골목의 비밀", is_private=True, status="received")

    page = signed_in.get("/issues/new/similar/", {"q": "밤길 골목"}).content.decode()

    assert "비밀" not in page
