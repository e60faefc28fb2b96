"""``/council/meetings.csv``: meetings and what was published of their items, a line for each item."""

from django.utils import timezone
from django.views.decorators.http import require_safe
from wagtail.api.utils import get_full_url

from common.csv_tables import csv_answer
from common.sites import site_of
from council.models import AgendaKind, Meeting, Result
from council.opening.facts import LICENCE, load_meetings
from council.opening.states import state_of
from pages.models import DistrictSettings

CHUNK = 500
OF_MEETINGS = (
    ("조직", lambda meeting, request: meeting.committee.name),
    ("조직구분", lambda meeting, request: meeting.committee.get_kind_display()),
    ("연도", lambda meeting, request: meeting.year),
    ("회차", lambda meeting, request: meeting.round),
    ("회의명", lambda meeting, request: meeting.name),
    ("상태", lambda meeting, request: state_of(meeting).label),
    ("시작일시", lambda meeting, request: _moment(meeting.starts_at)),
    ("종료일시", lambda meeting, request: _moment(meeting.ends_at)),
    ("방법", lambda meeting, request: meeting.get_way_display()),
    ("장소", lambda meeting, request: meeting.place),
    (
        "회의록공개일시",
        lambda meeting, request: _moment(meeting.publication and meeting.publication.published_at),
    ),
    ("주소", lambda meeting, request: get_full_url(request, meeting.get_absolute_url())),
)
OF_ITEMS = ("안건번호", "안건명", "안건구분", "결과", "의결내용", "찬성", "반대", "기권")
OF_DATA = ("데이터기준일자", "제공기관명", "이용조건")
HEADING = (*(heading for heading, _ in OF_MEETINGS), *OF_ITEMS, *OF_DATA)


def _moment(moment):
    return f"{timezone.localtime(moment):%Y-%m-%d %H:%M}" if moment else ""


def _item_cells(item, publication):
    """Title and kind are public with the meeting; the rest only as far as it was let out."""
    said = (publication and publication.outcome_of(item)) or {}
    result = said.get("result")
    votes = ["" if said.get(name) is None else said[name] for name in ("for", "against", "abstain")]
    return [
        *(item.number, item.title, AgendaKind(item.kind).label),
        *(Result(result).label if result else "", said.get("resolution") or "", *votes),
    ]


def rows(found, request, of_data):
    """Read in chunks; each costs the same few queries."""
    for meeting in load_meetings(found).iterator(chunk_size=CHUNK):
        cells = [cell(meeting, request) for _, cell in OF_MEETINGS]
        items = [_item_cells(item, meeting.publication) for item in meeting.items.all()]
        for item in items or [[""] * len(OF_ITEMS)]:
            yield [*cells, *item, *of_data]


@require_safe
def meetings_table(request):
    site = site_of(request)
    found = Meeting.objects.public().in_site(site).newest_first()
    provider = DistrictSettings.for_site(site).operator_name
    return csv_answer(
        request,
        heading=HEADING,
        rows=rows(found, request, [f"{timezone.localdate():%Y-%m-%d}", provider, LICENCE.label]),
        is_short=found.count() <= CHUNK,
        name="협의체 회의",
    )
