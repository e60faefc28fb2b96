"""A film without the words of what is heard in it is not published, whatever way is taken; a draft is kept."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from directory.scheduling import publish_due
from pages.models import FilmPage
from tests.directory.review import decide, edit_url, fresh, opened, sentences
from tests.factories import FilmPageFactory
from tests.pages.films.conftest import VTT, film_document

pytestmark = pytest.mark.usefixtures("one_factor_is_enough")

WHY = "청각장애인도 영상의 내용을 알 수 있어야"


@pytest.fixture
def unheard(agency_a):
    """A draft that nobody who cannot hear would understand."""

    def make(**fields):
        return FilmPageFactory(
            parent=agency_a.page, live=False, **{"transcript": "", "slug": "film", **fields}
        )

    return make


class TestRule:
    @pytest.mark.parametrize("transcript", ["", "없음", "가" * 19 + " . . !"])
    def test_a_transcript_of_a_few_letters_is_none(self, unheard, transcript):
        with pytest.raises(ValidationError, match=WHY):
            unheard(transcript=transcript).check_publishable()

    def test_captions_of_another_language_help_who_reads_it_only(self, unheard):
        film = unheard()
        film.captions.create(language="en", text=VTT)

        with pytest.raises(ValidationError, match=WHY):
            film.check_publishable()

    def test_korean_captions_are_enough(self, filmed):
        assert filmed().live

    def test_there_must_be_a_film(self, unheard):
        with pytest.raises(ValidationError, match="보여 드릴 영상이 없습니다"):
            unheard(film_url="", transcript="가" * 20).check_publishable()


class TestWaysOut:
    def test_code_is_refused(self, unheard):
        film = unheard()

        with pytest.raises(ValidationError, match=WHY):
            film.latest_revision.publish()

        assert not FilmPage.objects.get(pk=film.pk).live

    def test_a_live_film_does_not_lose_its_captions(self, filmed):
        film = filmed()
        film.captions.all()[0].delete()
        film = FilmPage.objects.get(pk=film.pk)
        film.captions.set([])

        with pytest.raises(ValidationError, match=WHY):
            film.save_revision().publish()

    def test_a_schedule_is_refused(self, unheard):
        film = unheard(go_live_at=timezone.now() + timedelta(hours=1))

        with pytest.raises(ValidationError, match=WHY):
            film.latest_revision.publish()

    def test_a_schedule_from_before_the_rule_is_stuck(self, unheard):
        film = unheard()
        revision = film.latest_revision
        revision.approved_go_live_at = timezone.now() - timedelta(minutes=1)
        revision.save()

        assert publish_due()["stuck"] == 1
        assert not FilmPage.objects.get(pk=film.pk).live

    def test_a_review_does_not_begin(self, unheard, editor_a):
        film = unheard()

        with pytest.raises(ValidationError, match=WHY):
            film.get_workflow().start(film, editor_a)

        assert film.current_workflow_state is None

    def test_a_review_from_before_the_rule_does_not_approve(
        self, unheard, editor_a, secretariat, monkeypatch, client
    ):
        film = unheard()
        with monkeypatch.context() as before:
            before.setattr(FilmPage, "needs_words", False)
            film.get_workflow().start(film, editor_a)
        client.force_login(secretariat)

        answer = decide(client, film, film.current_workflow_task_state, "approve")

        assert WHY in sentences(answer)
        assert not fresh(film).live

    def test_many_at_once_publish_none(self, unheard, agency_a, client, secretariat):
        film, other = unheard(), FilmPageFactory(parent=agency_a.page, live=False, slug="other")
        client.force_login(secretariat)
        url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])

        client.post(f"{url}?id={film.pk}&id={other.pk}&next=/admin/", {"include_descendants": ""})

        assert not FilmPage.objects.filter(live=True).exists()


class TestForm:
    @pytest.fixture
    def save(self, client, editor_a, unheard):
        client.force_login(editor_a)
        film = unheard(owner=editor_a)

        def send(action="", captions=None, **fields):
            rows = [] if captions is None else [captions]
            form = opened(client, film) | fields | {"captions-TOTAL_FORMS": str(len(rows))}
            for number, row in enumerate(rows):
                form |= {f"captions-{number}-{name}": value for name, value in row.items()}
            answer = client.post(edit_url(film), form | ({action: "1"} if action else {}), follow=True)
            page = fresh(film).get_latest_revision_as_object()
            sent = answer.context.get("form")
            said = str(sent.errors) + str(sent.formsets["captions"].errors) if sent else ""
            return said, page

        return send

    def test_a_draft_is_kept_without(self, save):
        said, film = save(transcript="짧게")

        assert WHY not in said
        assert film.transcript == "짧게"

    def test_asking_for_a_review_says_why_not(self, save):
        said, film = save("action-submit")

        assert WHY in said
        assert film.current_workflow_state is None

    def test_with_a_caption_file_it_is_sent(self, save):
        srt = SimpleUploadedFile("자막.srt", "1\n00:00:01,000 --> 00:00:02,000\n안녕하세요\n".encode("cp949"))

        _, film = save("action-submit", captions={"language": "ko", "text": "", "upload": srt, "id": ""})

        assert film.captions.get().text.startswith("WEBVTT\n\n00:00:01.000 --> 00:00:02.000\n안녕하세요")
        assert film.current_workflow_state is not None

    @pytest.mark.parametrize(
        ("row", "sentence"),
        [
            (
                {"text": "", "upload": SimpleUploadedFile("a.vtt", b"\x89PNG\r\n\x1a\n\x00")},
                "글자를 읽지 못했습니다",
            ),
            ({"text": "아무 글"}, "VTT나 SRT 자막이 아닙니다"),
            ({"text": " ", "language": "en"}, "자막 파일을 고르거나"),
        ],
    )
    def test_what_are_no_captions_is_said_beside_them(self, save, row, sentence):
        said, film = save("action-submit", captions={"language": "ko", "id": "", **row})

        assert sentence in said
        assert WHY not in said
        assert not film.captions.all()

    @pytest.mark.parametrize(
        ("typed", "seconds"), [("10:12", 612), ("10분 12초", 612), ("1:00:00", 3600), ("", None)]
    )
    def test_the_length_is_typed_as_it_is_said(self, save, typed, seconds):
        assert save(seconds=typed)[1].seconds == seconds

    @pytest.mark.parametrize("typed", ["열 분", "-5", "0", "99:00:00", "9" * 30])
    def test_no_length(self, save, typed):
        said, film = save(seconds=typed)

        assert "seconds" in said
        assert film.seconds is None

    def test_an_unknown_site_is_refused_and_said(self, save):
        said, _ = save(film_url="https://films.example/watch?v=abcdefghi-1")

        assert "유튜브·비메오·네이버TV·카카오TV의 영상 주소를" in said

    def test_an_address_and_a_file_are_one_too_many(self, save, agency_a):
        said, _ = save(film_file=str(film_document(agency_a.collection).pk))

        assert "하나만 남겨" in said

    def test_a_file_says_itself_how_long_it_is(self, save, agency_a):
        _, film = save(film_url="", film_file=str(film_document(agency_a.collection).pk), seconds="")

        assert film.seconds == 6

    def test_another_agencys_film_is_not_to_be_had(self, save, agency_b):
        said, film = save(film_url="", film_file=str(film_document(agency_b.collection).pk))

        assert "다른 기관의 것" in said
        assert film.film_file is None


def test_the_database_keeps_one_source(agency_a):
    film = FilmPageFactory(parent=agency_a.page)

    with pytest.raises(IntegrityError), transaction.atomic():
        FilmPage.objects.filter(pk=film.pk).update(film_file=film_document(agency_a.collection))
