"""The site's own Korean catalogue: complete, faithful to its messages, compiled.

Nothing here needs the database or the settings.
"""

import importlib.util
import re
from pathlib import Path

import polib
import pytest

LOCALE = Path(__file__).resolve().parent.parent / "locale"
CATALOGUE = LOCALE / "ko" / "LC_MESSAGES"
DOMAINS = ("django", "djangojs")

# %(name)s, %s, {name} and HTML tags with all their attributes.
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[sd]|\{\w*\}|<[^>]+>")
# A particle in one fixed form right after a value nobody knows ("이름를"): it must
# be 을(를) and the like.  The values excepted always end in a known word.
FIXED_PARTICLE = re.compile(
    r"(?:%\((?!end_link|parent_pages|child_pages)\w+\)s|\{\w+\})['\"]?"
    r"(?:을|를|은|는|이|가|과|와|으로|로)(?=[\s.,]|$)"
)


def load_complete():
    spec = importlib.util.spec_from_file_location("complete", LOCALE / "complete.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def entries(domain):
    return polib.pofile(str(CATALOGUE / f"{domain}.po"))


def texts(entry):
    return entry.msgstr_plural.values() if entry.msgid_plural else [entry.msgstr]


def placeholders(text):
    return set(PLACEHOLDER.findall(text))


@pytest.mark.parametrize("domain", DOMAINS)
def test_every_message_of_the_packages_has_korean(domain):
    missing = [(app, entry.msgid) for app, entry in load_complete().missing(domain)]
    assert missing == []


def test_check_sees_a_hole(monkeypatch, tmp_path):
    complete = load_complete()
    monkeypatch.setattr(complete, "OURS", tmp_path)
    found = {app for app, _ in complete.missing("django")}
    assert {"wagtail", "wagtail.admin", "wagtail.images", "wagtail.users"} <= found


@pytest.mark.parametrize("domain", DOMAINS)
def test_every_entry_is_translated(domain):
    wanting = [e.msgid for e in entries(domain) if not e.translated() or e.obsolete]
    assert wanting == []
    keys = [(e.msgctxt, e.msgid) for e in entries(domain)]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("domain", DOMAINS)
def test_placeholders_are_kept(domain):
    for entry in entries(domain):
        allowed = [placeholders(entry.msgid)]
        if entry.msgid_plural:
            # Korean has one form for both; it may follow either of the two.
            allowed.append(placeholders(entry.msgid_plural))
        for text in texts(entry):
            assert placeholders(text) in allowed, (entry.msgid, text)


@pytest.mark.parametrize("domain", DOMAINS)
def test_edges_and_particles(domain):
    for entry in entries(domain):
        for text in texts(entry):
            assert text.strip(), entry.msgid
            assert entry.msgid.startswith("\n") == text.startswith("\n"), entry.msgid
            assert entry.msgid.endswith("\n") == text.endswith("\n"), entry.msgid
            assert not FIXED_PARTICLE.search(text), (entry.msgid, text)


@pytest.mark.parametrize("domain", DOMAINS)
def test_compiled_catalogue_is_up_to_date(domain):
    def messages(catalogue):
        return {(e.msgctxt, e.msgid): (e.msgid_plural or "", list(texts(e))) for e in catalogue}

    compiled = polib.mofile(str(CATALOGUE / f"{domain}.mo"))
    assert messages(compiled) == messages(entries(domain))
    assert entries(domain).metadata["Plural-Forms"] == "nplurals=1; plural=0;"
