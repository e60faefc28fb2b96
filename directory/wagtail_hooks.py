"""Registration only; the logic is in the modules named here."""

from directory import page_hooks, people_hooks  # noqa: F401
from directory.applying import applying_hooks  # noqa: F401
from directory.curating import hooks as curating_hooks  # noqa: F401
from directory.importing.admin import hooks as importing_hooks  # noqa: F401
from directory.keeping import hooks as keeping_hooks  # noqa: F401
from directory.lending import lending_hooks  # noqa: F401
