"""What waits for the secretariat, in one line: a crisis first, then what the law hurries, then the oldest."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Exists, F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce

from participation.models import Appeal, Comment, Decision, Deed, Issue, Report, Status, TakedownRequest
from participation.moderating.desk import seen_of, with_last_decision
from participation.screening import screen

# Kind, how it is called, how urgent it is.
KINDS = {
    "crisis": ("위기 신호", 0),
    "takedown": ("게시중단 요청", 1),
    "reported": ("신고", 2),
    "appeal": ("이의신청", 3),
    "personal": ("개인정보", 4),
    "words": ("거친 말", 5),
    "links": ("새 계정의 링크", 6),
    "new_account": ("새 계정의 첫 글", 7),
}
EXCERPT = 160


@dataclass
class Entry:
    """One line of the queue. ``key`` names it in forms; ``thing`` is the issue or the comment it is about."""

    kind: str
    model: str
    pk: int
    at: object
    row: object = None
    reports: int = 0

    @property
    def label(self):
        return KINDS[self.kind][0]

    @property
    def key(self):
        return f"{self.model}-{self.pk}"

    @property
    def thing(self):
        if self.model == "takedown":
            return self.row.thing
        return self.row.decision.thing if self.model == "appeal" else self.row

    @property
    def issue(self):
        return getattr(self.thing, "issue", self.thing)

    @property
    def texts(self):
        return texts_of(self.thing)

    @property
    def excerpt(self):
        text = " ".join(self.texts[-1].split()) if self.model == "comment" else self.texts[0]
        return text if len(text) <= EXCERPT else f"{text[:EXCERPT]}…"

    @property
    def findings(self):
        return screen(*self.texts)

    @property
    def may_be_picked(self):
        return self.model in ("issue", "comment")

    @property
    def seen(self):
        return seen_of(self.row)


def texts_of(thing):
    """What its author typed, each text by itself, in the order of the form."""
    return [thing.title, thing.problem, thing.wish] if isinstance(thing, Issue) else [thing.text]


def _with_last_decision(things, field):
    """Things with what was decided about them last, and when; with '' where nothing was."""
    decisions = Decision.objects.filter(**{field: OuterRef("pk")}).order_by("-pk")
    return things.annotate(
        last_deed=Coalesce(Subquery(decisions.values("deed")[:1]), Value("")),
        last_at=Subquery(decisions.values("at")[:1]),
    )


def held_issues(site):
    """Held, and not sent back to its author, whose turn it then is."""
    held = Issue.objects.in_site(site).held().filter(blocked_at__isnull=True)
    is_authors_turn = Q(last_deed=Deed.REFUSED, status=Status.SUPPLEMENT)
    return _with_last_decision(held, "issue").exclude(is_authors_turn)


def held_comments(site):
    held = Comment.objects.filter(issue__site=site).held().filter(blocked_at__isnull=True)
    is_authors_turn = Q(last_deed=Deed.REFUSED) & (
        Q(edited_at__isnull=True) | Q(last_at__isnull=False, edited_at__lte=F("last_at"))
    )
    return _with_last_decision(held, "comment").exclude(is_authors_turn)


def reported(model, site):
    """Read by everybody still, and reported by somebody."""
    field = "issue" if model is Issue else "comment"
    where = {"site": site} if model is Issue else {"issue__site": site}
    is_reported = Exists(Report.objects.filter(**{field: OuterRef("pk")}, decision__isnull=True))
    return model.objects.public().filter(is_reported, **where)


def waiting_takedowns(site):
    here = Q(issue__site=site) | Q(comment__issue__site=site)
    return TakedownRequest.objects.waiting().filter(here)


def open_appeals(site):
    """Of what has gone meanwhile there is nothing to give back."""
    is_there = Q(decision__issue__isnull=False) | Q(decision__comment__isnull=False)
    return Appeal.objects.filter(is_there, answered_at__isnull=True, decision__site=site)


def waiting(site):
    """Every entry without its row, in order. Five questions to the database, however many wait."""
    entries = []
    for model, name, held in ((Issue, "issue", held_issues), (Comment, "comment", held_comments)):
        kinds = held(site).order_by().values_list("hold", "pk", "created_at")
        entries += [Entry(kind, name, pk, at) for kind, pk, at in kinds]
        others = reported(model, site).values_list("pk", "created_at")
        entries += [Entry("reported", name, pk, at) for pk, at in others]
    takedowns = waiting_takedowns(site).values_list("pk", "proven_at")
    entries += [Entry("takedown", "takedown", pk, at) for pk, at in takedowns]
    appeals = open_appeals(site).values_list("pk", "created_at")
    entries += [Entry("appeal", "appeal", pk, at) for pk, at in appeals]
    return sorted(entries, key=lambda each: (KINDS[each.kind][1], each.at, each.model, each.pk))


def counts(entries):
    """How many wait, by kind; every kind is named."""
    found = Counter(entry.kind for entry in entries)
    return {kind: found[kind] for kind in KINDS}


ABOUT = ("issue__author", "comment__issue", "comment__author")
ROWS = {
    "issue": with_last_decision(Issue.objects.select_related("author", "dong")),
    "comment": with_last_decision(Comment.objects.select_related("author", "issue", "agency__page")),
    "takedown": TakedownRequest.objects.select_related(*ABOUT),
    "appeal": Appeal.objects.select_related(*(f"decision__{name}" for name in ABOUT)),
}


def filled(entries):
    """The entries with their rows and how many reports are open; two or three questions for each kind of row."""
    rows = {}
    for model, things in ROWS.items():
        pks = [entry.pk for entry in entries if entry.model == model]
        rows[model] = things.all().in_bulk(pks) if pks else {}
    numbers = {
        model: Counter(
            Report.objects.filter(**{f"{model}__in": list(rows[model])}, decision__isnull=True)
            .order_by()
            .values_list(model, flat=True)
        )
        for model in ("issue", "comment")
    }
    for entry in entries:
        entry.row = rows[entry.model].get(entry.pk)
        entry.reports = numbers.get(entry.model, {}).get(entry.pk, 0)
    return [entry for entry in entries if entry.row is not None]
