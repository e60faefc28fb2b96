"""What the clock calls, and after how many seconds again. It bears being called often."""

from pages.fair.actions import keep_house

DUTIES = ((keep_house, 60 * 60),)
