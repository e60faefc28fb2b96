"""Uploaded files are forgotten; what they did is not."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from directory.importing.retention import KEPT, forget_files
from directory.models import ImportRun
from directory.models.importing import RunState
from tests.directory.importing.admin.conftest import upload


@pytest.fixture
def run(desk, district):
    run = upload(desk)
    ImportRun.objects.filter(pk=run.pk).update(created_at=timezone.now() - KEPT - timedelta(minutes=1))
    return run


def test_a_file_is_forgotten_after_its_time_and_not_before(run, desk):
    young = upload(desk)
    ImportRun.objects.filter(pk=young.pk).update(created_at=timezone.now() - KEPT + timedelta(minutes=1))

    assert forget_files() == 1
    assert forget_files() == 0
    young.refresh_from_db()
    assert young.content is not None


def test_a_file_that_is_being_imported_is_not_taken_away(run):
    ImportRun.objects.filter(pk=run.pk).update(state=RunState.RUNNING)

    assert forget_files() == 0


@pytest.mark.parametrize("name", ["inspect", "mapping", "errors"])
def test_its_screens_say_so_in_a_sentence(run, desk, name):
    forget_files()

    html = desk.get(reverse(f"imports:{name}", args=[run.pk]), follow=True).content.decode()

    assert run.file_name in html
    if name != "inspect":
        assert "파일을 다시 올려 주십시오." in html
