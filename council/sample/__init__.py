"""The council of the sample district: invented bodies, members and meetings, and the minutes that began it all."""

from council.sample.bodies import make_bodies
from council.sample.meetings import make_meetings

__all__ = ["make_bodies", "make_meetings"]
