"""Films of every kind: elsewhere, and files of ours."""

import pytest
from django.core.files.base import ContentFile

from directory.models import AgencyDocument
from pages.sample.data import SAMPLE_FILMS
from tests.factories import FilmPageFactory

VTT = "WEBVTT\n\n00:00:01.000 --> 00:00:04.000\n안녕하십니까. 햇살복지관입니다.\n"


def film_document(collection, extension="mp4"):
    document = AgencyDocument(title="복지관 영상", collection=collection)
    document.file.save(f"film.{extension}", ContentFile(SAMPLE_FILMS[extension].read_bytes()), save=False)
    document._set_document_file_metadata()
    document.save()
    return document


@pytest.fixture
def one_factor_is_enough(settings):
    settings.STAFF_MFA_REQUIRED = False


@pytest.fixture
def filmed(agency_a):
    """A film of ours with Korean captions."""

    def make(vtt=VTT, **fields):
        document = film_document(agency_a.collection)
        fields = {"film_url": "", "film_file": document, "transcript": "", "seconds": 6} | fields
        live = fields.pop("live", True)
        film = FilmPageFactory(parent=agency_a.page, live=False, **fields)
        if vtt:
            film.captions.create(language="ko", text=vtt)
        revision = film.save_revision()
        if live:
            revision.publish()
        return type(film).objects.get(pk=film.pk)

    return make
