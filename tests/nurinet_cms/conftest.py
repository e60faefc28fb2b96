import pytest

from nurinet_cms import page_store


@pytest.fixture
def page_cache(settings):
    """The page cache as in production, empty."""
    page_store.MEMORY.clear()
    settings.PAGE_CACHE = True
    yield page_store.MEMORY
    page_store.MEMORY.clear()
