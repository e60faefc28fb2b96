"""Bodies, members, meetings, items and papers as plain data, split as OParl 1.1 splits them.

What happened at a meeting is told from its standing publication and from nothing else (`council.opening.minutes`).
"""

from django.db.models import Count, Prefetch, Q
from django.urls import reverse
from django.utils import timezone
from wagtail.api.utils import get_full_url

from common.facts import choice, iso
from common.licences import Licence, licence_facts
from council.models import Committee, Paper, PublishedMinutes
from council.opening.minutes import mime_type, minutes_facts, outcome_facts
from council.opening.states import state_of
from participation.models import Issue, Project

# What a public body writes of its own meetings may be used by naming it.
LICENCE = Licence.KOGL_1


def licence():
    return licence_facts(LICENCE, True)


def _detail(request, name, thing):
    return get_full_url(request, reverse(name, args=[thing.uuid]))


def _standing(path=""):
    return Prefetch(f"{path}publications", PublishedMinutes.objects.standing(), to_attr="standing")


def load_committees(committees):
    today = timezone.localdate()
    seated = Q(memberships__starts_on__lte=today) & (
        Q(memberships__ends_on__isnull=True) | Q(memberships__ends_on__gte=today)
    )
    return committees.select_related("parent", "dong").annotate(
        seats=Count("memberships", filter=seated, distinct=True)
    )


def committee_facts(committee, request):
    return {
        "uuid": str(committee.uuid),
        "name": committee.name,
        "alias": committee.alias,
        "kind": choice(committee.kind, committee.get_kind_display()),
        "state": choice(committee.state, committee.get_state_display()),
        "parent": str(committee.parent.uuid) if committee.parent else None,
        "dong": committee.dong.facts() if committee.dong else None,
        "purpose": committee.purpose,
        "description": committee.description,
        "meets": committee.meets,
        "founded_on": iso(committee.founded_on),
        "closed_on": iso(committee.closed_on),
        "seats": committee.seats,
        "created_at": iso(committee.created_at),
        "updated_at": iso(committee.updated_at),
        "detail_url": _detail(request, "council_api_committee", committee),
        "url": get_full_url(request, committee.get_absolute_url()),
        "licence": licence(),
    }


def whole_committee(committee, request):
    """With what lies below it, and who sits in it today."""
    children = Committee.objects.filter(parent=committee).in_order().values_list("uuid", flat=True)
    members = load_memberships(committee.memberships.on().in_order())
    return committee_facts(committee, request) | {
        "children": [str(uuid) for uuid in children],
        "memberships": [membership_facts(member, request) for member in members],
    }


def load_memberships(memberships):
    return memberships.select_related("committee", "agency")


def membership_facts(membership, request):
    """A seat. The name and the 소속 only where the person agreed; the mailbox never."""
    return {
        "uuid": str(membership.uuid),
        "committee": str(membership.committee.uuid),
        "name": membership.public_name or None,
        "affiliation": membership.public_affiliation or None,
        "post": choice(membership.post, membership.get_post_display()),
        "side": choice(membership.side, membership.get_side_display()),
        "category": choice(membership.category, membership.get_category_display()),
        "term": membership.term_no,
        "starts_on": iso(membership.starts_on),
        "ends_on": iso(membership.ends_on),
        "created_at": iso(membership.created_at),
        "updated_at": iso(membership.updated_at),
        "detail_url": _detail(request, "council_api_membership", membership),
        "licence": licence(),
    }


def load_meetings(meetings):
    return meetings.select_related("committee").prefetch_related(_standing(), "items")


