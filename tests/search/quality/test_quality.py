"""A small fixed part of the judged queries, asked of the public API. Figures may rise; a floor raised stays raised."""

import pytest

from bench.corpus.filling import fill
from bench.corpus.reading import read
from tests.search.quality.judging import DEPTH, FOLDER, by_class, judged, ndcg

# Some hundredths below what was measured. Without synonyms "all" is .81 and "synonym" .63; without kiwipiepy "all" is .85.
FLOORS = {
    "all": 0.89,
    "exact": 0.86,
    "topic": 0.88,
    "particle": 0.86,
    "compound": 0.85,
    "spacing": 0.89,
    "synonym": 0.83,
    "typo": 0.88,
    "choseong": 0.96,
    "keyboard": 0.91,
    "question": 0.84,
}


@pytest.mark.django_db
def test_answers_are_as_good_as_they_were(client):
    records = read(FOLDER / "corpus.jsonl")
    fill(records, hostname="testserver")

    def titles_of(query):
        answer = client.get("/api/search/", {"q": query, "limit": DEPTH}).json()
        return [item["title"] for item in answer["items"]]

    figures = by_class(judged(records), titles_of)

    assert figures.keys() == FLOORS.keys()
    below = {name: f"{figure:.3f}" for name, figure in figures.items() if figure < FLOORS[name]}
    assert not below, {name: f"{figure:.3f}" for name, figure in figures.items()}


def test_the_best_order_is_one_and_nothing_is_nothing():
    grades = {"가": 3, "나": 1}

    assert ndcg(["가", "나"], grades) == 1
    assert ndcg([], grades) == 0
    assert ndcg(["나", "가"], grades) < 1
    assert ndcg(["가", "가", "나"], grades) == 1
