"""How votes are counted. Pure functions; the same papers always give the same result.

찬반, 하나, 여럿: a vote for each option named. 순위: the points of Borda, among as many places as the
ballot has: with three places the first gets 3, the second 2, the third 1, and what is not named 0. Equal
points are parted by more first places, then more second places, and so on; who is equal in all of it
shares the place. Options that share a place stand in the order of the ballot.
"""

from collections import Counter


def count(papers, *, numbers, places):
    """One row for each option of ``numbers``, the winner first. ``places`` is 1 where nothing is ranked."""
    named = {number: [0] * places for number in numbers}
    for choices in papers:
        for place, number in enumerate(choices):
            named[number][place if places > 1 else 0] += 1
    rows = [
        {
            "number": number,
            "votes": sum(by_place),
            "by_place": by_place,
            "points": sum(times * (places - place) for place, times in enumerate(by_place)),
        }
        for number, by_place in named.items()
    ]
    rows.sort(key=lambda row: (-row["points"], [-times for times in row["by_place"]], row["number"]))
    return _with_ranks(rows)


def _with_ranks(rows):
    before = None
    for position, row in enumerate(rows, start=1):
        worth = (row["points"], row["by_place"])
        row["rank"] = (
            before["rank"] if before and worth == (before["points"], before["by_place"]) else position
        )
        before = row
    shared = Counter(row["rank"] for row in rows)
    for row in rows:
        row["shared"] = shared[row["rank"]] > 1
    return rows
