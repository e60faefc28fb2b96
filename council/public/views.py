"""The public pages of the council. Nothing here knows who asks: each page is the same for all."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.generic import TemplateView

from common.addresses import COUNCIL, MEETINGS, base_of
from common.feeds.links import feed_links
from common.lists import list_context, page_of
from common.sites import crumbs as trail_of
from common.sites import site_of
from council.json_ld import committee_json_ld, meeting_json_ld
from council.models import Committee, Meeting
from council.public import bodies, meetings, minutes
from council.public.filters import MeetingFilterForm
from council.public.results import results_of
from participation.way import thresholds

NEXT_SHOWN, MINUTES_SHOWN, COMING_SHOWN = 4, 5, 20
MINUTES = f"{COUNCIL}minutes/"


def crumbs(*more):
    return trail_of(("협의체", COUNCIL), *more)


def facts_of(site, title, summary, url):
    return {"title": title, "summary": summary, "full_url": f"{base_of(site)}{url}"}


class CouncilView(TemplateView):
    template_name = "council/council.html"

    def get_context_data(self, **kwargs):
        site = site_of(self.request)
        summary = "지역사회보장협의체는 민간과 공공이 함께 우리 동네의 복지를 의논하고 정하는 모임입니다."
        return super().get_context_data(**kwargs) | {
            "facts": facts_of(site, "협의체", summary, COUNCIL),
            "levels": bodies.levels_of(site),
            "coming": meetings.coming_meetings(site, NEXT_SHOWN),
            "newest_minutes": meetings.newest_minutes(site, MINUTES_SHOWN),
            "thresholds": thresholds(),
            "feeds": feed_links(MINUTES, "minutes"),
            "breadcrumbs": crumbs(),
        }


class CommitteeView(TemplateView):
    """One body. One that was abolished keeps its page."""

    template_name = "council/committee.html"

    def get_context_data(self, slug, **kwargs):
        site = site_of(self.request)
        known = Committee.objects.in_site(site)
        body = get_object_or_404(
            known.select_related("parent", "dong").with_liveliness().with_open_tasks(), slug=slug
        )
        now = timezone.now()
        found = Meeting.objects.public().filter(committee=body)
        past = found.over(now).newest_first()
        page_obj = page_of(
            past.for_cards().prefetch_related("items"), self.request.GET.get("page"), total=past.count()
        )
        coming = found.coming(now).soonest_first().for_cards().prefetch_related("items")
        trail = crumbs((body.name, body.get_absolute_url()))
        return super().get_context_data(**kwargs) | {
            "facts": facts_of(site, body.name, body.purpose, body.get_absolute_url()),
            "body": body,
            "badge": bodies.STATE_BADGES[body.state],
            "children": known.filter(parent=body).standing().in_order(),
            "members": bodies.members_of(body),
            "coming": meetings.cards(coming[:COMING_SHOWN]),
            "page_obj": page_obj,
            "past": meetings.cards(page_obj.object_list),
            "issues": bodies.issues_under_review(body),
            "results": results_of(body),
            "workshops": bodies.workshops_of(body, self.request),
            "breadcrumbs": trail,
            "json_ld": committee_json_ld(body, self.request, trail),
        }


class MeetingListView(TemplateView):
    template_name = "council/meetings.html"

    def get_context_data(self, **kwargs):
        site = site_of(self.request)
        form = MeetingFilterForm(self.request.GET, site=site)
        now = timezone.now()
        found = form.narrow(Meeting.objects.public().in_site(site))
        past = found.over(now).newest_first().prefetch_related("items")
        context = list_context(self.request, url=MEETINGS, form=form, results=past, cards=meetings.cards)
        coming = found.coming(now).soonest_first().for_cards().prefetch_related("items")
        is_first = context["page_obj"].number == 1
        summary = "협의체의 앞으로 열릴 회의와 지난 회의, 공개한 회의록을 봅니다."
        return (
            super().get_context_data(**kwargs)
            | context
            | {
                "facts": facts_of(site, "회의와 회의록", summary, MEETINGS),
                "coming": meetings.cards(coming[:COMING_SHOWN]) if is_first else [],
                "feeds": feed_links(MINUTES, "minutes"),
                "breadcrumbs": crumbs(("회의와 회의록", MEETINGS)),
            }
        )


class MeetingView(TemplateView):
    """A meeting: first what it is to take up, then its minutes in the five items of the ordinance's Article 7."""

    template_name = "council/meeting.html"

    def meeting(self, site):
        named = {"committee__slug": self.kwargs["slug"]} | {
            name: int(self.kwargs[name]) for name in ("year", "round")
        }
        found = Meeting.objects.public().in_site(site).select_related("committee")
        meeting = found.filter(**named).first()
        if meeting is None:
            raise Http404
        return meeting

    def get_context_data(self, **kwargs):
        site = site_of(self.request)
        meeting = self.meeting(site)
        publication = meeting.publication
        content = publication.content if publication else {}
        agenda, sections = minutes.agenda_of(meeting, publication)
        versions = minutes.versions_of(meeting)
        title, url, body = meetings.title_of(meeting), meeting.get_absolute_url(), meeting.committee
        trail = crumbs((body.name, body.get_absolute_url()), (meeting.name, url))
        return super().get_context_data(**kwargs) | {
            "facts": facts_of(site, title, f"{body.name}의 안건과 회의록입니다.", url),
            "meeting": meeting,
            "body": body,
            "state": meetings.state_of(meeting, publication is not None),
            "place": meetings.place_of(meeting),
            "publication": publication,
            "content": content,
            "versions": versions,
            "withdrawn": versions[-1] if versions and publication is None else None,
            "quorum": minutes.quorum_of(content),
            "present": minutes.present_of(meeting) if publication else [],
            "hidden": minutes.hidden_of(content),
            "agenda": agenda,
            "sections": sections,
            "papers": meeting.papers.public().filter(item__isnull=True).order_by("pk"),
            "breadcrumbs": trail,
            "json_ld": meeting_json_ld(meeting, self.request, trail),
        }
