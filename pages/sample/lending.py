"""What the sample's agencies share, and a few requests, taken to their state by the product's own steps."""

import uuid
from datetime import time, timedelta

from django.utils import timezone

from common.moments import midnight
from directory.lending.actions import ask
from directory.lending.slots import at_clock
from directory.models import ResourcePage
from directory.models.lending import LendingState

# Invented; telephone numbers that nobody has, addresses that no mail reaches.
PEOPLE = (
    ("가온이(예시)", "배꽃길 주민모임", "어르신 생신 잔치를 준비합니다."),
    ("나래(예시)", "", "다리를 다쳐 병원에 다닙니다."),
    ("다솜(예시)", "용두 청년회", "동네 책장을 함께 고칩니다."),
)


def resource(maker, row, number):
    return ResourcePage(
        **maker.common("news", row, number, 3 + number * 4),
        kind=row["kind"],
        quantity=int(row["quantity"]),
        unit_name=row["unit_name"],
        place=row["place"],
        conditions=row["conditions"],
        fee_kind=row["fee_kind"],
        fee=row["fee"],
        takes_requests=row["takes_requests"] == "yes",
        lending_unit=row["unit"],
        longest_days=int(row["longest_days"]),
        opens_at=time.fromisoformat(row["opens"]) if row["opens"] else None,
        closes_at=time.fromisoformat(row["closes"]) if row["closes"] else None,
        how_to_apply=f"누리넷 또는 전화({maker.agency.phone})"
        if row["takes_requests"] == "yes"
        else f"전화({maker.agency.phone})",
    )


def when(text):
    """``3-8``: from the third day after today to the eighth; ``2@14:00-16:00``: hours of one day."""
    today = timezone.localdate()
    if "@" in text:
        number, hours = text.split("@")
        day = today + timedelta(days=int(number))
        starts_at, ends_at = (at_clock(day, time.fromisoformat(clock)) for clock in hours.split("-"))
    else:
        first, last = (today + timedelta(days=int(number)) for number in text.split("-"))
        starts_at, ends_at = midnight(first), midnight(last + timedelta(days=1))
    return {"starts_at": starts_at, "ends_at": ends_at}


def bring_requests(page, row, editor):
    """The row's requests, each asked for and then answered as its agency would."""
    for number, part in enumerate(filter(None, row["requests"].split(";"))):
        state, text = part.split(":", 1)
        name, organisation, purpose = PEOPLE[number % len(PEOPLE)]
        request = ask(
            page,
            uuid=uuid.uuid4(),
            quantity=1,
            name=name,
            organisation=organisation,
            phone=f"02-000-99{number:02}",
            email=f"resident{number}@resident.example",
            purpose=purpose,
            **when(text),
        )
        if state == LendingState.DECLINED:
            request.decline(by=editor, reason="그 주에는 저희가 씁니다. 다음 주는 어떠신지요.")
        if state in (LendingState.ACCEPTED, LendingState.LENT, LendingState.RETURNED):
            request.accept(by=editor, note="안내실로 오십시오.")
        if state in (LendingState.LENT, LendingState.RETURNED):
            request.lend(by=editor)
        if state == LendingState.RETURNED:
            request.take_back(by=editor)
