"""A film that is still a draft, named by the agency's word, with its file and its captions."""

from django.core.files.base import ContentFile

from directory.models import AgencyDocument
from pages.models import FilmCaptions
from pages.sample.data import SAMPLE_FILMS
from tests.factories import FilmPageFactory


def give(own):
    document = AgencyDocument(title=own.title("영상"), collection=own.agency.collection)
    document.file.save(f"{own.mark}-film.mp4", ContentFile(SAMPLE_FILMS["mp4"].read_bytes()), save=False)
    document._set_document_file_metadata()
    document.save()
    own.film = FilmPageFactory(
        parent=own.section,
        live=False,
        title=own.title("영상초안"),
        slug=f"{own.mark}-film",
        film_url="",
        film_file=document,
        transcript=f"{own.word}대본",
    )
    own.film.captions.create(language="ko", text=f"WEBVTT\n\n00:01.000 --> 00:02.000\n{own.word}자막\n")
    own.film.save_revision()


SPECIAL = {
    "film_embed": lambda own: [({"uuid": own.film.uuid}, "")],
    "film_file": lambda own: [({"uuid": own.film.uuid, "extension": "mp4"}, "")],
    "film_captions": lambda own: [({"uuid": own.film.uuid, "language": "ko"}, "")],
}
QUESTIONS = {"film_file": ("?draft=1",), "film_captions": ("?draft=1",)}


def rows(own):
    yield FilmCaptions.objects.filter(film=own.film.pk)
