"""Stretches of time that people ask for, in whole days of Seoul."""

from datetime import timedelta

from django.db import models

from common.moments import midnight

SATURDAY, DAYS_OF_A_WEEK = 5, 7


class View(models.TextChoices):
    """How the calendar shows what it has."""

    LIST = "list", "목록"
    WEEK = "week", "주"
    MONTH = "month", "달"


class When(models.TextChoices):
    """The tabs of the calendar."""

    UPCOMING = "upcoming", "다가오는 행사"
    TODAY = "today", "오늘"
    WEEK = "week", "이번 주"
    WEEKEND = "weekend", "주말"
    MONTH = "month", "이번 달"
    PAST = "past", "지난 행사"


def days_of(when, today):
    """First day and the day after the last, of what ``when`` means today. A week ends with Sunday.

    On a Sunday the weekend is the one that ends tonight. What is over before today is left out,
    except on a weekend that has begun.
    """
    next_monday = today + timedelta(days=DAYS_OF_A_WEEK - today.weekday())
    if when == When.TODAY:
        return today, today + timedelta(days=1)
    if when == When.WEEK:
        return today, next_monday
    if when == When.WEEKEND:
        return next_monday - timedelta(days=DAYS_OF_A_WEEK - SATURDAY), next_monday
    if when == When.MONTH:
        return today, (today.replace(day=1) + timedelta(days=32)).replace(day=1)
    raise ValueError(f"{when} has no end")


def moments_of(when, today):
    first, after_last = days_of(when, today)
    return midnight(first), midnight(after_last)
