"""The screens we made in the admin, as each role sees them."""

import pytest

from tests.browser.test_public_pages import WIDTHS, violations

EDITOR = "editor@neighbour.example"
SECRETARIAT = "secretariat@nurinet.example"
OFFICE = "office@nurinet.example"
SCREENS = {
    EDITOR: ["/admin/"],
    OFFICE: ["/admin/", "/admin/people/invitations/new/"],
    SECRETARIAT: [
        *("/admin/", "/admin/agencies/", "/admin/agencies/new/"),
        *("/admin/people/", "/admin/people/invitations/", "/admin/emergency/"),
    ],
}


@pytest.mark.parametrize("email", SCREENS)
def test_the_screens_are_accessible_and_keep_to_themselves(visitor, email):
    desk = visitor(width=WIDTHS[0], height=800).sign_in(email)

    for path in SCREENS[email]:
        assert desk.go(path).status == 200, path
        for width in desk.at_each_width():
            assert violations(desk.page) == [], (path, width)
    assert desk.outside == []
    assert desk.complaints == []
