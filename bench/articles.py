"""Many news with a body of some 390 words each, and their rows of the API: ``python -m bench.articles 100000``."""

import json
import logging
import sys
import time
import uuid

import django

django.setup()

from django.db import connection  # noqa: E402

from api.projection.marking import mark_pages  # noqa: E402
from api.projection.settling import settle  # noqa: E402
from bench.many import WORDS, Maker, after  # noqa: E402
from pages.models import NewsPage  # noqa: E402

PARAGRAPHS, IN_A_PARAGRAPH = 5, 78


class ArticleMaker(Maker):
    def own(self, number):
        paragraphs = [
            {
                "type": "paragraph",
                "value": f"<p>{' '.join(self.chance.choices(WORDS, k=IN_A_PARAGRAPH))}</p>",
                "id": str(uuid.UUID(int=self.chance.getrandbits(128))),
            }
            for _ in range(PARAGRAPHS)
        ]
        return {"body": json.dumps(paragraphs, ensure_ascii=False)}


if __name__ == "__main__":
    logging.disable()
    ArticleMaker(NewsPage).make(int(sys.argv[1]))
    after()
    begun = time.monotonic()
    mark_pages(list(NewsPage.objects.values_list("pk", flat=True)))
    settle()
    with connection.cursor() as cursor:
        # What autovacuum does a minute later; some machines that measure have it off.
        vacuum = "VACUUM ANALYZE api_publicobject, api_mark"
        cursor.execute(vacuum if connection.vendor == "postgresql" else "ANALYZE")
    print(f"{NewsPage.objects.count()} rows in {time.monotonic() - begun:.0f} s")
