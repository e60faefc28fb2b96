"""``/issues.csv``: the list with its filters and its order, row by row from the database to the reader."""

from itertools import islice

from django.utils import timezone
from django.views.decorators.http import require_safe
from wagtail.api.utils import get_full_url

from common.csv_tables import csv_answer
from common.sites import site_of
from directory.choices import Choices
from participation.issues.filters import IssueFilterForm
from participation.models import Issue

CHUNK = 500


def _labels(terms):
    return ", ".join(term.label for term in terms.all())


def _moment(moment):
    return f"{timezone.localtime(moment):%Y-%m-%d %H:%M}" if moment else ""


COLUMNS = (
    ("번호", lambda issue, request: issue.pk),
    ("제목", lambda issue, request: issue.title),
    ("상태", lambda issue, request: issue.get_status_display()),
    ("상태코드", lambda issue, request: issue.status),
    ("등록", lambda issue, request: issue.get_origin_display()),
    ("동", lambda issue, request: issue.dong.name),
    ("관심주제", lambda issue, request: _labels(issue.topics)),
    ("대상", lambda issue, request: _labels(issue.targets)),
    ("공감", lambda issue, request: issue.empathy_count),
    ("창구 공감", lambda issue, request: issue.proxy_count),
    ("댓글", lambda issue, request: issue.comment_count),
    ("담당", lambda issue, request: issue.body_in_charge.name if issue.body_in_charge else ""),
    ("등록한 때", lambda issue, request: _moment(issue.created_at)),
    ("게시한 때", lambda issue, request: _moment(issue.published_at)),
    ("바뀐 때", lambda issue, request: _moment(issue.updated_at)),
    ("답하기로 한 날", lambda issue, request: f"{issue.due_on:%Y-%m-%d}" if issue.due_on else ""),
    ("늦음", lambda issue, request: "예" if issue.is_late else ""),
    ("주소", lambda issue, request: get_full_url(request, issue.get_absolute_url())),
)


def rows(found, request):
    """A row for each issue; what is hidden while we read is left out."""
    pks = iter(found.values_list("pk", flat=True).iterator(chunk_size=2000))
    while chunk := list(islice(pks, CHUNK)):
        issues = Issue.objects.public().select_related("dong", "body_in_charge")
        read = issues.prefetch_related("topics", "targets").in_bulk(chunk)
        for issue in (read[pk] for pk in chunk if pk in read):
            yield [cell(issue, request) for _, cell in COLUMNS]


@require_safe
def issues_table(request):
    site = site_of(request)
    form = IssueFilterForm(request.GET, choices=Choices(site.root_page))
    found = form.found(Issue.objects.public().in_site(site))
    return csv_answer(
        request,
        heading=[heading for heading, _ in COLUMNS],
        rows=rows(found, request),
        is_short=found.count() <= CHUNK,
        name="공유복지 과제",
    )
