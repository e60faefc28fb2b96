"""What the public may know of many fairs' booths, awards and sign-up, in a constant number of queries."""

from dataclasses import dataclass

from django.db.models import Count

from common.bodies import bound
from common.querysets import mark_open
from directory.cards import complete_cards
from directory.models import AgencyPage
from pages.models.awards import Award, held_paths
from pages.models.events import EventPage
from pages.models.films import FilmPage


@dataclass
class Told:
    """``agencies`` and ``films`` by id are those that are published; so is ``event``, which takes registrations."""

    agencies: dict
    films: dict
    event: EventPage | None
    awards: dict


def load_fairs(fairs):
    """Note on each fair what stands beside its own row, as ``told``."""
    booths = [booth for fair in fairs for booth in fair.booths.all()]
    agencies = _published(AgencyPage, {booth.agency_id for booth in booths})
    events = _published(EventPage, {fair.sign_up_id for fair in fairs})
    films = _published(FilmPage, {booth.film_id for booth in booths})
    _load_materials(booths)
    awards = _awards({fair.year for fair in fairs} - {None})
    held = held_paths()
    for fair in fairs:
        district = _district(fair)
        told = {"held": district in held, "kinds": awards.get((district, fair.year), [])}
        fair.told = Told(agencies, films, events.get(fair.sign_up_id), told)


def _published(model, pks):
    """By id, those that everybody may see, ready for cards."""
    pks = pks - {None}
    pages = list(model.objects.published().filter(pk__in=pks).for_cards()) if pks else []
    complete_cards(pages)
    return {page.pk: page for page in pages}


def _load_materials(booths):
    """Their files together: a StreamField left alone asks once for every booth."""
    streams = bound([booth.materials for booth in booths])
    mark_open(
        [block.value["document"] for stream in streams for block in stream if block.block_type == "file"]
    )


def _district(fair):
    """The tree path of the front door: two levels above the fair."""
    return fair.path[: -2 * fair.steplen]


def _awards(years):
    """By district and year: each kind with those who agreed to be named, and how many others there are."""
    awards = Award.objects.filter(year__in=years)
    rows = {}

    def row_of(path, year, order, code, label):
        empty = {"kind": {"id": code, "label": label}, "recipients": [], "unnamed": 0}
        return rows.setdefault((path, year), {}).setdefault((order, code), empty)

    where = ("site__root_page__path", "year", "kind__order", "kind", "kind__label")
    # Of those without consent only how many there are is read at all.
    for *place, number in awards.unnamed().order_by().values_list(*where).annotate(number=Count("pk")):
        row_of(*place)["unnamed"] = number
    for *place, recipient, affiliation, merit in (
        awards.public().newest_first().values_list(*where, "recipient", "affiliation", "merit")
    ):
        told = {"recipient": recipient, "affiliation": affiliation, "merit": merit}
        row_of(*place)["recipients"].append(told)
    return {key: [kinds[place] for place in sorted(kinds)] for key, kinds in rows.items()}
