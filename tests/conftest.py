"""The district every test lives in: two agencies, one person of each role, nothing published."""

import shutil
from contextlib import contextmanager

import pytest
from django.core.cache import cache
from django.db import connections, transaction
from django.test import override_settings

from api.projection.settling import settle
from common.indexing import each_once
from tests.database import Rows, close, database_copy, let_flush_empty_the_access_log


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    """Tests that commit empty the tables: they go last, and each starts from the migrated state."""

    def commits(item):
        marker = item.get_closest_marker("django_db")
        names = {"transactional_db", "live_server"} & set(getattr(item, "fixturenames", []))
        return bool(names or (marker and marker.kwargs.get("transaction")))

    for item in filter(commits, items):
        item.fixturenames.append("django_db_serialized_rollback")
    items.sort(key=commits)


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment, django_db_blocker):
    copy = database_copy()
    connection = connections["default"]
    original = connection.settings_dict["NAME"]
    with django_db_blocker.unblock():
        name = copy.create()
        close(connection)
        connection.settings_dict["NAME"] = name
        let_flush_empty_the_access_log(connection)
        from tests.world import build_world

        build_world()
        connection._test_serialized_contents = Rows(connection)
        connection.creation.deserialize_db_from_string = Rows.put_back
    yield
    with django_db_blocker.unblock():
        close(connection)
        connection.settings_dict["NAME"] = original
        copy.destroy()


@pytest.fixture(scope="module")
def module_rows(django_db_setup, django_db_blocker, tmp_path_factory):
    """For rows that all tests of a module only look at: ``with module_rows():`` makes them, once.

    They are undone after the module's last test, and what a test changes of them after that test; the objects in
    memory are not. Whoever wants their files as well asks for ``module_files``.
    """
    media = tmp_path_factory.mktemp("media")

    @contextmanager
    def making():
        with django_db_blocker.unblock(), override_settings(MEDIA_ROOT=media):
            cache.clear()
            with each_once():
                yield
            settle()  # as the worker would: not again in each test

    making.media = media
    undone = transaction.atomic()
    with django_db_blocker.unblock():
        undone.__enter__()
    yield making
    with django_db_blocker.unblock():
        transaction.set_rollback(True)
        undone.__exit__(None, None, None)


@pytest.fixture
def module_files(module_rows, settings):
    """Copies of the files of those rows: what a test adds to them is gone after it, as its rows are."""
    shutil.copytree(module_rows.media, settings.MEDIA_ROOT, dirs_exist_ok=True)


@pytest.fixture(autouse=True)
def _forget_between_tests(tmp_path, settings):
    """No cached answer, no file and no mail of one test reaches the next."""
    from api import memory
    from directory.finding.listing import forget_listings
    from search import lexicons, tallies

    memory.forget()
    settings.MEDIA_ROOT = tmp_path / "media"
    cache.clear()
    forget_listings()
    lexicons.forget()
    tallies.forget()


@pytest.fixture
def district(db):
    """The home page of the district."""
    from pages.models import HomePage

    return HomePage.objects.get()


@pytest.fixture
def directory_index(db):
    from directory.models import DirectoryIndexPage

    return DirectoryIndexPage.objects.get()


def _agency(code):
    from directory.models import Agency

    return Agency.objects.select_related("page", "group", "collection").get(code=code)


@pytest.fixture
def agency_a(db):
    return _agency("agency-a")


@pytest.fixture
def agency_b(db):
    return _agency("agency-b")


def _person(email):
    from accounts.models import User

    return User.objects.get(email=email)


@pytest.fixture
def editor_a(db):
    return _person("editor@agency-a.example")


@pytest.fixture
def editor_b(db):
    return _person("editor@agency-b.example")


@pytest.fixture
def secretariat(db):
    return _person("secretariat@nurinet.example")


@pytest.fixture
def office(db):
    return _person("office@nurinet.example")


@pytest.fixture
def resident(db):
    """A person with an account and no role."""
    return _person("resident@nurinet.example")
