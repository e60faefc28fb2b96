"""Handing over documents."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe
from wagtail.documents.views.serve import serve
from wagtail.permissions import policy_registry

from directory.models import AgencyDocument

NOTHING_RUNS = "default-src 'none'; sandbox"


def may_have(user, document):
    """Staff who may see the document in the admin, and everybody once a published page offers it."""
    policy = policy_registry.get_by_type(AgencyDocument)
    if user.is_authenticated and policy.user_has_any_permission_for_instance(
        user, ["add", "change", "delete", "choose"], document
    ):
        return True
    return AgencyDocument.objects.public().filter(pk=document.pk).exists()


@require_safe
def document(request, document_id, document_filename):
    """The file, to keep and never to run. What one may not have is not there, in the same words."""
    wanted = get_object_or_404(AgencyDocument, pk=document_id)
    if not may_have(request.user, wanted):
        raise Http404
    try:
        response = serve(request, document_id, document_filename)
    except OSError as error:  # its file is lost
        raise Http404 from error
    return to_keep(response)


def to_keep(response):
    """A file that somebody uploaded: it runs nothing, and is asked for again each time, so that it goes with its page."""
    response.headers["Content-Security-Policy"] = NOTHING_RUNS
    response.headers["Cache-Control"] = "private, no-cache"
    return response
