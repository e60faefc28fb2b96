"""What the site's own sheets, icons and lock file keep."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
STATIC = ROOT / "nurinet_cms" / "static" / "nurinet"


@pytest.mark.parametrize("path", sorted(STATIC.glob("*.css")), ids=lambda path: path.name)
def test_style_sheets_fetch_nothing(path):
    assert not re.search(r"url\(|@import", path.read_text(encoding="utf-8"))


def test_every_icon_that_a_template_names_is_drawn():
    drawn = set(re.findall(r'<symbol id="([^"]+)"', (STATIC / "icons.svg").read_text(encoding="utf-8")))
    used = {
        name
        for path in (ROOT / "templates").rglob("*.html")
        for name in re.findall(r'{% icon "([^"]+)"', path.read_text(encoding="utf-8"))
    }

    assert used <= drawn


def test_every_stage_of_life_has_a_picture():
    """복지로's seven codes; the front door shows one picture each."""
    sprite = (STATIC / "icons.svg").read_text(encoding="utf-8")

    assert all(f'id="life-00{number}"' in sprite for number in range(1, 8))


def test_the_lock_file_names_no_registry():
    assert "resolved" not in (ROOT / "package-lock.json").read_text(encoding="utf-8")
