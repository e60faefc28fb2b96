"""What ``bench.search`` asks of one database, in a process of its own: a line of JSON in, one out."""

import json
import sys
import time
from pathlib import Path
from urllib.parse import urlencode

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.contrib.contenttypes.models import ContentType  # noqa: E402
from django.test import Client  # noqa: E402
from wagtail.models import Site  # noqa: E402
from wagtail.search.models import IndexEntry  # noqa: E402

from bench.corpus.filling import fill  # noqa: E402
from bench.corpus.growing import REACH, grow  # noqa: E402
from bench.corpus.reading import read  # noqa: E402
from common.indexing import index_many  # noqa: E402
from directory.models import Benefit  # noqa: E402
from search import lexicons, warming  # noqa: E402
from search.engine import look_up  # noqa: E402
from search.korean import analysis  # noqa: E402
from search.sources import everything  # noqa: E402

INDEXED = 1000
client = Client(headers={"host": "127.0.0.1"})


def timed(deed, *arguments):
    """Milliseconds on the clock, and of this process's CPU."""
    started, worked = time.perf_counter(), time.process_time()
    deed(*arguments)
    return (time.perf_counter() - started) * 1000, (time.process_time() - worked) * 1000


def megabytes():
    """What this process holds of the machine's memory now."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) // 1024
    return 0


def make(corpus):
    fill(read(Path(corpus)))
    return {"things": IndexEntry.objects.count()}


def enlarge(size):
    grow(size)
    milliseconds, cpu = timed(lexicons.renew)
    return {"things": IndexEntry.objects.count(), "vocabulary ms": milliseconds, "cpu": cpu}


def start():
    """Memory before the analyser, with it, and with the vocabulary; how long each takes to come."""
    before = megabytes()
    kiwi = timed(analysis.warm_up)
    with_kiwi = megabytes()
    lexicon = timed(warming.load)
    return {
        "things": IndexEntry.objects.count(),
        "MB before, with analyser, with vocabulary": (before, with_kiwi, megabytes()),
        "ms to load analyser, vocabulary": (round(kiwi[0]), round(lexicon[0])),
    }


def search(text):
    """The engine alone, and the whole answer of the API; what both are asked differs, so that neither warms the other."""
    root = Site.objects.get(is_default_site=True).root_page
    engine = timed(look_up, text, everything(root))
    return {"engine": engine, "api": get("/api/search/", q=f"{text} 안내", limit=10)}


def suggest(text):
    return {"suggestion": get("/search/suggest/", q=text)}


def get(path, **parameters):
    address = f"{path}?{urlencode(parameters)}"
    answers = []
    took = timed(lambda: answers.append(client.get(address)))
    if answers[0].status_code != 200:
        raise RuntimeError(f"{address}: {answers[0].status_code}")
    return took


def index():
    """Real records, taken out of the index and written into it again, read before; seconds for each thousand."""
    count, spent = 0, [0, 0]
    for model in REACH:
        pks = list(originals(model).values_list("pk", flat=True)[: INDEXED - count])
        kind = ContentType.objects.get_for_model(model)
        IndexEntry.objects.filter(content_type=kind, object_id__in=[str(pk) for pk in pks]).delete()
        related = () if model is Benefit else ("agency",)
        things = list(
            model.objects.filter(pk__in=pks).select_related(*related).prefetch_related(*REACH[model])
        )
        took = timed(index_many, model, things)
        count, spent = count + len(things), [spent[0] + took[0], spent[1] + took[1]]
    return {"things": count, "indexing": [part / count for part in spent]}


def originals(model):
    """Those that are no copies."""
    return model.objects.exclude(title__regex=r" \d+$").order_by("pk")


VERBS = {
    "fill": make,
    "grow": enlarge,
    "start": start,
    "search": search,
    "suggest": suggest,
    "index": index,
}

if __name__ == "__main__":
    settings.PAGE_CACHE = False
    for line in sys.stdin:
        verb, *arguments = json.loads(line)
        print(json.dumps(VERBS[verb](*arguments), ensure_ascii=False), flush=True)
