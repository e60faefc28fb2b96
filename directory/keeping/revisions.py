"""Facts that change without an editor must not be undone by the next publish."""

from django.db.models import Q
from wagtail.models import Revision, TaskState

from directory.models import AgencyApprovalTaskState
from directory.models.approval import fingerprint


def carry(page, **content):
    """Write the same into every version that may still be published: newest, live, scheduled, under review.

    No new version is made: it would send a review back to its start, and tell whoever is typing right
    now that somebody else had saved. Whatever else those versions say stays, and a review goes on: the
    fingerprint of what was submitted follows this change, and no other.
    """
    under_review = AgencyApprovalTaskState.objects.filter(
        status=TaskState.STATUS_IN_PROGRESS, workflow_state__object_id=str(page.pk)
    )
    versions = Revision.objects.for_instance(page).filter(
        Q(pk__in=[pk for pk in (page.latest_revision_id, page.live_revision_id) if pk])
        | Q(approved_go_live_at__isnull=False)
        | Q(pk__in=under_review.values("revision"))
    )
    for version in versions:
        submitted = under_review.filter(revision=version, content_hash=fingerprint(version))
        version.content = version.content | content
        submitted.update(content_hash=fingerprint(version))
        Revision.objects.filter(pk=version.pk).update(content=version.content)
