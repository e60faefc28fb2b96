"""A page saved by somebody else since it was opened is never overwritten unseen: both versions are shown."""

from dataclasses import dataclass

from bs4 import BeautifulSoup
from django.template.response import TemplateResponse
from django.utils.safestring import mark_safe

# What the form says of the version it was opened with; the answer names the version now seen instead.
VERSION_FIELDS = {
    "csrfmiddlewaretoken",
    "loaded_revision_id",
    "loaded_revision_created_at",
    "loaded_without_revision",
    "overwrite_revision_id",
}


@dataclass
class Difference:
    """One field in both versions, each with what the other has not marked."""

    label: str
    theirs: str
    mine: str


def _without(html, classname):
    soup = BeautifulSoup(str(html), "html.parser")
    for element in soup.select(f".{classname}"):
        element.decompose()
    return mark_safe(str(soup))  # noqa: S308 - Wagtail's comparison has escaped it


def _as_html(comparison):
    if comparison.is_field:
        return comparison.htmldiff()
    parts = [
        f"<div>{field.htmldiff()}</div>"
        for child in comparison.get_child_comparisons()
        for field in child.get_field_comparisons()
    ]
    return "".join(parts)


def differences(panel, theirs, mine):
    """Every field in which the two versions differ, by Wagtail's own comparison of the edit panels."""
    compared = [comparison(theirs, mine) for comparison in panel.get_comparison()]
    return [
        Difference(
            str(comparison.field_label()),
            _without(_as_html(comparison), "addition"),
            _without(_as_html(comparison), "deletion"),
        )
        for comparison in compared
        if comparison.has_changed()
    ]


def _typed_page(view):
    """The page as its writer typed it, or None where it does not hold together even as a draft."""
    form = view.form_class(
        view.request.POST,
        view.request.FILES,
        instance=view.get_object(),
        subscription=view.subscription,
        parent_page=view.parent,
        for_user=view.request.user,
    )
    form.defer_required_fields()
    return form.save(commit=False) if form.is_valid() else None


def stale_response(view):
    """409 with both versions side by side. Nothing typed is lost: it stands in the form of the answer."""
    mine = _typed_page(view)
    theirs = view.latest_revision.as_object()
    panel = view.edit_handler.get_bound_panel(instance=theirs, request=view.request, form=None)
    typed = [
        (name, value)
        for name, values in view.request.POST.lists()
        if name not in VERSION_FIELDS
        for value in values
    ]
    same_person = view.latest_revision.user_id == view.request.user.pk
    return TemplateResponse(
        view.request,
        "wagtailadmin/pages/stale_edit.html",
        {
            "page": view.page,
            "edit_url": view.get_edit_url(),
            "action_url": view.request.get_full_path(),
            "latest_revision": view.latest_revision,
            "same_person": same_person,
            "differences": differences(panel, theirs, mine) if mine else [],
            "mine_is_valid": mine is not None,
            "typed": typed,
            "header_title": "다른 창에서 먼저 저장했습니다"
            if same_person
            else "다른 사람이 먼저 저장했습니다",
        },
        status=409,
    )
