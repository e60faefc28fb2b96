import errno

import pytest
from django.core.files.base import ContentFile

from common.storages import WholeFileStorage


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
