"""What a player needs to know of a film, as plain data."""

from urllib.parse import urljoin

from django.urls import reverse
from django.utils.html import format_html

from common.films import FILM_TYPES, found_film

MINUTE, HOUR = 60, 60 * 60


def length_in_words(seconds):
    """612 → 10분 12초; an empty text for what is not known."""
    if not seconds:
        return ""
    parts = ((seconds // HOUR, "시간"), (seconds % HOUR // MINUTE, "분"), (seconds % MINUTE, "초"))
    return " ".join(f"{number}{unit}" for number, unit in parts if number)


def player_facts(film, request=None):
    """Where the film and its captions are. ``player`` is the outside address that is asked once somebody presses.

    A preview plays the newest revision, which the addresses hand to its writers alone.
    """
    ending = "?draft=1" if getattr(request, "is_preview", False) else ""
    host, player = found_film(film.film_url)
    return {
        "title": film.title,
        "host": host and {"code": host.code, "label": host.label},
        "player": player,
        "source_url": film.film_url if host else "",
        "file": _file(film, ending),
        "tracks": [
            {
                "language": captions.language,
                "label": captions.get_language_display(),
                "url": reverse("film_captions", args=[film.uuid, captions.language]) + ending,
            }
            for captions in film.captions.all()
            if captions.text
        ],
        "embed_url": reverse("film_embed", args=[film.uuid]),
    }


def embed_code(facts, base):
    """What other sites write into their pages to show the film."""
    return base and format_html(
        '<iframe src="{}" title="{}" width="640" height="480" loading="lazy" '
        'allow="fullscreen; picture-in-picture" allowfullscreen></iframe>',
        urljoin(base, facts["film"]["embed_url"]),
        facts["title"],
    )


def _file(film, ending):
    if film.film_file is None or not film.film_file_is_open:
        return None
    extension = film.film_file.file_extension.lower()
    if extension not in FILM_TYPES:
        return None
    return {
        "url": reverse("film_file", args=[film.uuid, extension]) + ending,
        "type": FILM_TYPES[extension],
        "size": film.film_file.file_size,
    }
