"""공유복지 with 10 and with 10,000 issues: ``python -m bench.issues``.

In the database that DATABASE_URL names, which must hold a district and no issues: first the few are written,
asked for and counted, then the many. In this process, nothing stored; medians of the time and the number of
queries. At the end, how long a press of 공감 takes on an issue with a thousand of them.
"""

import os
import random
import statistics
import sys
import time
from datetime import timedelta

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nurinet_cms.settings")


from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from bench.events import asked
from directory.models import Dong, Term
from participation.actions import empathise
from participation.models import Comment, Empathy, Issue, Status, Step
from participation.models.support import Voice

SIZES = (10, 10_000)
QUESTIONS = {
    "list": "/issues/",
    "by 공감": "/issues/?order=most",
    "dong, topic and stage": "/issues/?dong={dong}&topic={topic}&status=review",
    "late": "/issues/?late=on",
    "words": "/issues/?q=정류장",
    "last page": "/issues/?page=999999",
    "one issue": "/issues/{number}/",
    "feed": "/issues.atom",
    "API list": "/api/issues/?limit=100",
    "home": "/",
}
WORDS = [
    "버스",
    "정류장",
    "의자",
    "골목",
    "가로등",
    "어르신",
    "도시락",
    "경로당",
    "시장",
    "휠체어",
    "경사로",
    "통역",
    "난방",
    "청년",
    "돌봄",
    "병원",
    "안내문",
]


def write(count, chance):
    """Issues with three steps each, and a comment on every third; the search index is made after."""
    site, now = Issue._meta.get_field("site").related_model.objects.get(), timezone.now()
    dongs = list(Dong.objects.current())
    states = [Status.GATHERING, Status.SUBCOMMITTEE, Status.COUNCIL, Status.ADOPTED, Status.COMPLETED]
    issues = Issue.objects.bulk_create(
        [
            Issue(
                site=site,
                title=" ".join(chance.sample(WORDS, 3)),
                problem=" ".join(chance.choices(WORDS, k=60)),
                dong=chance.choice(dongs),
                status=chance.choice(states),
                published_at=now - timedelta(minutes=chance.randrange(500_000)),
                empathy_count=chance.randrange(300),
                due_on=chance.choice([None, now.date() - timedelta(days=1), now.date() + timedelta(days=9)]),
            )
            for _ in range(count)
        ],
        batch_size=1000,
    )
    topics = list(Term.objects.filter(axis="topic"))
    through = Issue.topics.through
    through.objects.bulk_create(
        [through(issue=issue, term=chance.choice(topics)) for issue in issues], batch_size=1000
    )
    Step.objects.bulk_create(
        [
            Step(issue=issue, kind="moved", to_status=issue.status, office="사무국", reason="살펴봅니다.")
            for issue in issues
            for _ in range(3)
        ],
        batch_size=1000,
    )
    Comment.objects.bulk_create(
        [
            Comment(issue=issue, kind="for", text="저도 그렇습니다.", published_at=now)
            for issue in issues[::3]
        ],
        batch_size=1000,
    )
    call_command("update_index", "--verbosity", "0")
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    return issues[-1]


def press(issue, count):
    """Milliseconds of a press on an issue that ``count`` people have supported."""
    voices = Voice.objects.bulk_create(
        [Voice(key=f"bench-{number}", level="identity") for number in range(count + 20)]
    )
    Empathy.objects.bulk_create([Empathy(issue=issue, voice=voice) for voice in voices[:count]])
    Issue.objects.filter(pk=issue.pk).update(status=Status.GATHERING, reached=10**6)
    took = []
    for voice in voices[count:]:
        begun = time.perf_counter()
        empathise(issue, voice)
        took.append((time.perf_counter() - begun) * 1000)
    return statistics.median(took)


def main(rounds=15):
    settings.PAGE_CACHE = False
    settings.ALLOWED_HOSTS = ["*"]
    chance, figures, there = random.Random(7), {}, 0  # noqa: S311 - the same issues each time
    for size in SIZES:
        issue = write(size - there, chance)
        there = size
        filters = {
            "dong": issue.dong.code,
            "topic": issue.topics.first().code,
            "number": issue.pk,
        }
        figures[size] = {
            name: asked(question.format(**filters), rounds) for name, question in QUESTIONS.items()
        }
        print(f"{Issue.objects.count()} issues", file=sys.stderr)
    for name in QUESTIONS:
        (few, few_queries), (more, more_queries) = (figures[size][name] for size in SIZES)
        print(
            f"{name:24} {few:7.1f} ms {few_queries:3} queries   {more:7.1f} ms {more_queries:3} queries   ×{more / few:.2f}"
        )
    print(f"{'a press on 1,000 공감':24} {press(issue, 1000):7.1f} ms")


if __name__ == "__main__":
    main()
