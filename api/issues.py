"""공유복지 과제 as JSON: what residents raised and what became of it, the same for everybody."""

from django.db.models import Q
from django.http import Http404
from wagtail.models import Site

from api.errors import bad_request, echo
from api.pagination import whole_number
from api.plain import PlainEndpoint, listed, moment_of, refusal
from common.looking import LONGEST, has_words
from directory.choices import Choices
from participation.issues.filters import IssueFilterForm
from participation.models import Issue
from participation.opening.facts import loaded, record, tombstone, whole

DEFAULT_LIMIT, LARGEST_LIMIT, LARGEST_OFFSET, LARGEST_NUMBER = 20, 100, 1_000_000, 2**31 - 1
YEARS = (1901, 9999)
FILTERS = ("q", "dong", "topic", "target", "status", "late")
PARAMETERS = {*FILTERS, "modified_since", "order", "limit", "offset"}
ORDERS = {
    "number": "pk",
    "published_at": "published_at",
    "updated_at": "updated_at",
    "empathies": "empathy_count",
}
FLAGS = {"true": "on", "1": "on", "on": "on", "false": "", "0": ""}
GONE = "지금 볼 수 없는 과제입니다. 가지고 계신 사본도 지워 주십시오. (Gone: please remove your copy.)"


class Endpoint(PlainEndpoint):
    """Of the issues of the district that is asked."""

    def issues(self):
        self.site = Site.find_for_request(self.request)
        if self.site is None:
            raise Http404
        return Issue.objects.in_site(self.site)


class IssuesEndpoint(Endpoint):
    parameters = PARAMETERS

    def answer(self, data):
        issues = self.issues()
        limit = whole_number("limit", data.get("limit", str(DEFAULT_LIMIT)), LARGEST_LIMIT)
        offset = whole_number("offset", data.get("offset", "0"), LARGEST_OFFSET)
        since = "modified_since" in data and moment_of("modified_since", data["modified_since"], YEARS)
        found = self._narrowed(issues.public(), data)
        if since:
            found = issues.filter(
                Q(pk__in=found.filter(updated_at__gte=since).values("pk")) | _gone(issues, since)
            )
        total = found.count()
        found = loaded(found.order_by(*_order(data.get("order"), since)))[offset : offset + limit]
        items = [record(issue, self.request) if issue.is_public else tombstone(issue) for issue in found]
        answer = {"meta": {"total_count": total}, "items": items}
        return listed(self.request, answer, limit, offset, total)

    def _narrowed(self, issues, data):
        """By the filters of the site's own list; what that would leave out as nonsense is refused here."""
        asked = {name: data[name] for name in FILTERS if name in data}
        if "late" in asked:
            if asked["late"] not in FLAGS:
                raise bad_request("late는 true나 false여야 합니다.", "late must be true or false.")
            asked["late"] = FLAGS[asked["late"]]
        if len(asked.get("q", "")) > LONGEST:
            raise bad_request(f"찾는 말은 {LONGEST}자까지입니다.", f"q takes at most {LONGEST} characters.")
        if "q" in asked and not has_words(asked["q"]):
            raise bad_request("찾을 말을 적어 주십시오.", "q needs a word to look for.")
        form = IssueFilterForm(asked, choices=Choices(self.site.root_page))
        for name in asked:
            if name != "late" and name not in form.chosen:
                raise bad_request(f"{name}에 그런 값은 없습니다.", f"{name} has no such value.")
        return form.narrow(issues)


class IssueEndpoint(Endpoint):
    def answer(self, data, number):
        issues = self.issues()
        if number > LARGEST_NUMBER:
            return None
        issue = loaded(issues.public()).filter(pk=number).first()
        if issue is not None:
            return whole(issue, self.request)
        if issues.that_were_public().filter(pk=number).exists():
            return refusal(GONE, 410, number=number, gone=True)
        return None


def _gone(issues, since):
    """Whatever else is asked for: what a copy of ours said of them is nobody's to filter by any more."""
    changed = Q(updated_at__gte=since) | Q(withdrawn_at__gte=since) | Q(blocked_at__gte=since)
    return Q(pk__in=issues.that_were_public().filter(changed).values("pk"))


def _order(text, since):
    """The number is always the last key, so pages do not overlap."""
    names = text.split(",") if text else (["updated_at"] if since else ["-published_at"])
    keys = []
    for name in names[:5]:
        plain = name.removeprefix("-")
        if plain not in ORDERS:
            raise bad_request(
                f"{echo(name)}(으)로는 차례를 정할 수 없습니다.", f"Cannot order by {echo(name)}."
            )
        keys.append(("-" if name.startswith("-") else "") + ORDERS[plain])
    return [*keys, "-pk"]
