"""Registration only; the logic is in the modules named here."""

from pages.pulling.admin import hooks as pulling_hooks  # noqa: F401
