"""``child_of``, ``descendant_of``, ``ancestor_of``, ``translation_of``, ``locale``: where a page stands."""

import re

from wagtail.models import Locale, Page

from api.errors import bad_request, echo
from api.models import PublicObject


def _row(name, text, site, what):
    """The page that the question names, if the public sees it here."""
    if text == "root" and name != "ancestor_of":
        return site.root_page.pk, site.root_page.path
    if not re.fullmatch("[0-9]{1,18}", text):
        raise bad_request(f"{name}은(는) 쪽의 번호입니다.", f"{name} must be a positive integer.")
    shown = PublicObject.objects.shown().in_site(site).filter(object_id=int(text))
    found = shown.values_list("object_id", "path").first()
    if found is None:
        raise bad_request("그런 쪽은 없습니다.", f"{what} page doesn't exist.")
    return found


def applied(rows, data, site):
    """The rows that stand where the question says."""
    if "child_of" in data and "descendant_of" in data:
        raise bad_request(
            "child_of와 descendant_of는 함께 쓰지 못합니다.",
            "filtering by descendant_of with child_of is not supported.",
        )
    for name, narrowed in NARROWING.items():
        if name in data:
            rows = narrowed(rows, data[name], site)
    return rows


def _child_of(rows, text, site):
    _, path = _row("child_of", text, site, "parent")
    return _among(rows, Page.objects.filter(path__startswith=path, depth=len(path) // Page.steplen + 1))


def _descendant_of(rows, text, site):
    pk, path = _row("descendant_of", text, site, "ancestor")
    return _among(rows, Page.objects.filter(path__startswith=path).exclude(pk=pk))


def _ancestor_of(rows, text, site):
    _, path = _row("ancestor_of", text, site, "descendant")
    return rows.filter(path__in=[path[:end] for end in range(Page.steplen, len(path), Page.steplen)])


def _translation_of(rows, text, site):
    pk, _ = _row("translation_of", text, site, "translation_of")
    key = Page.objects.filter(pk=pk).values("translation_key")
    return _among(rows, Page.objects.filter(translation_key__in=key).exclude(pk=pk))


def _locale(rows, text, site):
    if not Locale.objects.filter(language_code=text[:100]).exists():
        raise bad_request("그런 언어는 없습니다.", f"locale '{echo(text)}' does not exist.")
    return _among(rows, Page.objects.filter(locale__language_code=text))


def _among(rows, pages):
    return rows.filter(object_id__in=pages.order_by().values("pk"))


NARROWING = {
    "child_of": _child_of,
    "descendant_of": _descendant_of,
    "ancestor_of": _ancestor_of,
    "translation_of": _translation_of,
    "locale": _locale,
}
PARAMETERS = NARROWING.keys()