def meeting_facts(meeting, request):
    """What a list says of a meeting. How to join it is for its members and stands nowhere here."""
    publication, state = meeting.publication, state_of(meeting)
    return {
        "uuid": str(meeting.uuid),
        "name": meeting.name,
        "year": meeting.year,
        "round": meeting.round,
        "committee": {"uuid": str(meeting.committee.uuid), "name": meeting.committee.name},
        "state": choice(state, state.label),
        "cancelled": meeting.is_cancelled,
        "cancelled_at": iso(meeting.cancelled_at),
        "cancel_reason": meeting.cancel_reason,
        "starts_at": iso(meeting.starts_at),
        "ends_at": iso(meeting.ends_at),
        "way": choice(meeting.way, meeting.get_way_display()),
        "place": meeting.place,
        "address": meeting.address,
        "notice": meeting.notice,
        "has_minutes": publication is not None,
        "minutes_published_at": iso(publication.published_at) if publication else None,
        "agenda": [_brief_item(item, publication) for item in meeting.items.all()],
        "created_at": iso(meeting.created_at),
        "updated_at": iso(meeting.updated_at),
        "detail_url": _detail(request, "council_api_meeting", meeting),
        "url": get_full_url(request, meeting.get_absolute_url()),
        "licence": licence(),
    }


def _brief_item(item, publication):
    return {
        "uuid": str(item.uuid),
        "number": item.number,
        "title": item.title,
        "result": outcome_facts(publication, item)["result"],
    }


def whole_meeting(meeting, request):
    """With all that belongs to it. Of replaced minutes there is the date, and why they were corrected."""
    items = load_items(meeting.items.order_by("number", "pk"))
    papers = load_papers(Paper.objects.public().filter(meeting=meeting).order_by("pk"))
    return meeting_facts(meeting, request) | {
        "agenda": [item_facts(item, request) for item in items],
        "papers": [paper_facts(paper, request) for paper in papers],
        "minutes": minutes_facts(meeting, request),
        "minutes_versions": [_version(each) for each in meeting.publications.defer("content")],
    }


def _version(publication):
    return {
        "version": publication.version,
        "published_at": iso(publication.published_at),
        "office": publication.office,
        "correction": publication.correction,
        "ended_at": iso(publication.ended_at),
        "withdraw_reason": publication.withdraw_reason,
    }


def load_items(items):
    """Issues and 세부사업 only as far as everybody may know them."""
    issues = Prefetch("issues", Issue.objects.public().order_by("pk").only("pk"), to_attr="known_issues")
    projects = Project.objects.published().select_related("strategy__plan").order_by("pk")
    return items.select_related("meeting__committee").prefetch_related(
        _standing("meeting__"), issues, Prefetch("projects", projects, to_attr="known_projects")
    )


def item_facts(item, request):
    meeting = item.meeting
    return {
        "uuid": str(item.uuid),
        "meeting": str(meeting.uuid),
        "committee": str(meeting.committee.uuid),
        "number": item.number,
        "title": item.title,
        "kind": choice(item.kind, item.get_kind_display()),
        "summary": item.summary,
        **outcome_facts(meeting.publication, item),
        "issues": [
            {"number": issue.pk, "url": get_full_url(request, issue.get_absolute_url())}
            for issue in item.known_issues
        ],
        "plan_items": [_project(project, request) for project in item.known_projects],
        "updated_at": iso(item.updated_at),
        "detail_url": _detail(request, "council_api_item", item),
        "url": get_full_url(request, meeting.get_absolute_url()),
        "licence": licence(),
    }


def _project(project, request):
    return {
        "plan": project.plan.term,
        "number": project.number,
        "title": project.title,
        "url": get_full_url(request, project.get_absolute_url()),
    }


def load_papers(papers):
    return papers.select_related("meeting__committee", "item")


def paper_facts(paper, request):
    return {
        "uuid": str(paper.uuid),
        "meeting": str(paper.meeting.uuid),
        "agenda_item": str(paper.item.uuid) if paper.item else None,
        "title": paper.title,
        "file_name": paper.name,
        "mime_type": mime_type(paper.name),
        "size": paper.size,
        "sha512": paper.sha512 or None,
        "access_url": get_full_url(request, paper.get_absolute_url()),
        "created_at": iso(paper.created_at),
        "updated_at": iso(paper.updated_at),
        "detail_url": _detail(request, "council_api_paper", paper),
        "url": get_full_url(request, paper.meeting.get_absolute_url()),
        "licence": licence(),
    }
