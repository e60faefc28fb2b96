"""The few results of one page, read from the database as people and systems are told of them."""

from collections import defaultdict

from wagtail.models import Page

from common.body_text import plain_text
from common.titles import title_of
from directory.cards import cards
from search.extracts import Extracts
from search.sources import SOURCES, whole_address


def read(results, positions):
    """Position, source and thing of each, in this order: one query for each kind among them."""
    wanted = defaultdict(list)
    for position in positions:
        wanted[results.kinds[position]].append(results.hits[position].pk)
    sources = {source.kind: source for source in SOURCES}
    things = {
        (kind, pk): thing
        for kind, pks in wanted.items()
        for pk, thing in sources[kind].model.objects.for_facts().in_bulk(pks).items()
    }
    at = [(position, results.kinds[position], results.hits[position].pk) for position in positions]
    return [(position, sources[kind], things[kind, pk]) for position, kind, pk in at if (kind, pk) in things]


def texts(source, thing):
    """The public texts that an extract may be taken from; a body last, and only if it is asked for."""
    for name in source.texts:
        yield plain_text(thing) if name == "body" else getattr(thing, name)


def as_cards(results, positions, request):
    """Cards with the title marked and an extract in place of the summary, where the words stand there."""
    found, extracts = read(results, positions), Extracts(results.understanding)
    made = cards([thing for *_, thing in found], request)
    for (position, source, thing), card in zip(found, made, strict=True):
        card |= {
            "kind_label": source.label,
            "is_similar": not results.is_good(position),
            "marked_title": extracts.marked(card["title"]),
            "extract": extracts.marked(extracts.extract(texts(source, thing))),
        }
    return made


def as_items(results, positions, request):
    """What `/api/search/` tells of each: plain text, whole addresses."""
    extracts = Extracts(results.understanding)
    return [
        {
            "kind": source.kind,
            "type": thing._meta.label,
            "type_label": str(thing._meta.verbose_name),
            "uuid": str(thing.uuid),
            "title": title_of(thing),
            "url": whole_address(thing, request),
            "agency": _agency(thing),
            "extract": extracts.extract(texts(source, thing)) or extracts.opening(texts(source, thing)),
            "is_similar": not results.is_good(position),
        }
        for position, source, thing in read(results, positions)
    ]


def _agency(thing):
    """Who answers for it, by name."""
    if isinstance(thing, Page):
        return thing.agency.title if hasattr(thing, "agency") else ""
    return thing.organisation
