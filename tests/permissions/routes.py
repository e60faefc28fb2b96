"""Every address of the site, with its arguments filled from an agency's belongings."""

import itertools
from dataclasses import dataclass

from django.urls import URLPattern, get_resolver
from django.utils.regex_helper import normalize
from wagtail.models import Site, Task, Workflow

from tests.permissions import (
    council_desk,
    expected_gate,
    fairing,
    filming,
    hsds,
    opendata,
    participating,
    planning,
    public_council,
    pushing,
    rooming,
    signing_up,
    webhooking,
)
from tests.permissions.markers import SEARCH_WORD
from tests.permissions.questions import QUESTIONS

SIMPLE_ACTIONS = ("approve", "reject")
PAGE_ACTIONS = (
    *("convert_alias", "copy", "create_alias", "delete", "move", "publish"),
    *("revert_to_page_revision", "unpublish"),
)


@dataclass(frozen=True)
class Route:
    """One pattern of the URL map. ``name`` is its full name, or its path where it has none."""

    name: str
    template: str
    parameters: tuple

    def path(self, arguments):
        return "/" + self.template % arguments


def _name(pattern, namespaces, prefix):
    return ":".join([*namespaces, pattern.name]) if pattern.name else f"/{prefix}{pattern.pattern}"


def all_routes(resolver=None, regex="", prefix="", namespaces=()):
    """Walk the URL map to its leaves, in order."""
    for pattern in (resolver or get_resolver()).url_patterns:
        inner = regex + pattern.pattern.regex.pattern.replace("^", "", 1)
        if isinstance(pattern, URLPattern):
            template, parameters = normalize(inner)[0]
            yield Route(_name(pattern, namespaces, prefix), template, tuple(parameters))
        else:
            inside = (*namespaces, pattern.namespace) if pattern.namespace else namespaces
            yield from all_routes(pattern, inner, f"{prefix}{pattern.pattern}", inside)


# What an argument may be. A page's arguments belong together: its revision, its task state.
def _page_arguments(page, own):
    state = page.current_workflow_state or own.pages["in_review"].current_workflow_state
    task_state = state.current_task_state
    return {
        **dict.fromkeys(("page_id", "parent_page_id", "page_to_move_id", "page_pk", "object_id"), page.pk),
        "destination_id": own.section.pk,
        "revision_id": page.latest_revision_id or own.pages["live"].latest_revision_id,
        "revision_id_a": "earliest",
        "revision_id_b": page.latest_revision_id or "live",
        "task_state_id": task_state.pk,
        "task_id": task_state.task_id,
        "workflow_state_id": state.pk,
    }


def _one_of_a_kind(own):
    return {
        "image_id": own.image.pk,
        "document_id": own.document.pk,
        "document_filename": own.document.filename,
        "doc_id": own.document.pk,
        "collection_id": own.agency.collection_id,
        "redirect_id": own.redirect.pk,
        "session_id": own.editing_session.pk,
        "workflow_pk": _workflow().pk,
        "user_id": own.editor.pk,
        "restriction_id": 1,
        "page_view_restriction_id": 1,
        "filter_spec": "max-100x100",
        "content_type_app_name": "pages",
        "content_type_model_name": "newspage",
        "app_label": "pages",
        "model_name": "newspage",
        "app_name": "pages",
        "uidb64": "MQ",
        "uidb36": "1",
        "token": "set-password",
        "key": "1-abcdef",
        "path": "images/nothing.png",
        "number": own.issue.pk,
    }


def _workflow():
    return Workflow.objects.get(name="사무국 검토 후 게시")


def _task():
    return Task.objects.filter(active=True).order_by("pk").last()


