"""Public holidays of Korea, with substitute holidays and elections, from the pinned ``holidays`` package."""

from functools import lru_cache
from types import MappingProxyType

import holidays


@lru_cache(maxsize=32)
def public_holidays(year):
    """Day → name. What the government declares later (임시공휴일) comes with an update of the package."""
    return MappingProxyType(dict(holidays.country_holidays("KR", years=year, language="ko")))


def is_public_holiday(day):
    return day in public_holidays(day.year)


class PublicHolidays:
    """Answers ``day in …`` for any year."""

    def __contains__(self, day):
        return is_public_holiday(day)
