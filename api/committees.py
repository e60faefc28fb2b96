"""협의체 as JSON after the split of OParl 1.1: bodies, seats, meetings, items, papers; the same for everybody."""

from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from wagtail.api.utils import get_full_url
from wagtail.models import Site

from api import council_filters as by
from api.errors import bad_request
from api.pagination import DEFAULT_LIMIT, LARGEST_OFFSET, whole_number
from api.plain import PlainEndpoint, listed, moment_of, refusal
from common.facts import iso
from council.models import AgendaItem, Committee, Gone, Kind, Meeting, Membership, Paper
from council.opening import facts
from council.opening.states import next_moments
from pages.models import DistrictSettings
from participation.balloting.freshness import exact

LARGEST_LIMIT, LONGEST_VALUE = 100, 100
YEARS = (1901, 9999)
PAGING = frozenset({"limit", "offset", "modified_since"})
GONE = "지금은 공개하지 않는 것입니다. 가지고 계신 사본도 지워 주십시오. (Gone: please remove your copy.)"


class CouncilEndpoint(PlainEndpoint):
    """Of the council of the district that is asked."""

    def get(self, request, **kwargs):
        self.site = Site.find_for_request(request)
        return super().get(request, **kwargs)

    def refuse_unknown(self, data):
        super().refuse_unknown(data)
        for name, value in data.items():
            if len(value) > LONGEST_VALUE or "\x00" in value:
                raise bad_request(f"{name}의 값을 읽을 수 없습니다.", f"{name} cannot be read.")

    @property
    def source(self):
        """Who gives the data out, by name."""
        return DistrictSettings.for_site(self.site).operator_name

    def known(self):
        """What everybody may know, of this site."""
        if self.site is None:
            raise Http404
        return self.public().filter(**{self.site_path: self.site})


class Bodies:
    kind, site_path = Kind.COMMITTEE, "site"
    load = staticmethod(facts.load_committees)
    record, whole = staticmethod(facts.committee_facts), staticmethod(facts.whole_committee)

    def public(self):
        return Committee.objects.public().in_order()


class Memberships:
    kind, site_path = Kind.MEMBERSHIP, "committee__site"
    public, load = Membership.objects.all, staticmethod(facts.load_memberships)
    record = whole = staticmethod(facts.membership_facts)


class Meetings:
    kind, site_path = Kind.MEETING, "committee__site"
    public, load = Meeting.objects.public, staticmethod(facts.load_meetings)
    record, whole = staticmethod(facts.meeting_facts), staticmethod(facts.whole_meeting)

    def get(self, request, **kwargs):
        """How far a meeting has come is told by the minute, so no copy outlives one."""
        response = super().get(request, **kwargs)
        return exact(response, next_moments()) if response.status_code == 200 else response


class Agenda:
    kind, site_path = Kind.ITEM, "meeting__committee__site"
    public, load = AgendaItem.objects.public, staticmethod(facts.load_items)
    record = whole = staticmethod(facts.item_facts)


class Papers:
    kind, site_path = Kind.PAPER, "meeting__committee__site"
    public, load = Paper.objects.public, staticmethod(facts.load_papers)
    record = whole = staticmethod(facts.paper_facts)


class ListEndpoint(CouncilEndpoint):
    """With ``modified_since`` what changed, in that order, and behind it what went, whatever else is asked for."""

    filters, order = {}, ()

    def answer(self, data):
        limit = whole_number("limit", data.get("limit", str(DEFAULT_LIMIT)), LARGEST_LIMIT)
        offset = whole_number("offset", data.get("offset", "0"), LARGEST_OFFSET)
        found, gone, order = self.known(), Gone.objects.none(), self.order
        for name in data.keys() & self.filters.keys():
            found = self.filters[name](found, name, data[name], self.site)
        if "modified_since" in data:
            since = moment_of("modified_since", data["modified_since"], YEARS)
            found, order = found.filter(updated_at__gte=since), ("updated_at", "pk")
            gone = Gone.objects.of(self.kind, self.site).since(since)
        there = found.count()
        total = there + gone.count()
        items = [
            self.record(each, self.request) for each in self.load(found.order_by(*order))[offset:][:limit]
        ]
        first = max(offset - there, 0)
        items += [_tombstone(each) for each in gone[first : first + limit - len(items)]]
        answer = {
            "meta": {"total_count": total, "licence": facts.licence(), "source": self.source},
            "links": self.links(data, limit, offset, total),
            "items": items,
        }
        return listed(self.request, answer, limit, offset, total)

    def links(self, data, limit, offset, total):
        """The pages before and after this one, with all that was asked for."""
        return {
            "prev": self._page(data, max(offset - limit, 0)) if offset and limit else None,
            "next": self._page(data, offset + limit) if limit and offset + limit < total else None,
        }

    def _page(self, data, offset):
        asked = data.copy()
        asked["offset"] = str(offset)
        return get_full_url(self.request, f"{self.request.path}?{asked.urlencode()}")


