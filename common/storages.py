"""The local disk, where a file is whole or is not there."""

import os
import secrets
from contextlib import suppress

from django.core.files.storage import FileSystemStorage


class WholeFileStorage(FileSystemStorage):
    """Writes beside the final name and renames when the last byte is written.

    A full disk or a killed process therefore never leaves a half file under a name that anything
    refers to. The price is one rename for each file.
    """

    def _save(self, name, content):
        part = os.path.join(os.path.dirname(name), f".{secrets.token_hex(8)}.part")
        try:
            super()._save(part, content)
            name = self._reserve(name)
            os.replace(self.path(part), self.path(name))
        except BaseException:
            with suppress(OSError):
                os.remove(self.path(part))
            raise
        return name

    def _reserve(self, name):
        """Take the name with an empty file, so that of two who want it one gets another."""
        while True:
            try:
                os.close(os.open(self.path(name), os.O_CREAT | os.O_EXCL | os.O_WRONLY))
            except FileExistsError:
                name = self.get_available_name(name)
            else:
                return name.replace("\\", "/")
