"""``/issues.atom``: the list with its filters. ``/issues/<number>/feed.atom``: what became of one issue."""

import uuid
from contextlib import contextmanager

from django.db.models import Max
from django.http import Http404, HttpResponseGone
from django.shortcuts import get_object_or_404
from django.utils.html import escape, linebreaks
from django.utils.text import Truncator
from django.views.decorators.http import require_safe

from common.addresses import ISSUES
from common.feeds.answers import feed_answer, feed_response
from common.feeds.entries import Entry, speakable
from common.feeds.formats import Feed
from common.sites import site_of
from common.templatetags.nurinet_tags import day
from directory.choices import Choices
from participation.issues.filters import IssueFilterForm
from participation.models import Issue, Step
from participation.opening.facts import AUTHOR

LARGEST_NUMBER = 2**31 - 1


@require_safe
def issues_feed(request):
    site = site_of(request)
    form = IssueFilterForm(request.GET, choices=Choices(site.root_page))

    @contextmanager
    def load(pks):
        issues = Issue.objects.public().select_related("dong").prefetch_related("topics")
        found = issues.annotate(moved_at=Max("steps__at")).in_bulk(pks)
        yield [found[pk] for pk in pks if pk in found]

    return feed_response(
        request,
        "atom",
        title=f"공유복지 | {site.site_name or '누리넷'}",
        description="주민이 등록한 복지 과제와 그 처리입니다.",
        author=site.site_name or "누리넷",
        home_url=ISSUES,
        query=form.query_string,
        pages=form.narrow(Issue.objects.public().in_site(site)),
        load=load,
        entry=_entry,
    )


def _entry(issue, request):
    """It changed when it took a step; that somebody said 공감 is no news."""
    return Entry(
        id=f"urn:uuid:{issue.uuid}",
        title=speakable(f"[{issue.get_status_display()}] {issue.title}"),
        url=request.build_absolute_uri(issue.get_absolute_url()),
        summary=speakable(Truncator(" ".join(issue.problem.split())).chars(200)),
        html=speakable(linebreaks(escape(issue.problem)) + linebreaks(escape(issue.wish))),
        published=issue.published_at,
        updated=max(filter(None, (issue.moved_at, issue.published_at))),
        author=AUTHOR,
        categories=[issue.dong.name, *(speakable(term.label) for term in issue.topics.all())],
    )


@require_safe
def issue_feed(request, number):
    site = site_of(request)
    if number > LARGEST_NUMBER:
        raise Http404
    issue = Issue.objects.public().in_site(site).filter(pk=number).first()
    if issue is None:
        get_object_or_404(Issue.objects.in_site(site).that_were_public(), pk=number)
        return HttpResponseGone("이 과제는 지금 볼 수 없습니다.", content_type="text/plain; charset=utf-8")
    steps = Step.objects.filter(issue=issue).select_related("body").order_by("-at", "-pk")
    url = request.build_absolute_uri(issue.get_absolute_url())
    feed = Feed(
        title=speakable(f"{issue.pk}번 {issue.title}"),
        description=f"{issue.pk}번 과제가 어떻게 되었는지 알립니다.",
        home_url=url,
        self_url=request.build_absolute_uri(request.path),
        author=site.site_name or "누리넷",
        links={},
        entries=[_step_entry(issue, step, url) for step in steps],
    )
    return feed_answer(request, "atom", feed)


def _step_entry(issue, step, url):
    lines = [f"결정한 곳: {step.body.name}"] if step.body else []
    lines += [step.reason] if step.reason else []
    lines += [f"다음 답을 드리기로 한 날: {day(step.due_on)}"] if step.due_on else []
    return Entry(
        id=f"urn:uuid:{uuid.uuid5(issue.uuid, str(step.pk))}",
        title=speakable(f"{step.get_kind_display()}: {step.get_to_status_display()}"),
        url=url,
        summary=speakable(" · ".join(lines)),
        html=speakable("".join(linebreaks(escape(line)) for line in lines)),
        published=step.at,
        updated=step.at,
        author=speakable(step.office),
    )