class DetailEndpoint(CouncilEndpoint):
    def answer(self, data, uuid):
        thing = self.load(self.known().filter(uuid=uuid)).first()
        if thing is not None:
            return self.whole(thing, self.request)
        gone = Gone.objects.of(self.kind, self.site).filter(uuid=uuid).first()
        return gone and refusal(GONE, 410, **_tombstone(gone))


class CommitteesEndpoint(Bodies, ListEndpoint):
    filters = by.OF_BODIES
    parameters = PAGING | filters.keys()
    order = ("_rank", "position", "name", "pk")  # of ``in_order``


class CommitteeEndpoint(Bodies, DetailEndpoint):
    pass


class MembershipsEndpoint(Memberships, ListEndpoint):
    filters = by.OF_MEMBERSHIPS
    parameters = PAGING | filters.keys()
    order = ("committee", "position", "pk")


class MembershipEndpoint(Memberships, DetailEndpoint):
    pass


class MeetingsEndpoint(Meetings, ListEndpoint):
    filters = by.OF_MEETINGS
    parameters = PAGING | filters.keys()
    order = ("-starts_at", "-pk")


class MeetingEndpoint(Meetings, DetailEndpoint):
    pass


class AgendaEndpoint(Agenda, ListEndpoint):
    filters = by.OF_ITEMS
    parameters = PAGING | filters.keys()
    order = ("-meeting__starts_at", "-meeting", "number", "pk")


class AgendaItemEndpoint(Agenda, DetailEndpoint):
    pass


class PapersEndpoint(Papers, ListEndpoint):
    filters = by.OF_PAPERS
    parameters = PAGING | filters.keys()
    order = ("-meeting__starts_at", "-meeting", "pk")


class PaperEndpoint(Papers, DetailEndpoint):
    pass


def _tombstone(gone):
    """What is left to say of what was public and is no more: that copies of it must go."""
    return {"uuid": str(gone.uuid), "gone": True, "updated_at": iso(gone.gone_at)}


class AboutEndpoint(CouncilEndpoint):
    """The table of contents: which lists there are, what they may be narrowed by, and on what terms."""

    LISTS = (
        ("council_api_committees", "조직", "Organization", CommitteesEndpoint),
        ("council_api_memberships", "위원(임기마다 한 줄)", "Membership", MembershipsEndpoint),
        ("council_api_meetings", "회의와 공개된 회의록", "Meeting", MeetingsEndpoint),
        ("council_api_agenda", "안건과 공개된 결과", "AgendaItem", AgendaEndpoint),
        ("council_api_papers", "공개 자료", "Paper, File", PapersEndpoint),
    )
    NOTES = (
        "나눈 방식은 OParl 1.1을 따릅니다. (The split follows OParl 1.1.)",
        "안건의 결과와 회의록은 공개된 회의록에서만 옵니다. (Results come from published minutes alone.)",
        "위원의 이름과 소속은 공개에 동의한 분만 있습니다. (Names and affiliations only with consent.)",
        "modified_since를 쓰면 바뀐 것과 함께 사라진 것이 gone으로 옵니다. 사본에서 지워 주십시오. "
        "(With modified_since, what is gone is told too: please remove your copies.)",
    )

    def answer(self, data):
        if self.site is None:
            return None
        return {
            "title": "협의체 공개 자료",
            "source": self.source,
            "licence": facts.licence(),
            "as_of": iso(timezone.localdate()),
            "notes": list(self.NOTES),
            "lists": [self._list(*row) for row in self.LISTS],
            "table_url": get_full_url(self.request, reverse("council_meetings_table")),
        }

    def _list(self, name, title, oparl, endpoint):
        return {
            "title": title,
            "oparl": oparl,
            "url": get_full_url(self.request, reverse(name)),
            "parameters": sorted(endpoint.parameters),
        }
