"""What the guide says that one may send is what the forms take."""

import re
from pathlib import Path

import pytest

from api.agency.forms import OF_PEOPLE, form_class_of
from api.agency.models import ItemType

GUIDE = Path(__file__).resolve().parents[3] / "docs" / "agency-api.md"
OF_HEADQUARTERS = {"committee"}


@pytest.mark.parametrize("kind", list(ItemType))
def test_every_field_of_the_form_is_in_the_guide_and_no_other(kind):
    rows = re.findall(r"^\| (.*?) \| (.*) \|$", GUIDE.read_text(), re.MULTILINE)
    told = {name: set(re.findall(r"`([a-z_]+)`", fields)) for name, fields in rows}
    takes_sign_up = kind in (ItemType.EVENTS, ItemType.PROGRAMS)
    documented = told["모두 / all"] | told[f"`{kind}`"] | (told["신청 / sign-up"] if takes_sign_up else set())

    form = form_class_of(kind.model)

    assert documented == (set(form.base_fields) | set(form.formsets)) - OF_PEOPLE - OF_HEADQUARTERS
