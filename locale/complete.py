"""Keep the site's Korean catalogue complete.

Wagtail, django-allauth and their helpers bring Korean catalogues of their own,
but those lag behind the English: whatever they leave out would show in English
in the middle of a Korean screen.  The site's catalogue (locale/ko, which wins
over theirs through LOCALE_PATHS) fills those holes, and this script finds them:

    python locale/complete.py --check   list what is still missing; exit 1 if any
    python locale/complete.py --add     append it to our .po files, untranslated

Run --check after every upgrade of a package.  A message is missing when a
package's English catalogue has it, the package's Korean one does not (or has it
only as fuzzy), and ours has no translation of it either.  Messages are told
apart by context and msgid, and django.po and djangojs.po are kept apart too.

After editing a .po, compile it and commit both files:

    msgfmt --check -o django.mo django.po

Needs polib (requirements-dev); no Django settings and no database.
"""

import argparse
import sys
from importlib.util import find_spec
from pathlib import Path

import polib

# Every app below these packages that has an English catalogue is looked at.
# django-allauth keeps account, mfa and usersessions in one catalogue.
PACKAGES = ("wagtail", "allauth", "modelcluster", "taggit", "django_tasks")
DOMAINS = ("django", "djangojs")
OURS = Path(__file__).resolve().parent / "ko" / "LC_MESSAGES"


def read(folder, domain):
    """The entries of a catalogue, from its .po or else its .mo, by key."""
    for path, load in (
        (folder / f"{domain}.po", polib.pofile),
        (folder / f"{domain}.mo", polib.mofile),
    ):
        if path.exists():
            return {key(entry): entry for entry in load(str(path)) if not entry.obsolete}
    return {}


def key(entry):
    return entry.msgctxt, entry.msgid


def translated(entries):
    """The keys that have a translation which is not fuzzy."""
    return {k for k, entry in entries.items() if entry.translated()}


def catalogues():
    """Yield (app, locale folder) of each installed app with an English catalogue."""
    for package in PACKAGES:
        spec = find_spec(package)
        if spec is None:
            continue
        root = Path(spec.submodule_search_locations[0])
        for english in sorted(root.glob("**/locale/en/LC_MESSAGES")):
            app = english.parents[2]
            yield ".".join((package, *app.relative_to(root).parts)), app / "locale"


def holes(domain):
    """Yield (app, entry) of each English message the app's own Korean lacks."""
    for app, folder in catalogues():
        korean = translated(read(folder / "ko" / "LC_MESSAGES", domain))
        for k, entry in read(folder / "en" / "LC_MESSAGES", domain).items():
            if k not in korean:
                yield app, entry


def missing(domain):
    """Those of the holes that our catalogue does not fill, as (app, entry)."""
    ours = translated(read(OURS, domain))
    return [(app, entry) for app, entry in holes(domain) if key(entry) not in ours]


def add(domain):
    """Append the missing messages to our .po, untranslated; return how many."""
    path = OURS / f"{domain}.po"
    catalogue = polib.pofile(str(path), wrapwidth=78)
    known = {key(entry): entry for entry in catalogue}
    added = 0
    for app, entry in missing(domain):
        if key(entry) in known:
            continue
        new = polib.POEntry(
            msgctxt=entry.msgctxt,
            msgid=entry.msgid,
            flags=[flag for flag in entry.flags if flag != "fuzzy"],
            occurrences=[(app, "")],
        )
        if entry.msgid_plural:
            new.msgid_plural, new.msgstr_plural = entry.msgid_plural, {0: ""}
        known[key(entry)] = new
        catalogue.append(new)
        added += 1
    if added:
        catalogue.save(str(path))
    return added


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--check", action="store_true", help="list what is missing (the default)")
    parser.add_argument("--add", action="store_true", help="append what is missing to our .po")
    options = parser.parse_args()
    count = 0
    for domain in DOMAINS:
        if options.add:
            print(f"{domain}.po: {add(domain)} messages added")
            continue
        for app, entry in missing(domain):
            count += 1
            context = f" [{entry.msgctxt}]" if entry.msgctxt else ""
            print(f"{app} ({domain}){context}: {entry.msgid!r}")
    if count:
        print(f"{count} messages have no Korean.")
    return 1 if count else 0


if __name__ == "__main__":
    sys.exit(main())
