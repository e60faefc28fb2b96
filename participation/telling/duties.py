"""What the clock calls, and after how many seconds again. Each bears being called often."""

from participation.telling.digests import compose_digests, forget_old
from participation.telling.tasks import wake

DUTIES = ((compose_digests, 2 * 60), (forget_old, 24 * 60 * 60))
# Quick, and not to wait for slow ones: a sending that a dead worker left is taken up by it.
QUICK_DUTIES = ((wake, 10),)
