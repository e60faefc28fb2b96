"""Approving, on real processes and the real database: killed at any moment, pressed by two at once."""

import json
import random

RACES = 5
KILLS = 20


def test_a_killed_approval_leaves_the_old_or_the_new_state(nurinet):
    seed = str(random.random())

    pages = json.loads(nurinet.run("-m", "tests.browser.district", "kill", seed, str(KILLS + 1)))

    assert [state for state in pages.values() if state not in {"old", "new"}] == [], f"seed {seed}"
    assert len(pages) == KILLS + 1


def test_of_two_moderators_one_wins_and_the_other_is_told(nurinet):
    races = json.loads(nurinet.run("-m", "tests.browser.district", "race", str(RACES)))

    for race in races:
        assert race["answers"].count("approved") == 1
        assert any(answer.startswith("이미 끝난 검토입니다.") for answer in race["answers"])
        assert list(race["pages"].values()) == ["new"]
