"""The house rules a machine can keep: who may import whom, and how long a file may be."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
MAX_LINES = 300

# A package may import itself and whatever stands before it. Never after.
FLOORS = (
    "common", "accounts", "directory", "participation", "council",
    "pages", "search", "api", "nurinet_cms",
)  # fmt: skip
PRESENT = [floor for floor in FLOORS if (ROOT / floor).is_dir()]
BESIDE_THE_HOUSE = {"tests", "bench"}

# Longer than a reader likes, each with its reason.
LONG_FILES = {
    "nurinet_cms/settings.py": "one file, so that nobody has to look for a setting in two",
}
FORBIDDEN_NAMES = {"utils.py", "services.py", "helpers.py", "misc.py"}


def modules(package):
    return [path for path in (ROOT / package).rglob("*.py") if "migrations" not in path.parts]


def imported_packages(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and not node.level:
            yield node.module.split(".")[0]
        elif isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)


@pytest.mark.parametrize("package", PRESENT)
def test_imports_only_go_down(package):
    above = {*FLOORS[FLOORS.index(package) + 1 :], *BESIDE_THE_HOUSE}
    climbing = {
        f"{path.relative_to(ROOT)} imports {name}"
        for path in modules(package)
        for name in imported_packages(path)
        if name in above
    }
    assert not climbing


def test_every_top_level_package_has_a_floor():
    packages = {path.parent.name for path in ROOT.glob("*/__init__.py")}

    assert packages - BESIDE_THE_HOUSE <= set(FLOORS)


def test_common_has_no_table_and_no_view():
    assert not (ROOT / "common" / "migrations").exists()
    assert not (ROOT / "common" / "models.py").exists()
    assert not (ROOT / "common" / "views.py").exists()


@pytest.mark.parametrize("package", [*PRESENT, "tests"])
def test_no_file_outgrows_a_reader(package):
    limit = 400 if package == "tests" else MAX_LINES
    too_long = {
        f"{name}: {lines} lines"
        for path in modules(package)
        if (name := str(path.relative_to(ROOT))) not in LONG_FILES
        and (lines := len(path.read_text(encoding="utf-8").splitlines())) > limit
    }
    assert not too_long


@pytest.mark.parametrize("package", PRESENT)
def test_every_file_is_named_for_its_role(package):
    assert not {str(path.relative_to(ROOT)) for path in modules(package) if path.name in FORBIDDEN_NAMES}


# SQLite remakes the table for it, and would otherwise order its columns in another way.
ADDED_LATER = {"participation.issue"}


@pytest.mark.parametrize(
    "path", sorted(ROOT.glob("*/migrations/0001_initial.py")), ids=lambda path: path.parts[-3]
)
def test_first_migrations_make_a_table_whole(path):
    """An index or constraint that is added afterwards renders every related model anew, which takes longest."""
    made, waiting, late = set(), set(ADDED_LATER), []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
            continue
        said = {word.arg: getattr(word.value, "value", None) for word in node.keywords}
        match node.func.attr:
            case "CreateModel":
                made.add(f"{path.parts[-3]}.{said['name'].lower()}")
            case "AddField":  # of a table that is made after this one: what names the field comes after it
                waiting.add(f"{path.parts[-3]}.{said['model_name']}")
            case "AddIndex" | "AddConstraint":
                late.append(f"{path.parts[-3]}.{said['model_name']}")
    assert not {name for name in late if name in made and name not in waiting}
