import pytest

from directory.models import Agency
from tests.api.world import fill, fill_benefits


@pytest.fixture(scope="module")
def filled(module_rows):
    """The pages of agency A, one of every type, and a benefit: for all tests of a module that only look."""
    with module_rows():
        pages = fill(Agency.objects.get(code="agency-a"))
        fill_benefits()
    return pages
