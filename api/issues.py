"""공유복지 과제 as JSON: what residents raised and what became of it, the same for everybody."""

import re

from django.db.models import Q
from django.http import Http404, JsonResponse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.views import View
from wagtail.api.v2.utils import BadRequestError
from wagtail.models import Site

from api import errors
from api.endpoint import REVALIDATE
from api.errors import bad_request, echo
from api.pagination import whole_number
from common.looking import LONGEST, has_words
from directory.choices import Choices
from participation.issues.filters import IssueFilterForm
from participation.models import Issue
from participation.opening.facts import loaded, record, tombstone, whole

DEFAULT_LIMIT, LARGEST_LIMIT, LARGEST_OFFSET, LARGEST_NUMBER = 20, 100, 1_000_000, 2**31 - 1
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


class Endpoint(View):
    """Read-only; what makes no sense is refused with a sentence."""

    http_method_names = ["get", "head"]

    def get(self, request, **kwargs):
        try:
            return self.answer(request, **kwargs)
        except BadRequestError as error:
            return _json({"message": errors.sentence(error)}, "no-store", status=400)
        except Http404:
            return _json({"message": errors.NOT_FOUND}, "no-store", status=404)

    def http_method_not_allowed(self, request, *args, **kwargs):
        return _json({"message": errors.NOT_ALLOWED}, "no-store", status=405)

    def issues(self):
        """Those of the district that is asked."""
        site = Site.find_for_request(self.request)
        if site is None:
            raise Http404
        self.site = site
        return Issue.objects.in_site(site)

    def allow_only(self, allowed):
        if unknown := sorted(self.request.GET.keys() - allowed):
            name = echo(unknown[0])
            raise bad_request(f"모르는 조건입니다: {name}.", f"Unknown parameter: {name}.")


class IssuesEndpoint(Endpoint):
    def answer(self, request):
        self.allow_only(PARAMETERS)
        data, issues = request.GET, self.issues()
        limit = whole_number("limit", data.get("limit", str(DEFAULT_LIMIT)), LARGEST_LIMIT)
        offset = whole_number("offset", data.get("offset", "0"), LARGEST_OFFSET)
        since = _moment(data.get("modified_since"))
        found = self._narrowed(issues.public(), data)
        if since:
            found = issues.filter(
                Q(pk__in=found.filter(updated_at__gte=since).values("pk")) | _gone(issues, since)
            )
        total = found.count()
        found = loaded(found.order_by(*_order(data.get("order"), since)))[offset : offset + limit]
        items = [record(issue, request) if is_open(issue) else tombstone(issue) for issue in found]
        return _json({"meta": {"total_count": total}, "items": items}, REVALIDATE)

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
    def answer(self, request, number):
        self.allow_only(())
        issues = self.issues()
        if number > LARGEST_NUMBER:
            raise Http404
        issue = loaded(issues.public()).filter(pk=number).first()
        if issue is not None:
            return _json(whole(issue, request), REVALIDATE)
        if issues.that_were_public().filter(pk=number).exists():
            return _json({"message": GONE, "number": number, "gone": True}, "no-store", status=410)
        raise Http404


def is_open(issue):
    return issue.is_public and not issue.is_private


def _gone(issues, since):
    """Whatever else is asked for: what a copy of ours said of them is nobody's to filter by any more."""
    changed = Q(updated_at__gte=since) | Q(withdrawn_at__gte=since) | Q(blocked_at__gte=since)
    return Q(pk__in=issues.that_were_public().filter(changed).values("pk"))


def _moment(text):
    """A moment with its offset, or a day, which begins in Seoul."""
    if text is None:
        return None
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        text += "T00:00:00"
    try:
        # A plus sign that was not encoded arrives as a space.
        moment = parse_datetime(text.replace(" ", "+"))
        if moment and timezone.is_naive(moment):
            moment = timezone.make_aware(moment)
        if moment and moment.year > 1900:
            return moment.astimezone(timezone.get_default_timezone())
    except (ValueError, OverflowError):
        pass
    raise bad_request(
        "modified_since는 2026-11-01이나 2026-11-01T09:00:00+09:00처럼 적습니다.",
        "modified_since is a day or a moment, as 2026-11-01T09:00:00+09:00.",
    )


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


def _json(answer, cache_control, status=200):
    response = JsonResponse(
        answer, status=status, json_dumps_params={"ensure_ascii": False, "separators": (",", ":")}
    )
    response.headers["Cache-Control"] = cache_control
    return response
