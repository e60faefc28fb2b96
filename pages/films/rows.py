"""이어 보기: the films of a list, one after another."""

from common.lists import address
from directory.cards import complete_facts

NEWCOMERS = "newcomers=on"


def _at(url, query, position):
    return address(url, "&".join(filter(None, (query, f"play={position}"))))


def row_context(request, url, form, films):
    """Where one begins to watch in a row, and, while one does, the film at the place that is asked for.

    A place that is no number begins the row; one behind its end is its last.
    """
    query = form.query_string()
    context = {"row_url": _at(url, query, 1), "newcomers_row_url": _at(url, NEWCOMERS, 1)}
    if "play" not in request.GET:
        return context
    wanted = request.GET["play"][:9]
    count = films.count()
    if not count:
        return context
    position = min(max(int(wanted) if wanted.isdecimal() else 1, 1), count)
    film = films.for_facts()[position - 1 : position].first()
    if film is None:  # taken down while we counted
        return context
    complete_facts([film])
    return context | {
        "playing": {
            "facts": film.public_facts(request),
            "position": position,
            "count": count,
            "previous_url": _at(url, query, position - 1) if position > 1 else "",
            "next_url": _at(url, query, position + 1) if position < count else "",
            "list_url": address(url, query),
        }
    }
