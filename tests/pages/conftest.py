"""Pages with all that a page may carry, so that a query that grows shows itself."""

from itertools import count

import pytest

from directory.models import Dong, Term
from directory.models.term import Axis
from tests.factories import (
    AgencyImageFactory,
    EventPageFactory,
    FacilityPageFactory,
    NewsPageFactory,
    ProgramPageFactory,
    ResourcePageFactory,
)

FACTORIES = {
    "facility": FacilityPageFactory,
    "program": ProgramPageFactory,
    "resource": ResourcePageFactory,
    "news": NewsPageFactory,
    "event": EventPageFactory,
}


@pytest.fixture
def rich(db):
    """Make a page of a kind with picture, targets, topics and dongs; an event also with a venue."""

    numbers = count()

    def make(kind, agency, **fields):
        if kind == "event" and "venue" not in fields:
            fields["venue"] = FacilityPageFactory(parent=agency.page)
        page = FACTORIES[kind](
            parent=agency.page,
            slug=f"{kind}-page-{next(numbers)}",
            image=AgencyImageFactory(),
            image_alt="사진을 설명하는 글",
            summary="한 줄 소개입니다. 사진에 있는 말도 모두 여기에 글로 적었습니다.",
            department="복지팀",
            phone="02-123-4567",
            **fields,
        )
        page.targets.set(Term.objects.filter(axis=Axis.LIFE)[:2])
        page.topics.set(Term.objects.filter(axis=Axis.TOPIC)[:2])
        page.dongs.set(Dong.objects.current()[:2])
        page.save()
        return page

    return make
