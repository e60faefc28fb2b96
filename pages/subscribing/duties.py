"""What the clock calls for subscribers, and after how many seconds again. Each bears being called often."""

from pages.letters.tasks import wake
from pages.subscribing.actions import keep_house
from pages.subscribing.digest import compose_digests, forget_told

DUTIES = ((compose_digests, 2 * 60), (keep_house, 60 * 60), (forget_told, 24 * 60 * 60))
# Quick, and not to wait for slow ones: a sending that a dead worker left is taken up by it.
QUICK_DUTIES = ((wake, 10),)