# What ``pk`` means, by the name of the route it stands in.
PRIMARY_KEYS = {
    "wagtailadmin_collections": lambda own: own.agency.collection_id,
    "wagtailadmin_workflows:edit_task": lambda own: _task().pk,
    "wagtailadmin_workflows:disable_task": lambda own: _task().pk,
    "wagtailadmin_workflows:enable_task": lambda own: _task().pk,
    "wagtailadmin_workflows": lambda own: _workflow().pk,
    "wagtailadmin_api:documents": lambda own: own.document.pk,
    "wagtailadmin_api:images": lambda own: own.image.pk,
    "wagtailapi_v2:images": lambda own: own.image.pk,
    "wagtailapi_v2:documents": lambda own: own.document.pk,
    "wagtailapi_v2:benefits": lambda own: own.benefit.pk,
    "benefits": lambda own: own.benefit.pk,
    "wagtaildocs": lambda own: own.document.pk,
    "wagtailimages": lambda own: own.image.pk,
    "wagtailredirects": lambda own: own.redirect.pk,
    "wagtailsites": lambda own: Site.objects.get().pk,
    "wagtailsettings": lambda own: Site.objects.get().pk,
    "wagtailusers_users": lambda own: own.editor.pk,
    "wagtailusers_groups": lambda own: own.agency.group_id,
    "mfa": lambda own: 1,
    "agencies": lambda own: own.agency.pk,
    "people": lambda own: own.editor.pk,
    "claims": lambda own: own.claim.pk,
    "claims:ask": lambda own: own.claimable.pk,
    "claims:hand_over": lambda own: own.claimable.pk,
    "corrections": lambda own: own.correction.pk,
    "duplicates": lambda own: own.suggestion.pk,
    "imports": lambda own: own.run.pk,
    "imports:records": lambda own: own.claimable.pk,
    "imports:take_listed": lambda own: own.record.pk,
    "import_sources": lambda own: own.source.pk,
    "header_aliases": lambda own: own.alias.pk,
    "facility_kinds": lambda own: own.kind.pk,
    "synonyms": lambda own: own.synonym.pk,
    "letters": lambda own: own.newsletter.pk,
    "moderation:issue": lambda own: own.held_issue.pk,
    "moderation:comment": lambda own: own.held_comment.pk,
    "moderation:takedown": lambda own: own.takedown.pk,
    "moderation:appeal": lambda own: own.appeal.pk,
    "nurinet_confirm": lambda own: own.resource.pk,
    "feeds": lambda own: own.feed.pk,
    "feeds:run": lambda own: own.pull.pk,
    "lending": lambda own: own.lending.pk,
    "applying": lambda own: own.application.pk,
    **{
        f"applying:{name}": lambda own: own.course.pk
        for name in ("applicants", "applicants_results", "attendance", "add")
    },
    "lending:add": lambda own: own.resource.pk,
    "people:end": lambda own: own.membership.pk,
    "people:transfer": lambda own: own.membership.pk,
    "people:revoke": lambda own: own.invitation.pk,
    "people:resend": lambda own: own.invitation.pk,
    **participating.PRIMARY_KEYS,
    **planning.PRIMARY_KEYS,
    **council_desk.PRIMARY_KEYS,
    **signing_up.PRIMARY_KEYS,
    **rooming.PRIMARY_KEYS,
    **fairing.PRIMARY_KEYS,
    **pushing.PRIMARY_KEYS,
    **webhooking.PRIMARY_KEYS,
}
PAGE_PRIMARY_KEYS = (
    *("wagtailadmin_pages", "wagtailadmin_api:pages", "wagtailapi_v2:pages"),
    *("nurinet_review", "nurinet_renew"),
)
PAGE_PARAMETERS = {
    *("page_id", "parent_page_id", "page_to_move_id", "page_pk", "object_id"),
    *("revision_id", "revision_id_b", "task_state_id", "workflow_state_id"),
}

# Values that replace the ones above on one route: every listed combination is asked for.
BULK_ACTIONS = (
    *(("wagtailcore", "page", action) for action in ("delete", "move", "publish", "unpublish")),
    *(("directory", "agencyimage", action) for action in ("add_tags", "add_to_collection", "delete")),
    *(("directory", "agencydocument", action) for action in ("add_tags", "add_to_collection", "delete")),
    ("directory", "benefit", "curate"),
    *(("accounts", "user", action) for action in ("assign_role", "delete", "set_active_state")),
)


