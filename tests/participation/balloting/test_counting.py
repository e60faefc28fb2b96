"""Counting: pure, known, the same every time."""

from participation.balloting.counting import count


def ranked(rows):
    return [(row["number"], row["rank"]) for row in rows]


def test_each_option_named_gets_one_vote():
    rows = count([[1], [2], [2], [1, 3]], numbers=[1, 2, 3], places=1)

    assert [(row["number"], row["votes"]) for row in rows] == [(1, 2), (2, 2), (3, 1)]


def test_equal_votes_share_a_place_and_the_next_place_is_left_out():
    rows = count([[1], [2]], numbers=[1, 2, 3], places=1)

    assert ranked(rows) == [(1, 1), (2, 1), (3, 3)]
    assert [row["shared"] for row in rows] == [True, True, False]


def test_a_ranking_of_three_places_gives_three_two_one_and_nothing():
    rows = count([[2, 1, 3], [2]], numbers=[1, 2, 3, 4], places=3)

    assert [(row["number"], row["points"]) for row in rows] == [(2, 6), (1, 2), (3, 1), (4, 0)]


def test_equal_points_are_parted_by_more_first_places():
    # 1 has 2+2 points by two second places of three, 2 has 3+1 by a first and a third.
    rows = count([[2, 1], [3, 1, 2]], numbers=[1, 2, 3], places=3)

    assert {row["number"]: row["points"] for row in rows} == {1: 4, 2: 4, 3: 3}
    assert ranked(rows) == [(2, 1), (1, 2), (3, 3)]


def test_who_is_equal_in_everything_shares_the_place():
    rows = count([[1, 2], [2, 1]], numbers=[1, 2], places=2)

    assert ranked(rows) == [(1, 1), (2, 1)]


def test_the_order_of_the_papers_changes_nothing():
    papers = [[1, 2], [3], [2, 3, 1], [1]]

    assert count(papers, numbers=[1, 2, 3], places=3) == count(papers[::-1], numbers=[1, 2, 3], places=3)


def test_no_paper_leaves_all_options_at_nothing():
    assert [row["votes"] for row in count([], numbers=[1, 2], places=1)] == [0, 0]
