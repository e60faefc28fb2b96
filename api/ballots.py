"""Ballots as JSON: list, one, and after its close what it came to. Never who voted, and no number before."""

from django.utils import timezone
from wagtail.models import Site

from api.errors import bad_request
from api.pagination import DEFAULT_LIMIT, LARGEST_OFFSET, whole_number
from api.plain import PlainEndpoint, listed, moment_of
from participation.balloting.freshness import exact
from participation.balloting.results import results_of
from participation.models import Ballot, BallotKind, BallotState

LARGEST_LIMIT = 100
YEARS = (1970, 2999)
STATES = [state for state in BallotState if state != BallotState.DRAFT]


class BallotEndpoint(PlainEndpoint):
    """Of the ballots of the district that is asked; not kept over a minute in which one opens or closes."""

    def get(self, request, **kwargs):
        site = Site.find_for_request(request)
        self.ballots = Ballot.objects.in_site(site).public() if site else Ballot.objects.none()
        response = super().get(request, **kwargs)
        return exact(response, self.ballots.next_moments()) if response.status_code == 200 else response

    def one(self, pk):
        return self.ballots.filter(pk=pk).first() if pk < 2**63 else None


class BallotsEndpoint(BallotEndpoint):
    parameters = frozenset({"limit", "offset", "state", "kind", "modified_since"})

    def answer(self, data):
        limit = whole_number("limit", data.get("limit", str(DEFAULT_LIMIT)), LARGEST_LIMIT)
        offset = whole_number("offset", data.get("offset", "0"), LARGEST_OFFSET)
        ballots = self.ballots
        if state := data.get("state"):
            ballots = ballots.in_state(_one_of("state", state, STATES))
        if kind := data.get("kind"):
            ballots = ballots.filter(kind=_one_of("kind", kind, list(BallotKind)))
        if since := data.get("modified_since"):
            ballots = ballots.filter(updated_at__gte=moment_of("modified_since", since, YEARS))
        shown = ballots.order_by("-closes_at", "-pk")[offset : offset + limit]
        total = ballots.count()
        items = [_short(ballot, self.request) for ballot in shown]
        answer = {"meta": {"total_count": total}, "items": items}
        return listed(self.request, answer, limit, offset, total)


class BallotDetailEndpoint(BallotEndpoint):
    def answer(self, data, pk):
        ballot = self.one(pk)
        return ballot and _whole(ballot, self.request)


class BallotResultsEndpoint(BallotEndpoint):
    """Not there before the close."""

    def answer(self, data, pk):
        ballot = self.one(pk)
        results = ballot and results_of(ballot)
        return results and _results(ballot, results, self.request)


def _short(ballot, request):
    return {
        "id": ballot.pk,
        "title": ballot.title,
        "kind": ballot.kind,
        "state": ballot.state,
        "opens_at": _text(ballot.opens_at),
        "closes_at": _text(ballot.closes_at),
        "modified_at": _text(ballot.updated_at),
        "detail_url": request.build_absolute_uri(f"/api/ballots/{ballot.pk}/"),
        "html_url": request.build_absolute_uri(ballot.get_absolute_url()),
    }


def _whole(ballot, request):
    results = results_of(ballot)
    return _short(ballot, request) | {
        "explanation": ballot.explanation,
        "most": ballot.most,
        "grounds": ballot.grounds,
        "options": [
            {
                "number": option.number,
                "text": option.label,
                "issue": option.issue_id if option.url else None,
            }
            for option in ballot.options.select_related("issue")
        ],
        "notes": [
            {"at": _text(note.at), "kind": note.kind, "office": note.office, "text": note.text}
            for note in ballot.notes.all()
        ],
        "results": results and _results(ballot, results, request),
    }


def _results(ballot, results, request):
    return {
        "voters": results.voters,
        "papers": results.papers,
        "digest": results.digest,
        "papers_url": request.build_absolute_uri(f"/ballots/{ballot.pk}/papers.csv"),
        "options": [
            {
                "number": row["number"],
                "text": row["option"].label,
                "rank": row["rank"],
                "votes": row["votes"],
                "points": row["points"],
                "by_place": row["by_place"],
            }
            for row in results.rows
        ],
        "offline": [
            {
                "held_on": each.held_on.isoformat(),
                "place": each.place,
                "participants": each.participants,
                "counts": each.counts,
                "source": each.source,
                "note": each.note,
            }
            for each in ballot.offline_results.all()
        ],
    }


def _one_of(name, value, choices):
    if value not in choices:
        words = ", ".join(choices)
        raise bad_request(f"{name}은(는) {words} 가운데 하나여야 합니다.", f"{name} must be one of {words}.")
    return value


def _text(moment):
    return timezone.localtime(moment).isoformat(timespec="seconds")
