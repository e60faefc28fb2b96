"""Ballots and surveys of the district, and people who take part in them."""

from datetime import datetime
from zoneinfo import ZoneInfo

import factory
from wagtail.models import Site

from participation.models import Ballot, Option, Survey

SEOUL = ZoneInfo("Asia/Seoul")
OPENS = datetime(2026, 12, 1, 9, 0, tzinfo=SEOUL)
CLOSES = datetime(2026, 12, 4, 18, 0, tzinfo=SEOUL)


class BallotFactory(factory.django.DjangoModelFactory):
    """Published, with its options: ``options=("가", "나")``."""

    class Meta:
        model = Ballot
        skip_postgeneration_save = True

    class Params:
        draft = factory.Trait(published_at=None)

    site = factory.LazyFunction(Site.objects.get)
    title = "무엇부터 할까요"
    explanation = "내년에 먼저 할 일을 고릅니다."
    kind = "one"
    opens_at = OPENS
    closes_at = CLOSES
    published_at = datetime(2026, 11, 20, 9, 0, tzinfo=SEOUL)

    @factory.post_generation
    def options(ballot, create, texts, **kwargs):
        texts = texts or ("쉼터 늘리기", "무료 급식", "마을버스 노선")
        Option.objects.bulk_create(
            Option(ballot=ballot, number=number, text=text) for number, text in enumerate(texts, start=1)
        )


class SurveyFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Survey

    site = factory.LazyFunction(Site.objects.get)
    title = "동네 복지 설문"
    intro = "살기 어떠신지 여쭙습니다."
    opens_at = OPENS
    closes_at = CLOSES
    published_at = datetime(2026, 11, 20, 9, 0, tzinfo=SEOUL)
