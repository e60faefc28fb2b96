"""The minutes of a meeting as plain data, in the five items of the ordinance: only what was let out, and stands."""

import mimetypes

from django.urls import reverse
from wagtail.api.utils import get_full_url

from common.facts import choice, iso
from council.models import AgendaKind, Ground, MinutesFile, Result

# Not known to every machine.
HANGUL = {"hwp": "application/x-hwp", "hwpx": "application/hwp+zip"}
NO_OUTCOME = {"result": None, "resolution": None, "votes": None}


def outcome_facts(publication, item):
    """What became of an item; nothing where no publication says it, whatever the item itself knows by now."""
    outcome = publication and publication.outcome_of(item)
    return _outcome(outcome) if outcome else NO_OUTCOME


def _outcome(said):
    votes = {name: said.get(name) for name in ("for", "against", "abstain")}
    return {
        "result": _chosen(Result, said.get("result")),
        "resolution": said.get("resolution") or None,
        "votes": None if None in votes.values() else votes,
    }


def _chosen(choices, code):
    return choice(code, choices(code).label) if code in choices.values else None


def minutes_facts(meeting, request):
    """1 when and where, 2 who, 3 what was talked about, 4 what came of it, 5 the rest; None where none stand."""
    publication = meeting.publication
    if publication is None:
        return None
    content = publication.content
    return {
        "version": publication.version,
        "published_at": iso(publication.published_at),
        "office": publication.office,
        "correction": publication.correction,
        "held": {
            "starts_at": iso(meeting.starts_at),
            "ends_at": iso(meeting.ends_at),
            "place": meeting.place,
            "way": choice(meeting.way, meeting.get_way_display()),
        },
        "attendance": content.get("attendance", ""),
        "counts": content.get("counts", {}),
        "deliberations": [
            {"heading": each.get("heading", ""), "text": each.get("text", ""), "agenda": each.get("item")}
            for each in content.get("sections", ())
        ],
        "results": {
            "text": content.get("results", ""),
            "agenda": [
                {
                    "number": each.get("number"),
                    "title": each.get("title", ""),
                    "kind": _chosen(AgendaKind, each.get("kind")),
                    **_outcome(each),
                }
                for each in content.get("items", ())
            ],
        },
        "other": content.get("other", ""),
        "hidden": [
            {"ground": _chosen(Ground, ground), "times": times}
            for ground, times in content.get("hidden", {}).items()
        ],
        "files": file_facts(content.get("files", ()), request),
    }


def file_facts(files, request):
    """Those that the publication names, and that are still there."""
    rows = MinutesFile.objects.filter(uuid__in=[each["uuid"] for each in files])
    sums = {str(uuid): checksum for uuid, checksum in rows.values_list("uuid", "sha512")}
    return [
        {
            "uuid": each["uuid"],
            "file_name": each["name"],
            "mime_type": mime_type(each["name"]),
            "size": each["size"],
            "sha512": sums[each["uuid"]] or None,
            "access_url": get_full_url(
                request, reverse("council_minutes_file", args=[each["uuid"], each["name"]])
            ),
        }
        for each in files
        if each["uuid"] in sums
    ]


def mime_type(name):
    ending = name.rpartition(".")[2].lower()
    return HANGUL.get(ending) or mimetypes.guess_type(name)[0] or "application/octet-stream"
