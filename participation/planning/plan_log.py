"""What Wagtail's own log says: the deed, and the reason that everybody reads; of opinions the deed alone."""

from directory.deed_log import register_deeds, register_steps
from participation.planning.rules import Deed

OF_OPINIONS = (Deed.NOTED, Deed.ANSWERED, Deed.FORGOTTEN)


def register(actions):
    register_deeds(actions, [deed for deed in Deed if deed not in OF_OPINIONS])
    register_steps(actions, OF_OPINIONS)
