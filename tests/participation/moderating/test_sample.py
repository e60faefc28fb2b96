import pytest
from wagtail.models import Site

from participation.models import TakedownRequest
from participation.moderating.queue import counts, waiting
from participation.sample.moderation import make_moderation
from tests.factories.participation import ResidentFactory, make_issue

pytestmark = pytest.mark.django_db


def test_the_sample_has_one_of_each_that_waits(secretariat):
    issue = make_issue()
    make_moderation(issue.site, ResidentFactory.create_batch(6), secretariat, issue=issue)
    found = counts(waiting(Site.objects.get()))
    assert {kind for kind, number in found.items() if number} == {
        "crisis", "reported", "appeal", "words", "links", "new_account",
    }  # fmt: skip
    assert TakedownRequest.objects.get().state == "blocked"
