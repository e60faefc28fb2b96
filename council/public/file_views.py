"""Handing over papers and minutes. What one may not have is not there, in the same words."""

from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from common.sites import site_of
from council.models import MinutesFile, Paper
from council.reach import may_read
from directory.media_views import to_keep


@require_safe
def paper(request, uuid, name):
    """A paper of a meeting: everybody's, or the members' and headquarters'."""
    papers = Paper.objects.filter(meeting__committee__site=site_of(request), name=name)
    wanted = get_object_or_404(papers.select_related("meeting"), uuid=uuid)
    if Paper.objects.public().filter(pk=wanted.pk).exists():
        return handed_over(wanted)
    return for_members(request, wanted, wanted.meeting)


@require_safe
def minutes_file(request, uuid, name):
    """Minutes as a file: everybody's as long as a standing publication names it."""
    files = MinutesFile.objects.filter(minutes__meeting__committee__site=site_of(request), name=name)
    wanted = get_object_or_404(files.select_related("minutes__meeting"), uuid=uuid)
    meeting = wanted.minutes.meeting
    told = meeting.publication.content.get("files", []) if meeting.publication else []
    if any(each.get("uuid") == str(wanted.uuid) for each in told):
        return handed_over(wanted)
    return for_members(request, wanted, meeting)


def for_members(request, wanted, meeting):
    if not may_read(request.user, meeting):
        raise Http404
    response = handed_over(wanted)
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def handed_over(wanted):
    try:
        content = wanted.file.open("rb")
    except OSError as error:  # its file is lost
        raise Http404 from error
    return to_keep(FileResponse(content, as_attachment=True, filename=wanted.name))
