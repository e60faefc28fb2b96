"""Nothing private is found, in no output and by no way of asking: not its words, not that it exists.

The public answers are the same to the last letter whether the secrets exist or not. So nothing is told by
a number, a facet, a suggestion, a correction, an extract, or by what is shown in its place. And the
same questions do tell of the same things once they are public, so that none of them passes by being deaf.
"""

from urllib.parse import quote

import pytest

from directory.finding.listing import forget_listings
from search import lexicons
from tests.directory.test_hidden_address import text_of
from tests.search.care_world import ASKING, make_known, make_public, make_secret

# Everything that leaves the house in answer to words: one line each.
OUTPUTS = [
    "/search/?q={}",
    "/search/?q={}&kind=facility",
    "/search/?q={}&exact=on",
    "/search/suggest/?q={}",
    "/api/search/?q={}",
    "/api/v2/pages/?search={}",
    "/api/v2/pages/?search={}&order=title",
    "/api/v2/pages/?search={}&type=directory.FacilityPage&fields=*",
    "/api/v2/images/?search={}",
    "/api/v2/documents/?search={}",
    "/api/v2/benefits/?search={}",
    "/directory/?q={}",
    "/directory/?q={}&view=programs",
    "/directory/?q={}&view=resources",
    "/directory/?q={}&view=benefits",
    "/directory/?q={}&view=agencies",
    "/directory/map/facilities.json?q={}",
    "/directory/map/?q={}",
    "/directory/facilities.csv?q={}",
    "/directory/print/?q={}&view=programs",
    "/news/?q={}",
    "/events/?q={}",
]


# Those that mend words, complete them, or show what is nearest.
CLEVER = ["/search/?q={}", "/search/suggest/?q={}", "/directory/?q={}", "/api/v2/pages/?search={}"]
QUESTIONS = [(output, ASKING[0]) for output in OUTPUTS]
ROUNDABOUT = [(output, words) for output in CLEVER for words in ASKING[1:]]


@pytest.fixture
def ask(client, settings):
    settings.PAGE_CACHE = False

    def ask(questions):
        forget_listings()
        lexicons.forget()
        return {
            (output, words): text_of(client.get(output.format(quote(words)), follow=True))
            for output, words in questions
        }

    return ask


def test_no_output_knows_whether_there_are_secrets(ask, agency_a, agency_b):
    made = make_public(agency_a, agency_b)
    before = ask(QUESTIONS + ROUNDABOUT)

    make_secret(made, agency_a, agency_b)
    after = ask(QUESTIONS + ROUNDABOUT)

    assert [question for question in before if before[question] != after[question]] == []


def test_every_output_knows_what_is_public(ask, agency_a, agency_b, directory_index):
    make_public(agency_a, agency_b)
    before = ask(QUESTIONS)

    make_known(agency_a, directory_index)
    after = ask(QUESTIONS)

    assert [output for output, words in QUESTIONS if before[output, words] == after[output, words]] == []
