"""A fair and who stands beside it. A name of an award is public only where the test says so."""

from datetime import date, time

import factory
from wagtail.models import Site

from directory.models.term import Axis, Term
from pages.models import Award, AwardKind, Booth, FairIndexPage, FairPage, FairSession
from tests.factories.content import ContentPageFactory


class FairPageFactory(ContentPageFactory):
    class Meta:
        model = FairPage

    parent = factory.LazyFunction(lambda: FairIndexPage.objects.get())
    day = date(2026, 12, 7)
    slug = factory.LazyAttribute(lambda fair: str(fair.day.year))
    title = factory.LazyAttribute(lambda fair: f"{fair.day.year} 사회복지대회·박람회")
    summary = "사회복지대회와 박람회를 하루에 함께 엽니다."
    opens_at = time(13)
    closes_at = time(17)
    place = "구청 강당"


class AwardFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Award

    site = factory.LazyFunction(lambda: Site.objects.get())
    year = 2026
    kind = factory.LazyFunction(lambda: AwardKind.objects.get(label="구청장"))
    recipient = factory.Sequence(lambda n: f"받은이{n}")

    class Params:
        agreed = factory.Trait(is_public=True, consented_on=date(2026, 11, 1))


def a_session(title, starts_at="13:00", **told):
    return FairSession(title=title, starts_at=time.fromisoformat(starts_at), **told)


def a_booth(agency, topic="010", **told):
    return Booth(agency=agency.page, topic=Term.objects.get(axis=Axis.TOPIC, code=topic), **told)
