"""/films/: the films of all agencies in one place, and one after another."""

import json

import pytest

from tests.factories import FilmPageFactory

SPOKEN = "안녕하십니까. 햇살복지관입니다."


@pytest.fixture
def three(agency_a, agency_b):
    """The newest first: 셋, 둘, 하나."""
    for title, agency, newcomers in (
        ("하나", agency_a, True),
        ("둘", agency_b, False),
        ("셋", agency_a, True),
    ):
        FilmPageFactory(parent=agency.page, title=f"영상 {title}", for_newcomers=newcomers)
    FilmPageFactory(parent=agency_a.page, title="아직 초안", live=False)


def titles(client, query):
    return [item["title"] for item in client.get(f"/films/{query}").context["items"]]


class TestList:
    def test_published_films_the_newest_first(self, client, three):
        assert titles(client, "") == ["영상 셋", "영상 둘", "영상 하나"]

    @pytest.mark.parametrize(
        ("query", "found"),
        [
            ("?newcomers=on", ["영상 셋", "영상 하나"]),
            ("?agency=agency-b", ["영상 둘"]),
            ("?signed=on", []),
            ("?topic=nonsense&play=", ["영상 셋", "영상 둘", "영상 하나"]),
        ],
    )
    def test_filters(self, client, three, query, found):
        assert titles(client, query) == found

    def test_any_number_of_films_costs_the_same(self, client, three, agency_a, django_assert_max_num_queries):
        client.get("/films/")
        with django_assert_max_num_queries(30) as few:
            client.get("/films/")
        for _ in range(6):
            FilmPageFactory(parent=agency_a.page)

        with django_assert_max_num_queries(len(few)):
            client.get("/films/")

    def test_what_helps_is_said_in_words(self, client, filmed):
        filmed(has_sign_language=True, seconds=612)

        said = client.get("/films/").content.decode()

        assert ">자막<" in said
        assert ">수어<" in said
        assert ">대본<" not in said
        assert "10분 12초" in said


class TestRow:
    @pytest.mark.parametrize(
        ("query", "title", "place"),
        [
            ("?play=1", "영상 셋", (1, 3)),
            ("?play=2", "영상 둘", (2, 3)),
            ("?newcomers=on&play=2", "영상 하나", (2, 2)),
            ("?play=newcomers", "영상 셋", (1, 3)),
            *((f"?play={beyond}", "영상 하나", (3, 3)) for beyond in ("4", "9" * 40, "٩")),
            *((f"?play={nonsense}", "영상 셋", (1, 3)) for nonsense in ("0", "-1", "", "²")),
        ],
    )
    def test_one_film_and_its_place(self, client, three, query, title, place):
        playing = client.get(f"/films/{query}").context["playing"]

        assert playing["facts"]["title"] == title
        assert (playing["position"], playing["count"]) == place

    def test_the_way_on_is_a_plain_link_that_keeps_the_filters(self, client, three):
        first = client.get("/films/?newcomers=on&play=1")
        last = client.get("/films/?newcomers=on&play=2")

        assert 'rel="next" href="/films/?newcomers=on&amp;play=2"' in first.content.decode()
        assert last.context["playing"]["next_url"] == ""
        assert "마지막 영상입니다" in last.content.decode()

    def test_nothing_to_play_is_an_empty_list(self, client, district):
        assert "playing" not in client.get("/films/?play=1").context


class TestFilmPage:
    def test_what_is_said_can_be_read(self, client, filmed):
        said = client.get(filmed().url).content.decode()

        assert "자막에서 옮긴 글" in said
        assert f"<p>{SPOKEN}</p>" in said

    def test_who_may_use_it_reads_how_to_name_it(self, client, filmed):
        free, kept = filmed(licence="kogl-1", made_in=2026), filmed(slug="kept")

        assert "2026년 작성하여 공공누리 제1유형으로 개방한" in client.get(free.url).content.decode()
        assert "먼저 저작권자에게 물어" in client.get(kept.url).content.decode()

    def test_the_code_for_other_sites_is_shown_as_text(self, client, filmed):
        film = filmed(title='"><script>')

        said = client.get(film.url).content.decode()

        assert f"/films/embed/{film.uuid}/" in said
        assert "&lt;iframe src=&quot;http" in said
        assert '"><script>' not in said

    def test_the_note_of_consent_stays_in_the_house(self, client, filmed):
        film = filmed(consent_note="보호자 서면 동의")

        for url in (film.url, f"/api/v2/pages/{film.pk}/"):
            assert "보호자 서면" not in client.get(url).content.decode()

    def test_search_engines_are_told(self, client, filmed):
        said = client.get(filmed(seconds=612).url).content.decode()
        film = next(
            each
            for part in said.split('<script type="application/ld+json">')[1:]
            if (each := json.loads(part.partition("</script>")[0]))["@type"] == "VideoObject"
        )

        assert film["duration"] == "PT10M12S"
        assert film["transcript"] == SPOKEN
        assert film["contentUrl"].endswith("/film.mp4")
        assert film["caption"][0]["inLanguage"] == "ko"

    def test_its_agency_shows_it(self, client, filmed, agency_a):
        film = filmed()

        assert film.title in client.get(agency_a.page.url).content.decode()

    def test_it_is_found_by_what_is_said_in_it(self, client, filmed):
        film = filmed()

        assert film.title in client.get("/search/?q=햇살복지관").content.decode()


def test_the_api_tells_the_same(client, filmed):
    film = filmed(licence="kogl-1", made_in=2026)

    facts = client.get(f"/api/v2/pages/{film.pk}/").json()

    told = {
        name: facts[name]
        for name in ("seconds", "length", "made_in", "has_captions", "has_transcript", "for_newcomers")
    }
    base = f"http://testserver/films/{film.uuid}/"
    assert told == {
        "seconds": 6,
        "length": "6초",
        "made_in": 2026,
        "has_captions": True,
        "has_transcript": False,
        "for_newcomers": False,
    }
    assert facts["transcript"] == SPOKEN
    assert facts["film"] == {
        "title": film.title,
        "host": None,
        "player": "",
        "source_url": "",
        "file": {"url": f"{base}film.mp4", "type": "video/mp4", "size": film.film_file.file_size},
        "tracks": [{"language": "ko", "label": "한국어", "url": f"{base}captions-ko.vtt"}],
        "embed_url": f"http://testserver/films/embed/{film.uuid}/",
    }
