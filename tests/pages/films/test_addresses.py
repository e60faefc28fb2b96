"""The film's file, its captions and the page that others frame: of published films, and nothing of drafts."""

import pytest
from django.conf import settings
from django.urls import reverse
from wagtail.models import CollectionViewRestriction

from directory.models import AgencyDocument
from pages.actions import setup_district
from pages.models import FilmPage
from tests.factories import FilmPageFactory


def addresses(film):
    return [
        reverse("film_file", args=[film.uuid, "mp4"]),
        reverse("film_captions", args=[film.uuid, "ko"]),
        reverse("film_embed", args=[film.uuid]),
    ]


def statuses(client, film, query=""):
    return {client.get(url + query).status_code for url in addresses(film)}


class TestWhoMayHaveThem:
    def test_everybody_once_published(self, client, filmed):
        assert statuses(client, filmed()) == {200}

    def test_nobody_while_a_draft(self, client, filmed):
        film = filmed(live=False)

        assert statuses(client, film) == {404}
        assert statuses(client, film, "?draft=1") == {404}
        assert client.get(film.film_file.url).status_code == 404

    def test_nobody_once_taken_down(self, client, filmed):
        film = filmed()
        film.unpublish()

        assert statuses(client, film) == {404}

    def test_nobody_while_the_agencys_section_is_down(self, client, filmed, agency_a):
        film = filmed()
        agency_a.page.unpublish()

        assert statuses(client, film) == {404}

    def test_not_in_another_district(self, client, filmed, settings):
        settings.ALLOWED_HOSTS = ["*"]
        setup_district(hostname="other.example", title="다른 구", slug="other")
        film = filmed()

        answers = [client.get(url, headers={"host": "other.example"}) for url in addresses(film)]

        assert {answer.status_code for answer in answers} == {404}

    def test_a_live_film_keeps_its_newer_draft_to_itself(self, client, filmed):
        film = filmed()
        film.transcript = "비밀인 새 대본입니다."
        film.captions.set(
            [film.captions.model(language="en", text="WEBVTT\n\n00:01.000 --> 00:02.000\nsecret")]
        )
        film.save_revision()

        assert client.get(reverse("film_captions", args=[film.uuid, "en"])).status_code == 404
        assert client.get(reverse("film_captions", args=[film.uuid, "en"]) + "?draft=1").status_code == 404
        assert "비밀" not in client.get(film.url).content.decode()

    def test_its_writers_play_the_draft_in_a_preview(self, client, filmed, editor_a, editor_b):
        film = filmed(live=False)
        client.force_login(editor_b)
        assert statuses(client, film, "?draft=1") == {404}
        client.force_login(editor_a)

        answers = [client.get(f"{url}?draft=1") for url in addresses(film)[:2]]

        assert [answer.status_code for answer in answers] == [200, 200]
        assert all("no-store" in answer["Cache-Control"] for answer in answers)

    def test_a_closed_collection_hides_the_file_alone(self, client, filmed, agency_a):
        film = filmed()
        CollectionViewRestriction.objects.create(collection=agency_a.collection, restriction_type="login")

        assert client.get(addresses(film)[0]).status_code == 404
        assert "지금은 이 영상을 볼 수 없습니다" in client.get(film.url).content.decode()


class TestFile:
    def test_it_comes_in_stretches(self, client, filmed):
        url = addresses(filmed())[0]

        answer = client.get(url, headers={"range": "bytes=4-7"})

        assert answer.status_code == 206
        assert answer["Content-Type"] == "video/mp4"
        assert b"".join(answer.streaming_content) == b"ftyp"

    def test_it_is_no_document_to_download(self, client, filmed):
        film = filmed()

        assert not AgencyDocument.objects.public().filter(pk=film.film_file_id).exists()
        assert client.get(film.film_file.url).status_code == 404

    def test_by_its_own_ending_alone(self, client, filmed):
        film = filmed()

        assert client.get(reverse("film_file", args=[film.uuid, "webm"])).status_code == 404
        assert client.get(f"/films/{film.uuid}/film.html").status_code == 404

    def test_a_lost_file_is_not_there(self, client, filmed):
        film = filmed()
        film.film_file.file.storage.delete(film.film_file.file.name)

        assert client.get(addresses(film)[0]).status_code == 404
        assert client.get(film.url).status_code == 200

    def test_a_film_elsewhere_has_none(self, client, agency_a):
        assert client.get(addresses(FilmPageFactory(parent=agency_a.page))[0]).status_code == 404


class TestEmbed:
    def test_others_may_frame_it_and_no_other_page(self, client, filmed):
        film = filmed()
        embed, page = client.get(addresses(film)[2]), client.get(film.url)

        assert "X-Frame-Options" not in embed
        assert "frame-ancestors *" in embed["Content-Security-Policy"]
        assert page["X-Frame-Options"] == "SAMEORIGIN"
        assert "frame-ancestors 'self'" in page["Content-Security-Policy"]

    def test_it_sets_no_cookie_and_is_kept_for_everybody(self, client, filmed, settings):
        settings.PAGE_CACHE = True
        url = addresses(filmed())[2]

        first, second = client.get(url), client.get(url)

        assert not first.cookies
        assert "frame-ancestors *" in second["Content-Security-Policy"]
        assert "X-Frame-Options" not in second

    def test_nothing_outside_is_loaded_before_a_press(self, client, agency_a):
        film = FilmPageFactory(parent=agency_a.page)

        for url in (film.url, addresses(film)[2], "/films/?play=1"):
            said = client.get(url).content.decode()
            assert "<iframe" not in said
            assert 'data-film="https://www.youtube-nocookie.com/embed/' in said


def test_captions_are_plain_text_of_their_kind(client, filmed):
    answer = client.get(addresses(filmed())[1])

    assert answer["Content-Type"] == "text/vtt; charset=utf-8"
    assert answer.content.decode().startswith("WEBVTT\n")


@pytest.mark.usefixtures("one_factor_is_enough")
def test_a_film_in_use_is_not_deleted(client, filmed, secretariat):
    film = filmed()
    client.force_login(secretariat)

    client.post(reverse("wagtaildocs:delete", args=[film.film_file_id]))

    assert FilmPage.objects.get(pk=film.pk).film_file is not None


def test_the_limit_has_a_setting():
    assert settings.FILM_MAX_BYTES == 500 * 1024 * 1024
