import errno

import pytest
from django.core.files.base import ContentFile

from common.storages import WholeFileStorage
from directory.models import AgencyApprovalTask
from tests.directory.review import submitted
from tests.factories import UserFactory


class _HalfAFile(ContentFile):
    def chunks(self, chunk_size=None):
        yield self.read()
        raise OSError(errno.ENOSPC, "No space left on device")


class FullDisk(WholeFileStorage):
    """Takes the first half of every file, then has no space left."""

    def _save(self, name, content):
        content.seek(0)
        data = content.read()
        return super()._save(name, _HalfAFile(data[: len(data) // 2]))


@pytest.fixture
def full_disk(settings):
    settings.STORAGES = settings.STORAGES | {"default": {"BACKEND": f"{__name__}.FullDisk"}}


@pytest.fixture
def one_factor_is_enough(settings):
    """The office and the secretariat come in without a second factor, as in the sample district."""
    settings.STAFF_MFA_REQUIRED = False


@pytest.fixture
def task(db):
    return AgencyApprovalTask.objects.get()


@pytest.fixture
def second_secretary(secretariat):
    person = UserFactory()
    person.groups.set(secretariat.groups.all())
    return person


@pytest.fixture
def review(agency_a, editor_a):
    """A page of agency A waiting for review, and the state of the task."""
    return submitted(agency_a, editor_a, title="김장 나눔")
