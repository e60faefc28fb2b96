"""What the clock calls to pull, and after how many seconds again."""

from pages.pulling.running import pull_due

DUTIES = ((pull_due, 2 * 60),)
