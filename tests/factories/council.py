"""Bodies, members and meetings, plainly invented."""

from datetime import timedelta

from django.utils import timezone
from wagtail.models import Site

from council.models import AgendaItem, Attendance, Committee, Meeting, Membership, Minutes, PublishedMinutes
from participation.models import BodyKind


def make_committee(kind=BodyKind.SUBCOMMITTEE, name="", **fields):
    site = fields.pop("site", None) or Site.objects.get(is_default_site=True)
    name = name or f"예시 {kind.label}"
    return Committee.objects.create(
        site=site, kind=kind, name=name, **({"purpose": "예시로 만든 조직입니다."} | fields)
    )


def make_member(committee, email="", **fields):
    defaults = {"name": "가나다", "side": "private", "starts_on": timezone.localdate() - timedelta(days=30)}
    return Membership.objects.create(committee=committee, email=email, **(defaults | fields))


def make_meeting(committee=None, starts_at=None, **fields):
    """A listed meeting that was held yesterday, unless said otherwise."""
    committee = committee or make_committee()
    starts_at = starts_at or timezone.now() - timedelta(days=1)
    day = timezone.localtime(starts_at)
    number = fields.pop("round", None) or committee.meetings.filter(year=day.year).count() + 1
    defaults = {"year": day.year, "place": "구청 5층 회의실"}
    return Meeting.objects.create(
        committee=committee, starts_at=starts_at, round=number, **(defaults | fields)
    )


def make_item(meeting, number=None, **fields):
    number = number or meeting.items.count() + 1
    return AgendaItem.objects.create(
        meeting=meeting, number=number, **({"title": f"예시 안건 {number}"} | fields)
    )


def make_attendance(meeting, membership, present=True, **fields):
    return Attendance.objects.create(meeting=meeting, membership=membership, present=present, **fields)


def make_minutes(meeting, **fields):
    """A draft with one section and its first revision."""
    minutes = Minutes(meeting=meeting, live=False, **({"attendance": "위원장, 민간위원 3명"} | fields))
    minutes.sections.create(heading="예시 논의", text="서로 의견을 나누었습니다.")
    minutes.save()
    minutes.save_revision()
    return minutes


def make_publication(meeting, **content):
    """Minutes that everybody may read, without the way there."""
    whole = {
        "attendance": "위원장, 민간위원 3명",
        "sections": [{"heading": "예시 논의", "text": "서로 의견을 나누었습니다.", "item": None}],
        "results": "",
        "other": "",
        "items": [
            {
                "uuid": str(item.uuid), "number": item.number, "title": item.title, "kind": item.kind, "result": item.result,
                "resolution": item.resolution, "for": item.votes_for, "against": item.votes_against,
                "abstain": item.votes_abstain,
            }
            for item in meeting.items.all()
        ],
        "counts": {"seats": 5, "present": 4, "needed": 3, "private": 3, "public": 1},
        "files": [],
        "hidden": {},
    }  # fmt: skip
    return PublishedMinutes.objects.create(
        meeting=meeting, version=meeting.publications.count() + 1, content=whole | content, office="사무국"
    )