def _bulk(own):
    ids = {
        # Wagtail's own bulk publishing answers 500 to an alias, so none is chosen here.
        "page": [page.pk for page in own.pages.values() if not page.alias_of_id],
        "agencyimage": [own.image.pk],
        "agencydocument": [own.document.pk],
        "benefit": [own.benefit.pk],
        "user": [own.editor.pk],
    }
    for app_label, model_name, action in BULK_ACTIONS:
        arguments = {"app_label": app_label, "model_name": model_name, "action": action}
        chosen = "&".join(f"id={pk}" for pk in ids[model_name])
        yield arguments, f"?{chosen}"
        yield arguments, f"?id=all&childOf={own.section.pk}"


def _uploads(kind):
    return lambda own: [({"uploaded_file_id": getattr(own.uploads, kind).pk}, "")]


SPECIAL = {
    "wagtail_bulk_action": _bulk,
    "wagtailadmin_tag_model_autocomplete": lambda own: [
        ({"app_name": "taggit", "model_name": "tag"}, f"?term={own.word[0]}")
    ],
    "wagtailadmin_tag_autocomplete": lambda own: [({}, f"?term={own.word[0]}")],
    "/admin/tag-autocomplete/": lambda own: [({}, f"?term={own.word[0]}")],
    "wagtaildocs:create_multiple_from_uploaded_document": _uploads("document"),
    "wagtaildocs:delete_upload_multiple": _uploads("document"),
    "wagtailimages:create_multiple_from_uploaded_image": _uploads("image"),
    "wagtailimages:delete_upload_multiple": _uploads("image"),
    "wagtaildocs_serve": lambda own: [({"_0": own.document.pk, "_1": own.document.filename}, "")],
    "wagtail_serve": lambda own: (
        [({"_0": ""}, "")]
        + [({"_0": page.url_path.lstrip("/").split("/", 1)[1]}, "") for page in own.pages.values()]
    ),
    "directory_table": lambda own: [
        ({"_0": f"directory/{table}"}, "") for table in ("facilities.csv", "facilities.xlsx", "programs.csv")
    ],
    "feed": lambda own: [
        ({"_0": section, "_1": name, "_2": ending}, "")
        for section, name in (("", "news"), ("", "events"), ("directory/", "programs"))
        for ending in ("rss", "atom", "json")
    ],
    "calendar_file": lambda own: [({"_0": ""}, "")],
    "event_calendar_file": lambda own: [
        ({"_0": page.url_path.lstrip("/").split("/", 1)[1]}, "") for page in own.pages.values()
    ],
    "directory_map_layer": lambda own: [
        ({"_0": f"directory/map/{layer}.json"}, "") for layer in ("dongs", "facilities")
    ],
    "correction": lambda own: [({"uuid": own.pages["live"].uuid}, "")],
    "correction_status": lambda own: [({"uuid": own.correction.uuid}, "")],
    "apply": lambda own: [({"uuid": own.course.uuid}, "")],
    "apply_sent": lambda own: [({"uuid": own.course.uuid}, "")],
    # Whoever holds a true one holds the key (tests/directory/applying); nobody has one without the mail.
    "apply_prove": lambda own: [({"token": str(own.unproven.uuid)}, "")],
    "application": lambda own: [({"uuid": own.application.uuid}, "")],
    "moderation_decision": lambda own: [({"uuid": own.decision.uuid}, "")],
    "takedown_prove": lambda own: [({"token": str(own.takedown.uuid)}, "")],
    "takedown_status": lambda own: [({"uuid": own.takedown.uuid}, "")],
    "issue_report": lambda own: [({"number": own.held_issue.pk}, "")],
    "comment_report": lambda own: [({"number": own.held_issue.pk, "uuid": own.held_comment.uuid}, "")],
    "newsletter": lambda own: [({"slug": "2026-1"}, "")],
    "lending_ask": lambda own: [({"uuid": own.resource.uuid}, "")],
    "lending_request": lambda own: [({"uuid": own.lending.uuid}, "")],
    **participating.SPECIAL,
    **planning.SPECIAL,
    **council_desk.SPECIAL,
    **public_council.SPECIAL,
    **opendata.SPECIAL,
    **hsds.SPECIAL,
    **expected_gate.SPECIAL,
    **rooming.SPECIAL,
    **fairing.SPECIAL,
    **filming.SPECIAL,
    **pushing.SPECIAL,
    "wagtailsettings:edit": lambda own: [({"app_name": "pages", "model_name": "districtsettings"}, "")],
    "wagtailsettings:preview_on_edit": lambda own: [
        ({"app_name": "pages", "model_name": "districtsettings"}, "")
    ],
}
EXTRA_ARGUMENTS = {
    "wagtailadmin_api:pages:action": {"action_name": PAGE_ACTIONS},
    "imports:take_listed": {"field": "phone"},
    "letters:take_out": {"page": 1},
}


