"""A search server in the database's place, for whoever outgrows it: OpenSearch or Elasticsearch with nori.

Wagtail's own backends talk to it; here are the index settings that make it understand Korean. It does not do all
that ours does: no keyboard, initials or typing errors in what it finds, and synonyms only as they are shipped.
"""

from importlib.util import find_spec
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

OURS = "search.backend"
# Kind → Wagtail's backend, the client's module, and what the client is called where it is installed from.
SERVERS = {
    "opensearch": ("wagtail.search.backends.opensearch3", "opensearchpy", "opensearch-py>=3,<4"),
    "elasticsearch": ("wagtail.search.backends.elasticsearch9", "elasticsearch", "elasticsearch>=9,<10"),
}
WORDS = Path(__file__).parent / "korean" / "words.txt"
TIMEOUT_SECONDS = 5


def backend_settings(kind, url, index):
    """What ``WAGTAILSEARCH_BACKENDS`` holds: ours, or a server's; refused at start where something is missing."""
    if not kind:
        return {"BACKEND": OURS}
    if kind not in SERVERS:
        raise ImproperlyConfigured(f"SEARCH_BACKEND is {kind!r}; it may be empty, {' or '.join(SERVERS)}.")
    backend, client, package = SERVERS[kind]
    if not url.startswith(("http://", "https://")):
        raise ImproperlyConfigured(
            f"SEARCH_BACKEND is {kind!r}: SEARCH_URL must be the server's http(s) address."
        )
    if find_spec(client) is None:
        raise ImproperlyConfigured(
            f"SEARCH_BACKEND is {kind!r}: its client is missing (pip install '{package}')."
        )
    return {
        "BACKEND": backend,
        "URLS": [url],
        "INDEX_PREFIX": f"{index}_",
        "TIMEOUT": TIMEOUT_SECONDS,
        "INDEX_SETTINGS": {"settings": {"analysis": korean_analysis()}},
    }


def korean_analysis():
    """Texts are kept in compounds and in parts; questions are taken apart, so that synonyms of several words fit.

    modelsearch names no analyser for texts, so they fall to ``default``; ``default_search`` reads the questions.
    Its ``edgengram_analyzer``, for what is being typed, stays as it is: it cuts Hangul by syllables.
    """
    words = WORDS.read_text(encoding="utf-8").split()
    nori = {"type": "nori_tokenizer", "discard_punctuation": True, "user_dictionary_rules": words}
    return {
        "tokenizer": {
            "korean_texts": nori | {"decompound_mode": "mixed"},
            "korean_questions": nori | {"decompound_mode": "discard"},
        },
        "filter": {
            # A line that nori reads in a way the filter cannot follow is left out, instead of refusing the index.
            "korean_synonyms": {"type": "synonym_graph", "lenient": True, "synonyms": list(_synonyms())},
        },
        "analyzer": {
            "default": _analyser("korean_texts", "nori_part_of_speech", "nori_readingform", "lowercase"),
            "default_search": _analyser(
                "korean_questions",
                *("nori_part_of_speech", "nori_readingform", "lowercase", "korean_synonyms"),
            ),
        },
    }


def _analyser(tokenizer, *filters):
    return {"type": "custom", "tokenizer": tokenizer, "filter": list(filters)}


def _synonyms():
    """The shipped ones, in Solr's form, where what stands before an arrow is lost unless it is said again."""
    from search.korean.lexicon import INITIAL_SYNONYMS, read_synonyms

    for words, instead, both_ways in read_synonyms(INITIAL_SYNONYMS.read_text(encoding="utf-8")):
        if both_ways:
            yield ", ".join(words)
        else:
            for word in words:
                yield f"{word} => {', '.join((word, *instead))}"
