"""Lists of the admin stand in one order to the end."""

import pytest

from accounts.models import User
from directory.admin_lists import TotalOrder
from tests.test_architecture import PRESENT, modules


class People(TotalOrder):
    def __init__(self, ordering):
        self.ordering = ordering


@pytest.mark.parametrize(
    ("asked", "ordered"),
    [
        ("email", ("email", "pk")),
        ("-email", ("-email", "-pk")),
        (("-email", "last_name"), ("-email", "last_name", "-pk")),
        (None, ("last_name",)),
    ],
)
def test_the_number_ends_whatever_was_asked_for(asked, ordered):
    assert People(asked).order_queryset(User.objects.order_by("last_name")).query.order_by == ordered


def test_no_list_goes_without():
    without = [
        path
        for package in PRESENT
        for path in modules(package)
        if path.name != "admin_lists.py" and "BaseListingView" in path.read_text(encoding="utf-8")
    ]

    assert not without
