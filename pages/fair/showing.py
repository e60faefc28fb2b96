"""A fair as plain data: its hours, its film, its booths by field, and the way to sign up."""

from datetime import timedelta

from django.http import Http404
from django.utils import timezone

from common.addresses import FAIR
from common.facts import choice, document_facts, iso
from common.films import found_film
from common.json_ld import breadcrumb_list
from common.querysets import is_open
from directory.cards import complete_facts
from directory.models.agency import Agency
from pages.models.films import FilmPage

# How long after the fair its booths still take questions.
ASKED_AFTER = timedelta(days=30)
LIVE_STATES = {
    "soon": "생중계 예정",
    "live": "생중계",
    "replay": "다시보기",
    "waiting": "다시보기 준비 중",
}


def programme(fair):
    """The hours of the day, in the order of the clock."""
    sessions = sorted(fair.sessions.all(), key=lambda each: (each.starts_at, each.sort_order or 0))
    return [
        {
            "starts_at": iso(fair.moment(each.starts_at)),
            "ends_at": iso(fair.moment(each.ends_at)),
            "title": each.title,
            "about": each.about,
            "place": each.place,
            "online": each.is_online,
            "presenters": each.presenters,
        }
        for each in sessions
    ]


def youtube_player(url):
    """Where the film plays without leaving a trace, or an empty string: live films are YouTube's."""
    host, player = found_film(url)
    return player if host and host.code == "youtube" else ""


def _live_state(fair):
    now = timezone.now()
    if fair.is_over:
        return "replay" if fair.replay_url else "waiting"
    return "live" if fair.starts_at and fair.starts_at <= now else "soon"


def live(fair):
    """The film of the day: the live one until the end, then the replay; None without one."""
    if not (fair.live_url or (fair.replay_url and fair.is_over)):
        return None
    state = _live_state(fair)
    url = {"replay": fair.replay_url, "waiting": ""}.get(state, fair.live_url)
    return {
        "state": choice(state, LIVE_STATES[state]),
        "title": fair.live_title or fair.title,
        "url": url,
        "player": youtube_player(url),
        "captions": fair.live_captions,
    }


def sign_up(fair, request=None):
    """The event that takes the registrations, as far as the public may see it; never the way into its room."""
    event = fair.told.event
    if event is None or fair.is_over:
        return None
    facts = event.recruit_facts()
    return event.public_reference(request) | {
        "state": facts["application_state"],
        "capacity": event.capacity,
        "places_left": facts["places_left"],
        "apply_from": facts["apply_from"],
        "apply_until": facts["apply_until"],
        "how_to_apply": facts["how_to_apply"],
        "application_url": facts["application_url"],
    }


def _materials(booth):
    for block in booth.materials:
        if block.block_type == "link":
            yield {"title": block.value["label"], "url": block.value["url"], "format": "", "size": None}
        elif (document := block.value["document"]) and is_open(document):
            yield document_facts(document) | {"title": block.value["label"] or document.title}


def booths(fair, request=None):
    """The booths of published agencies: by field, in the secretariat's order within it."""
    agencies, films = fair.told.agencies, fair.told.films
    url = fair.get_url(request) or f"{FAIR}{fair.year}/"
    shown = [booth for booth in fair.booths.all() if booth.agency_id in agencies]
    shown.sort(key=lambda booth: (booth.topic.code, booth.sort_order or 0))
    return [
        {
            "url": f"{url}booths/{agencies[booth.agency_id].slug}/",
            "topic": booth.topic.facts(),
            "agency": agencies[booth.agency_id].public_card(request),
            "words": booth.words,
            "place": booth.place,
            "film": films[booth.film_id].public_card(request) if booth.film_id in films else None,
            "materials": list(_materials(booth)),
        }
        for booth in shown
    ]


def chosen(facts, code):
    """The booths by field, and which field was chosen; a code that is none chooses all."""
    fields = {}
    for booth in facts["booths"]:
        fields.setdefault(booth["topic"]["code"], (booth["topic"], []))[1].append(booth)
    url = facts["url"] or f"{FAIR}{facts['year']}/"
    code = code if code in fields else ""
    links = [{"label": "모두", "url": f"{url}#booths", "count": len(facts["booths"]), "current": not code}]
    links += [
        {
            "label": topic["label"],
            "url": f"{url}?topic={topic['code']}#booths",
            "count": len(found),
            "current": topic["code"] == code,
        }
        for topic, found in fields.values()
    ]
    return {
        "booth_fields": [
            {"topic": topic, "booths": found} for key, (topic, found) in fields.items() if code in ("", key)
        ],
        "booth_links": links,
        "is_narrowed": bool(code),
        "canonical_query": f"topic={code}" if code else "",
    }


def takes_questions(fair, agency_pk):
    """Until thirty days after the fair, while the agency's people may work."""
    if not fair.ends_at or fair.ends_at + ASKED_AFTER <= timezone.now():
        return False
    return Agency.objects.active().filter(page=agency_pk).exists()


def _film(pk, request):
    """The facts that the player is given."""
    film = FilmPage.objects.published().for_facts().get(pk=pk)
    complete_facts([film])
    return film.public_facts(request)


def booth_context(fair, request, slug):
    """One booth; raises ``Http404`` where the public knows none of that name."""
    context = fair.head_context(request)
    found = [booth for booth in context["facts"]["booths"] if booth["agency"]["url"].endswith(f"/{slug}/")]
    if not found:
        raise Http404
    booth = found[0]
    agency = next(pk for pk, page in fair.told.agencies.items() if page.slug == slug)
    row = next(row for row in fair.booths.all() if row.agency_id == agency)
    context["breadcrumbs"] = [
        *context["breadcrumbs"],
        {"title": f"{booth['agency']['title']} 부스", "url": booth["url"]},
    ]
    return context | {
        "json_ld": breadcrumb_list(context["breadcrumbs"], context["facts"]),
        "booth": booth,
        "film": _film(row.film_id, request) if booth["film"] else None,
        "files": [each for each in booth["materials"] if each["format"]],
        "links": [each for each in booth["materials"] if not each["format"]],
        "ask_url": f"{booth['url']}ask/" if takes_questions(fair, agency) else "",
    }
