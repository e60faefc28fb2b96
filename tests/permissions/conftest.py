"""One district with two full agencies for the whole package, in one transaction; each test is undone."""

import shutil
import tempfile
from types import SimpleNamespace

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import Client

from accounts.models import User
from api.projection.settling import settle
from common.indexing import each_once
from tests.permissions.belongings import build_belongings
from tests.permissions.people import ROLES, sign_in


@pytest.fixture(scope="package")
def media_root():
    path = tempfile.mkdtemp(prefix="nurinet-permissions-")
    yield path
    shutil.rmtree(path, ignore_errors=True)


@pytest.fixture(scope="package")
def full_district(django_db_setup, django_db_blocker, media_root):
    from django.test import override_settings

    from directory.models import Agency

    as_here = override_settings(MEDIA_ROOT=media_root, STAFF_MFA_REQUIRED=False)
    with django_db_blocker.unblock(), as_here, transaction.atomic():
        cache.clear()
        reviewer = User.objects.get(email="secretariat@nurinet.example")
        with each_once():
            a, b = (
                build_belongings(Agency.objects.get(code=code), reviewer) for code in ("agency-a", "agency-b")
            )
        settle()  # as the worker would: not again in each question
        clients = {role: sign_in(Client(raise_request_exception=False), role) for role in ROLES}
        yield SimpleNamespace(a=a, b=b, clients=clients)
        transaction.set_rollback(True)


@pytest.fixture
def world(full_district, settings, media_root, django_db_blocker):
    """Agency A and agency B with all their belongings, and a signed-in client of each role."""
    settings.MEDIA_ROOT = media_root
    settings.STAFF_MFA_REQUIRED = False
    with django_db_blocker.unblock(), transaction.atomic():
        yield full_district
        transaction.set_rollback(True)
