"""What the clock calls, and after how many seconds again."""

from pages.reminding.reminders import remind_of_events

DUTIES = ((remind_of_events, 60 * 60),)
