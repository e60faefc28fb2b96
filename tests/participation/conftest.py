import pytest

from tests.factories.participation import ResidentFactory


@pytest.fixture
def author(db):
    """A verified resident."""
    return ResidentFactory()


@pytest.fixture
def signed_in(client, author):
    """The browser of ``author``."""
    client.force_login(author.user)
    return client
