"""What agency B has, as rows: equal before and after means that nobody touched it."""

import re
from contextlib import contextmanager

from django.apps import apps
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.db.models import CharField
from django.db.models.functions import Cast
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import (
    Collection,
    CollectionViewRestriction,
    Comment,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    PageSubscription,
    PageViewRestriction,
    Revision,
    Site,
    Task,
    TaskState,
    UploadedFile,
    Workflow,
    WorkflowPage,
    WorkflowState,
)

from accounts.models import User
from directory.models import (
    Agency,
    AgencyDocument,
    AgencyImage,
    AgencyMembership,
    Application,
    Benefit,
    CorrectionRequest,
    FacilityClaim,
    FacilityKind,
    HeaderAlias,
    ImportRun,
    ImportSource,
    Invitation,
    LendingRequest,
    LinkCheck,
    MergeSuggestion,
    SourceRecord,
    TakenSlot,
)
from pages.models import FeedSource, Newsletter, NewsletterItem, PulledItem, PullRun
from search.models import Synonym
from tests.permissions import (
    council_desk,
    fairing,
    filming,
    participating,
    planning,
    public_council,
    pushing,
    rooming,
    webhooking,
)
from tests.permissions.moderating import moderation_rows

# Written by reading or signing in; nobody's belongings.
_QUIET_TABLES = ("django_session", "usersessions", "log", "editingsession", "formstate", "referenceindex")
_QUOTED = re.compile(r'"(\w+)"')
_TARGET = re.compile(r'(?:INSERT (?:OR \w+ )?INTO|UPDATE|DELETE FROM) "(\w+)"')


@contextmanager
def writes():
    """Lists the writing statements, so that an answer which wrote nothing needs no second look."""
    seen = []

    def look(execute, sql, params, many, context):
        if sql.startswith(("INSERT", "UPDATE", "DELETE")):
            target = _TARGET.match(sql)
            if target is None or not any(quiet in target[1] for quiet in _QUIET_TABLES):
                seen.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(look):
        yield seen


def _page_rows(own):
    pages = Page.objects.filter(path__startswith=own.section.path)
    yield pages
    for model in apps.get_models():
        if issubclass(model, Page) and model is not Page:
            yield model.objects.filter(path__startswith=own.section.path)
    pks = pages.values_list(Cast("pk", CharField()), flat=True)
    yield Revision.objects.filter(
        base_content_type=ContentType.objects.get_for_model(Page), object_id__in=pks
    )
    states = WorkflowState.objects.filter(
        base_content_type=ContentType.objects.get_for_model(Page), object_id__in=pks
    )
    yield states
    yield TaskState.objects.filter(workflow_state__in=states)
    for model in (Comment, PageSubscription, PageViewRestriction, GroupPagePermission, WorkflowPage):
        yield model.objects.filter(page__path__startswith=own.section.path)
    yield Redirect.objects.filter(redirect_page__path__startswith=own.section.path)


def _other_rows(own):
    collection, group = own.agency.collection_id, own.agency.group_id
    people = User.objects.filter(groups=group)
    yield AgencyImage.objects.filter(collection=collection)
    yield AgencyDocument.objects.filter(collection=collection)
    yield UploadedFile.objects.filter(uploaded_by_user__in=people)
    yield Collection.objects.filter(pk=collection)
    yield CollectionViewRestriction.objects.filter(collection=collection)
    yield Group.objects.filter(pk=group)
    yield Group.permissions.through.objects.filter(group=group)
    yield User.groups.through.objects.filter(group=group)
    yield GroupPagePermission.objects.filter(group=group)
    yield GroupCollectionPermission.objects.filter(group=group)
    yield people.defer("last_login")
    yield Agency.objects.filter(pk=own.agency.pk)
    yield AgencyMembership.objects.filter(agency=own.agency)
    yield Invitation.objects.filter(agency=own.agency)
    yield CorrectionRequest.objects.filter(page__path__startswith=own.section.path)
    yield LinkCheck.objects.filter(page__path__startswith=own.section.path)
    yield FacilityClaim.objects.filter(agency=own.agency)
    yield MergeSuggestion.objects.filter(pk=own.suggestion.pk)
    yield LendingRequest.objects.filter(resource__path__startswith=own.section.path)
    yield Application.objects.filter(page__path__startswith=own.section.path)
    yield TakenSlot.objects.filter(resource__path__startswith=own.section.path)
    yield FeedSource.objects.filter(agency=own.agency)
    for model in (PullRun, PulledItem):
        yield model.objects.filter(source__agency=own.agency)
    yield Benefit.objects.filter(pk=own.benefit.pk)
    yield Benefit.topics.through.objects.filter(benefit=own.benefit)
    yield ImportSource.objects.filter(pk=own.source.pk)
    for model in (ImportRun, HeaderAlias, SourceRecord):
        yield model.objects.filter(source=own.source)
    yield FacilityKind.objects.filter(pk=own.kind.pk)
    yield Synonym.objects.filter(pk=own.synonym.pk)
    yield Newsletter.objects.filter(pk=own.newsletter.pk)
    yield NewsletterItem.objects.filter(newsletter=own.newsletter.pk)
    yield from participating.rows(own)
    yield from planning.rows(own)
    yield from council_desk.rows(own)
    yield from public_council.rows(own)
    yield from rooming.rows(own)
    yield from fairing.rows(own)
    yield from filming.rows(own)
    yield from pushing.rows(own)
    yield from webhooking.rows(own)
    yield from moderation_rows(own)
    # Everybody's, and so B's too: the rules that B lives under.
    for model in (Site, Task, Workflow):
        yield model.objects.all()
    # A copy that left the house.
    yield Page.objects.filter(title__contains=own.word).exclude(path__startswith=own.section.path)


_asked = {}


def _tables(number, queryset):
    """The tables that a queryset reads, from its own words. Which one it is never changes, so it is said once."""
    if number not in _asked:
        _asked[number] = set(_QUOTED.findall(str(queryset.query)))
    return _asked[number]


def _written_tables(statements):
    """What the statements write to; None, which is everything, where one of them does not say."""
    found = [_TARGET.match(sql) for sql in statements]
    return {target[1] for target in found} if all(found) else None


def snapshot(own, written=None):
    """All rows of the agency, by table; comparable and readable when they differ.

    With ``written`` (statements) only what they may have changed: a question changes its answer only when a
    table changes that it names.
    """
    rows, tables = {}, None if written is None else _written_tables(written)
    for number, queryset in enumerate((*_page_rows(own), *_other_rows(own))):
        if tables is not None and not tables & _tables(number, queryset):
            continue
        fields = [
            field.attname
            for field in queryset.model._meta.concrete_fields
            if field.name not in {"last_login", "file_hash"}
        ]
        values = queryset.order_by("pk").values_list(*fields)
        rows[f"{number} {queryset.model._meta.label}"] = [tuple(map(str, row)) for row in values]
    return rows


def difference(before, after):
    """The tables that changed, with the first row that is not the same."""
    return [
        f"{table}: {sorted(set(map(str, after[table])) ^ set(map(str, before[table])))[:1]}"
        for table in after
        if before[table] != after[table]
    ]