def _questions(route, page, own):
    ids = "&".join(f"id={each.pk}" for each in own.pages.values())
    for question in QUESTIONS.get(route.name, ()):
        yield question.format(
            page=page.pk,
            ids=ids,
            word=SEARCH_WORD,
            mark=own.mark,
            code=own.code,
            section=own.section.pk,
            image=own.image.pk,
            document=own.document.pk,
            collection=own.agency.collection_id,
            group=own.agency.group_id,
        )


def _primary_key(name, own):
    matching = [key for key in PRIMARY_KEYS if name == key or name.startswith((f"{key}:", f"{key}_"))]
    if not matching:
        raise LookupError(f"Say in tests/permissions/routes.py what pk means in {name}.")
    return PRIMARY_KEYS[max(matching, key=len)](own)


def is_about_a_page(route):
    about = PAGE_PARAMETERS | ({"pk"} if route.name.startswith(PAGE_PRIMARY_KEYS) else set())
    return bool(about & set(route.parameters))


def _arguments(route, page, own):
    if page.pk not in own.arguments:
        own.arguments[page.pk] = _one_of_a_kind(own) | _page_arguments(page, own)
    arguments = dict(own.arguments[page.pk])
    if "pk" in route.parameters:
        about_page = route.name.startswith(PAGE_PRIMARY_KEYS)
        arguments["pk"] = page.pk if about_page else _primary_key(route.name, own)
    if "action_name" in route.parameters:
        arguments["action_name"] = SIMPLE_ACTIONS
    arguments |= EXTRA_ARGUMENTS.get(route.name, {})
    unknown = set(route.parameters) - set(arguments)
    if unknown and route.name not in SPECIAL:
        raise LookupError(f"Say in tests/permissions/routes.py what {unknown} means in {route.name}.")
    return arguments


def _combinations(arguments, parameters):
    choices = [
        value if isinstance(value := arguments.get(name, ""), (tuple, list)) else [value]
        for name in parameters
    ]
    for values in itertools.product(*choices):
        yield arguments | dict(zip(parameters, values, strict=True))


def addresses(route, own, kinds=None, questions=True):
    """The route's paths about the agency's things: about each page of the given kinds, if about pages."""
    pages = [own.pages[kind] for kind in (kinds or own.pages)] if is_about_a_page(route) else []
    pages = pages or [own.pages["draft"]]
    found = []
    for page in pages:
        for special, query in SPECIAL.get(route.name, lambda own: [({}, "")])(own):
            if not questions and query.startswith("?id=all"):
                continue
            for arguments in _combinations(_arguments(route, page, own) | special, route.parameters):
                path = route.path(arguments)
                found.append(path + query)
                if questions:
                    found.extend(path + question for question in _questions(route, page, own))
    return list(dict.fromkeys(found))


def mixed_addresses(route, own, other):
    """One's own things and the other agency's in the same address: a forged revision, task or target."""
    if len(route.parameters) < 2 or route.name in SPECIAL:
        return []
    mine = _arguments(route, own.pages["draft"], own)
    found = []
    for kind in ("draft", "in_review"):
        theirs = _arguments(route, other.pages[kind], other)
        for choice in itertools.product((mine, theirs), repeat=len(route.parameters)):
            values = {name: source[name] for name, source in zip(route.parameters, choice, strict=True)}
            if len({id(source) for source in choice}) > 1:
                found.extend(route.path(each) for each in _combinations(values, route.parameters))
    return list(dict.fromkeys(found))
