"""이미 있는 도움: what the district's directory already has for the words of a title, and issues like it."""

from common.looking import best_first, has_words
from directory.models import Benefit, FacilityPage, ProgramPage
from participation.issues.reading import card
from participation.models import Issue
from participation.way import SILENT

MOST = 3
FEWEST_LETTERS = 2


def similar_issues(words, site):
    """Issues that say something alike, the best first; closed ones too, for they have an answer."""
    issues = Issue.objects.public().in_site(site).exclude(status__in=SILENT)
    return [card(issue) for issue in _found(words, issues.for_cards())]


def existing_help(words, site, request):
    """Programmes, facilities and benefits as (kind, title, url, summary)."""
    found = []
    for kind, things in (
        ("프로그램", ProgramPage.objects.published().descendant_of(site.root_page)),
        ("시설", FacilityPage.objects.published().descendant_of(site.root_page)),
        ("복지서비스", Benefit.objects.listed()),
    ):
        for thing in _found(words, things):
            facts = thing.public_card(request)
            found.append({"kind": kind} | {name: facts[name] for name in ("title", "url", "summary")})
    return found


def _found(words, things):
    if len(words.strip()) < FEWEST_LETTERS or not has_words(words):
        return []
    pks = [thing.pk for thing in best_first(words, things)[:MOST]]
    by_pk = {thing.pk: thing for thing in things.filter(pk__in=pks)}
    return [by_pk[pk] for pk in pks if pk in by_pk]
