"""Which thing an address names, as far as the public may know it."""

from django.http import Http404
from wagtail.models import Site

from common.addresses import ISSUES
from common.sites import crumbs as trail
from participation.models import Comment, Issue

LARGEST = 2**63 - 1


def public_thing(request, number, uuid=None):
    """The public issue of that number, or the public comment in it; 404 for everything else."""
    thing = find_public(Site.find_for_request(request), number, uuid)
    if thing is None:
        raise Http404
    return thing


def find_public(site, number, uuid=None):
    if site is None or not 0 < number <= LARGEST:
        return None
    issues = Issue.objects.public().in_site(site)
    issue = issues.select_related("author").filter(pk=number).first()
    if issue is None or uuid is None:
        return issue
    comments = Comment.objects.public().select_related("author", "agency__page")
    comment = comments.filter(issue=issue, uuid=uuid).first()
    if comment is not None:
        comment.issue = issue
    return comment


def crumbs(request, title, *before):
    return trail(("공유복지", ISSUES), *before, (title, request.path))
