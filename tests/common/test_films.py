"""Which addresses are films, and where their players are."""

import pytest
from django.conf import settings
from wagtail.embeds.embeds import get_embed
from wagtail.embeds.exceptions import EmbedUnsupportedProviderException

from common.films import HOSTS, found_film

YOUTUBE = "https://www.youtube-nocookie.com/embed/abcdefghi-1"


@pytest.mark.parametrize(
    ("url", "player"),
    [
        ("https://www.youtube.com/watch?v=abcdefghi-1&t=3", YOUTUBE),
        ("https://m.youtube.com/shorts/abcdefghi-1", YOUTUBE),
        ("https://youtu.be/abcdefghi-1?si=x", YOUTUBE),
        ("https://www.youtube.com/live/abcdefghi-1/", YOUTUBE),
        ("https://vimeo.com/123456789", "https://player.vimeo.com/video/123456789?dnt=1"),
        ("https://tv.naver.com/v/1234567", "https://tv.naver.com/embed/1234567"),
        (
            "https://tv.kakao.com/channel/12/cliplink/345678",
            "https://play-tv.kakao.com/embed/player/cliplink/345678",
        ),
    ],
)
def test_known_sites(url, player):
    assert found_film(url)[1] == player


@pytest.mark.parametrize(
    "url",
    [
        *("", None, "https://[", "javascript:alert(1)//youtu.be/abcdefghi-1", "ftp://youtu.be/abcdefghi-1"),
        *(
            "https://youtu.be/short",
            "https://youtu.be.evil.example/abcdefghi-1",
            "https://evil.example/?v=abcdefghi-1",
        ),
        *("https://www.youtube.com/watch?v=abc", "https://www.youtube.com/watch?v=%22onload%3D%22x"),
        *("https://www.youtube.com/playlist?list=abcdefghi-1", "https://vimeo.com/123456789/evil"),
        "https://evil.example@127.0.0.1/abcdefghi-1",
    ],
)
def test_unknown_ones(url):
    assert found_film(url) == (None, "")


def test_pages_may_frame_these_players_and_nothing_else():
    allowed = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]["frame-src"]

    assert allowed == [host.origin for host in HOSTS]
    assert all(origin.startswith("https://") for origin in allowed)


@pytest.mark.django_db
def test_an_embed_asks_nobody():
    assert YOUTUBE in get_embed("https://youtu.be/abcdefghi-1").html
    with pytest.raises(EmbedUnsupportedProviderException):
        get_embed("https://www.flickr.com/photos/1/2")
