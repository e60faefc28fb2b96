"""Small official lists, brought in as the engine does it."""

import pytest

from directory.importing.engine import prepare, run_import
from directory.models import FacilityPage
from tests.directory.importing.lists import FIRST, HEADER, SECOND, content


@pytest.fixture
def bring(district):
    """Bring rows in as one edition; returns the run."""

    def bring_rows(*rows, header=HEADER, encoding="utf-8", name="list_2026.csv", source=None, **options):
        run = prepare(content(*rows, header=header, encoding=encoding), name, source=source)
        return run_import(run, **options)

    return bring_rows


@pytest.fixture
def brought(bring):
    bring(FIRST, SECOND)
    return FacilityPage.objects.get(source_key="A1")
