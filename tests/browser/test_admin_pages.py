"""The screens we made in the admin, as each role sees them."""

import pytest

from tests.browser.test_public_pages import violations

EDITOR = "editor@neighbour.example"
SECRETARIAT = "secretariat@nurinet.example"
OFFICE = "office@nurinet.example"
SCREENS = [
    (EDITOR, "/admin/"),
    (SECRETARIAT, "/admin/"),
    (OFFICE, "/admin/"),
    (SECRETARIAT, "/admin/agencies/"),
    (SECRETARIAT, "/admin/agencies/new/"),
    (SECRETARIAT, "/admin/people/"),
    (SECRETARIAT, "/admin/people/invitations/"),
    (SECRETARIAT, "/admin/emergency/"),
    (OFFICE, "/admin/people/invitations/new/"),
]


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize(("email", "path"), SCREENS)
def test_the_screen_is_accessible_and_keeps_to_itself(visitor, email, path, width):
    desk = visitor(width=width, height=800).sign_in(email)

    answer = desk.go(path)
    desk.page.wait_for_load_state("networkidle")

    assert answer.status == 200
    assert violations(desk.page) == []
    assert desk.outside == []
    assert desk.complaints == []
