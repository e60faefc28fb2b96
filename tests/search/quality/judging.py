"""nDCG@10 of titles that were found, as the developers' evaluation reckons it: same titles count once."""

import json
import math
from collections import defaultdict
from pathlib import Path
from statistics import fmean

FOLDER = Path(__file__).parent
DEPTH = 10


def judged(records):
    """(class, query, {title: grade}) of every judged query."""
    titles = {record.id: record.title for record in records}
    for line in (FOLDER / "queries.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        grades = defaultdict(int)
        for key, grade in row["rel"].items():
            grades[titles[key]] = max(grades[titles[key]], grade)
        yield row["cls"], row["query"], dict(grades)


def ndcg(found, grades):
    found = list(dict.fromkeys(found))[:DEPTH]
    ideal = sorted(grades.values(), reverse=True)[:DEPTH]
    return _gain(grades.get(title, 0) for title in found) / _gain(ideal)


def _gain(grades):
    return sum((2**grade - 1) / math.log2(place + 2) for place, grade in enumerate(grades))


def by_class(queries, titles_of):
    """Mean nDCG of each class, and of "all"; ``titles_of(query)`` is what was found, the best first."""
    figures = defaultdict(list)
    for name, query, grades in queries:
        figure = ndcg(titles_of(query), grades)
        figures[name].append(figure)
        figures["all"].append(figure)
    return {name: fmean(each) for name, each in figures.items()}
