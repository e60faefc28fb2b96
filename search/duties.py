"""What the worker's slow clock does for the search, and after how many seconds again."""

from search.lexicons import renew_when_due
from search.tallies import forget_old

DUTIES = ((renew_when_due, 15), (forget_old, 24 * 60 * 60))
