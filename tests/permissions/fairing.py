"""A fair that everybody may see, and what of it only some may: a question to the agency, an award without consent."""

from datetime import date

from django.utils import timezone
from wagtail.models import Site

from pages.models import Award, AwardKind, BoothQuestion, FairPage
from tests.factories.fair import FairPageFactory, a_booth


def give(own):
    day = date(2050 + FairPage.objects.count(), 9, 7)
    own.fair = FairPageFactory(day=day, booths=[a_booth(own.agency)])
    own.booth_question = BoothQuestion.objects.create(
        fair=own.fair,
        agency=own.section,
        name=f"{own.word}묻는이",
        email=f"{own.mark}-asking@{own.code}.example",
        question=f"{own.word}질문",
        consented_at=timezone.now(),
        purge_on=date(2051, 1, 1),
    )
    own.award_kind = AwardKind.objects.create(label=f"훈격 {own.code}", order=900)
    own.award = Award.objects.create(
        site=Site.objects.get(),
        year=day.year,
        kind=own.award_kind,
        recipient=f"{own.word}받은이",
        affiliation=f"{own.word}소속",
        merit=f"{own.word}공적",
    )


PRIMARY_KEYS = {
    "awards": lambda own: own.award.pk,
    "award_kinds": lambda own: own.award_kind.pk,
    "booth_questions": lambda own: own.booth_question.pk,
}
SPECIAL = {
    "booth_ask": lambda own: [({"year": own.fair.year, "slug": own.section.slug}, "")],
    "fair_calendar_file": lambda own: [({"year": own.fair.year}, "")],
    # Whoever holds a true one holds the key; nobody has the other.
    "booth_question": lambda own: [({"uuid": own.course.uuid}, "")],
}
QUESTIONS = {
    "awards:index": ("?q={word}", "?is_public=false"),
    "booth_questions:index": ("?q={word}", "?state=asked"),
}


def rows(own):
    yield FairPage.objects.filter(pk=own.fair.pk)
    yield BoothQuestion.objects.filter(pk=own.booth_question.pk)
    yield AwardKind.objects.filter(pk=own.award_kind.pk)
    yield Award.objects.filter(pk=own.award.pk)
