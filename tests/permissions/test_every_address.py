"""Every address of the site, asked by every role about agency B's things.

The table of who may is ``expected.py``; what counts as a secret, ``markers.py``; what counts as
a change, ``snapshot.py``.
"""

from collections import defaultdict

import pytest

from tests.permissions.asking import ask
from tests.permissions.expected import EXPECTED
from tests.permissions.forms import FORGED, forged_form
from tests.permissions.people import EDITOR_A, EDITOR_B, OFFICE_ROLE, ROLES, SECRETARIAT_ROLE
from tests.permissions.routes import addresses, all_routes, mixed_addresses
from tests.permissions.rows import Row
from tests.permissions.snapshot import snapshot

INSIDERS = (EDITOR_B, OFFICE_ROLE, SECRETARIAT_ROLE)
OUTSIDERS = ("R", "X", "N")
# Which of B's pages makes the address mean something, where a plain draft does not.
TELLING_PAGE = {
    "nurinet_renew": "in_review",
    "wagtailadmin_pages:unpublish": "live",
    "wagtailadmin_pages:convert_alias": "alias",
    "wagtailadmin_pages:unlock": "locked",
    "wagtailadmin_pages:revisions_unschedule": "scheduled",
    "wagtailadmin_pages:workflow_action": "in_review",
    "wagtailadmin_pages:collect_workflow_action_data": "in_review",
    "wagtailadmin_pages:confirm_workflow_cancellation": "in_review",
    "wagtailadmin_pages:workflow_preview": "in_review",
    "wagtailadmin_pages:workflow_history_detail": "in_review",
    "wagtail_serve": "live",
}
# Wagtail's own page for trying out error reports; and the second step of an import of redirects, which
# answers 500 when the office forges the first (nobody else gets that far).
MAY_BREAK = {"wagtailadmin_error_test", "wagtailredirects:process_import"}


@pytest.fixture(scope="session")
def routes():
    found = defaultdict(list)
    for route in all_routes():
        found[route.name].append(route)
    return found


@pytest.fixture(scope="package")
def before(full_district, django_db_blocker):
    with django_db_blocker.unblock():
        return snapshot(full_district.b)


def test_every_address_has_a_row(routes):
    assert not set(routes) - set(EXPECTED), "Say in tests/permissions/expected.py who may see these."


def test_every_row_has_an_address(routes):
    assert not set(EXPECTED) - set(routes), "No such address any more; take the row out."


def test_no_row_lets_an_editor_of_a_change_b():
    assert not [name for name, row in EXPECTED.items() if set(row.change) & {EDITOR_A, *OUTSIDERS}]


class Hearing:
    """Collects what each role got out of one route."""

    def __init__(self, world, before, name):
        self.world, self.before, self.name = world, before, name
        self.see, self.change, self.problems = set(), set(), []
        self.forms = {}

    def _form(self, path):
        form = self.forms.get(path) or next(iter(self.forms.values()), None)
        form = form or forged_form(None, destination=self.world.a.section.pk)
        many = {
            f"image-{self.world.b.image.pk}-title": FORGED,
            f"doc-{self.world.b.document.pk}-title": FORGED,
        }
        return form | many

    def ask(self, role, paths, *, methods=("GET", "POST"), counts=True):
        for path in paths:
            for method in methods:
                form = self._form(path) if method == "POST" else None
                answer = ask(self.world, role, path, method=method, data=form, before=self.before)
                self._judge(answer, counts)
                if method == "GET" and role in INSIDERS and answer.status == 200 and path not in self.forms:
                    self.forms[path] = forged_form(answer.response, destination=self.world.a.section.pk)

    def _judge(self, answer, counts):
        if counts and answer.method == "GET" and not answer.refused:
            self.see.add(answer.role)
        if answer.changed and counts:
            self.change.add(answer.role)
        if answer.status >= 500 and answer.status != 503 and self.name not in MAY_BREAK:
            self.problems.append(f"{answer} breaks")
        if answer.role not in INSIDERS:
            if answer.secrets:
                self.problems.append(f"{answer} tells {answer.secrets}")
            if answer.changed:
                self.problems.append(f"{answer} changes {answer.changed}")

    def row(self):
        def letters(roles):
            return "".join(letter for letter in ROLES if letter in roles)

        return Row(letters(self.see), letters(self.change))


@pytest.mark.parametrize("name", EXPECTED)
def test_the_address_answers_those_it_may(world, before, routes, name):
    hearing = Hearing(world, before, name)
    kind = TELLING_PAGE.get(name, "draft")
    for route in routes[name]:
        own_way = addresses(route, world.b, kinds=[kind], questions=False)
        for role in INSIDERS:
            hearing.ask(role, own_way)
        hearing.ask(EDITOR_A, addresses(route, world.b))
        for role in OUTSIDERS:
            hearing.ask(role, own_way[:1])
        # Through one's own pages and lists, and with the other's things in one's own addresses.
        hearing.ask(EDITOR_A, addresses(route, world.a, kinds=["draft"]), methods=["GET"], counts=False)
        hearing.ask(EDITOR_A, mixed_addresses(route, world.a, world.b), counts=False)

    assert not hearing.problems
    assert hearing.row() == EXPECTED[name]
