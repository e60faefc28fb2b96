"""What the clock calls for the webhooks, and after how many seconds again."""

from api.webhooks.running import deliver_waiting, forget_old

# On a clock of its own: no other duty keeps a change from leaving.
WEBHOOK_DUTIES = ((deliver_waiting, 1),)
DUTIES = ((forget_old, 24 * 60 * 60),)
