"""살핌 기록 and the rules: what was done and for which reason, for everybody; no name and no text."""

import re
from datetime import datetime

from django.db.models import Count
from django.urls import reverse
from django.utils import timezone
from django.views.generic import TemplateView
from wagtail.models import Site

from common.csv_tables import csv_file
from common.lists import address, page_of
from participation.models import Decision, Deed
from participation.moderating.limits import LIMITS
from participation.moderating.places import crumbs
from participation.moderating.rules import APPEAL_DAYS, REPORTERS, against

MONTH = re.compile(r"(20\d{2})-(0[1-9]|1[0-2])")
HEADINGS = ("때", "대상", "한 일", "한 일 코드", "까닭", "까닭 코드", "처리한 곳", "게시중단 끝", "이의신청")


def public_decisions(site):
    """Everything decided here, newest first. Of what was never public only that it was decided is told."""
    decisions = Decision.objects.filter(site=site).select_related("issue", "comment__issue", "appeal")
    return decisions.order_by("-at", "-pk")


def what_in_words(decision):
    """Which thing it was: its number only where the public has known it."""
    thing = decision.thing
    if thing is None:
        return decision.thing_in_words
    issue = getattr(thing, "issue", thing)
    was_public = thing.published_at is not None and issue.published_at is not None
    return decision.thing_in_words if was_public else ("과제" if decision.issue_id else "댓글")


def appeal_in_words(decision):
    appeal = getattr(decision, "appeal", None)
    if appeal is None:
        return ""
    return {None: "답하기 전", True: "받아들임", False: "받아들이지 않음"}[appeal.is_upheld]


def month_of(words):
    """The first moment of the month and of the next, or None for what is no month."""
    match = MONTH.fullmatch(words)
    if match is None:
        return None
    year, month = int(match[1]), int(match[2])
    zone = timezone.get_current_timezone()
    first = datetime(year, month, 1, tzinfo=zone)
    return first, datetime(year + month // 12, month % 12 + 1, 1, tzinfo=zone)


def in_month(decisions, words):
    month = month_of(words)
    return decisions.filter(at__gte=month[0], at__lt=month[1]) if month else decisions


class LogView(TemplateView):
    template_name = "participation/moderating/log.html"

    def get_context_data(self, **kwargs):
        every = public_decisions(Site.find_for_request(self.request))
        words = self.request.GET.get("month", "")
        chosen = in_month(every, words)
        page = page_of(chosen, self.request.GET.get("page"))
        for decision in page.object_list:
            decision.what, decision.appealed = what_in_words(decision), appeal_in_words(decision)
        numbers = dict(chosen.order_by().values_list("deed").annotate(Count("pk")))
        query = f"month={words}" if month_of(words) else ""
        return super().get_context_data(**kwargs) | {
            "page_obj": page,
            "total": page.paginator.count,
            "numbers": [(deed.label, numbers[deed.value]) for deed in Deed if numbers.get(deed.value)],
            "month": words if query else "",
            "unknown_month": bool(words) and not query,
            "months": [f"{month:%Y-%m}" for month in every.datetimes("at", "month", order="DESC")[:36]],
            "query_string": query,
            "csv_url": address(reverse("moderation_table"), query),
            "breadcrumbs": crumbs(self.request, "살핌 기록"),
        }


class RulesView(TemplateView):
    template_name = "participation/moderating/rules.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            "reasons": against(),
            "reporters": REPORTERS,
            "appeal_days": APPEAL_DAYS,
            "limits": {kind: times for kind, (times, _) in LIMITS.items()},
            "breadcrumbs": crumbs(self.request, "게시판 규칙"),
        }


def log_table(request):
    """The same list as CSV, for a spreadsheet; at most the newest ten thousand."""
    decisions = in_month(public_decisions(Site.find_for_request(request)), request.GET.get("month", ""))
    return csv_file([HEADINGS, *map(_row, decisions[:10_000])], "moderation", is_short=True)


def _row(decision):
    until = timezone.localtime(decision.until).isoformat(timespec="minutes") if decision.until else ""
    return [
        timezone.localtime(decision.at).isoformat(timespec="minutes"),
        what_in_words(decision),
        decision.get_deed_display(),
        decision.deed,
        decision.get_reason_display(),
        decision.reason,
        decision.office,
        until,
        appeal_in_words(decision),
    ]
