"""The one list of what can be found: a kind of thing is one row here, and weighed in `search.weights`."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from wagtail.api.utils import get_full_url
from wagtail.models import Page

from common.querysets import PublicPageQuerySet
from council.models import Committee, Meeting
from directory.models import AgencyPage, Benefit, FacilityPage, ProgramPage, ResourcePage
from pages.models import EventPage, FairPage, FilmPage, NewsPage, StandardPage
from participation.models import Issue
from search import weights

BENEFIT, ISSUE, MEETING, COMMITTEE = "benefit", "issue", "meeting", "committee"


@dataclass(frozen=True)
class Source:
    """One kind of thing that can be found.

    ``texts`` are its public texts, by attribute, in the order in which an extract is looked for. ``span`` are
    the columns of its first and last day, empty for what has no time. ``weigh`` says which of many found
    are worth less today: a dictionary of those alone, by primary key. ``title`` is the column that names it.
    """

    kind: str
    label: str
    model: type
    texts: tuple[str, ...]
    span: tuple[str, ...] = ()
    weigh: Callable = weights.alike
    title: str = "title"


SOURCES = (
    Source(
        *("facility", "시설", FacilityPage),
        texts=("summary", "body", "public_address", "operator"),
        weigh=weights.of_facilities,
    ),
    Source(
        *("program", "프로그램", ProgramPage),
        texts=("summary", "body", "schedule", "place", "how_to_apply"),
        span=("starts_on", "ends_on"),
        weigh=weights.of_programs,
    ),
    Source(
        *("resource", "자원", ResourcePage),
        texts=("summary", "body", "conditions", "place", "how_to_apply"),
        span=("available_from", "available_until"),
        weigh=weights.of_resources,
    ),
    Source(
        *(BENEFIT, "복지서비스", Benefit),
        texts=("summary", "who", "support", "criteria", "how_to_apply"),
        weigh=weights.of_benefits,
    ),
    Source(
        *("news", "소식", NewsPage),
        texts=("summary", "body"),
        span=("first_published_at", "first_published_at"),
        weigh=weights.of_news,
    ),
    Source(
        *("event", "행사", EventPage),
        texts=("summary", "body", "place", "how_to_apply"),
        span=("starts_at", "last_ends_at"),
        weigh=weights.of_events,
    ),
    Source(*("film", "영상", FilmPage), texts=("summary", "spoken", "body")),
    Source(
        *(ISSUE, "과제", Issue),
        texts=("problem", "wish"),
        span=("published_at", "published_at"),
        weigh=weights.of_issues,
    ),
    Source(
        *(MEETING, "회의", Meeting),
        texts=("item_titles", "minutes_text"),
        span=("starts_at", "starts_at"),
        weigh=weights.of_meetings,
        title="committee__name",
    ),
    Source(
        *(COMMITTEE, "협의체 조직", Committee),
        texts=("purpose", "description", "meets"),
        weigh=weights.of_committees,
        title="name",
    ),
    Source("agency", "기관", AgencyPage, texts=("summary", "body", "address")),
    Source(
        *("fair", "박람회", FairPage),
        texts=("summary", "body", "place"),
        span=("day", "day"),
    ),
    Source("standard", "안내", StandardPage, texts=("summary", "body")),
)


def content_types():
    """Ids of content types by kind; Django remembers them, so this asks the database once a process."""
    types = ContentType.objects.get_for_models(*(source.model for source in SOURCES))
    return {source.kind: types[source.model].pk for source in SOURCES}


def findable(root):
    """Every page below ``root`` that a search may show: published, and of our kinds."""
    kinds = content_types()
    pages = PublicPageQuerySet(Page).published().descendant_of(root)
    return pages.filter(
        content_type__in=[kinds[source.kind] for source in SOURCES if issubclass(source.model, Page)]
    )


def public(model):
    """What a stranger may read of one kind, in all districts."""
    if issubclass(model, Page):
        return PublicPageQuerySet(model).published()
    return model.objects.listed() if model is Benefit else model.objects.public()


def others(root):
    """What a search may show below ``root`` and is no page, by kind."""
    return {
        BENEFIT: public(Benefit),
        ISSUE: public(Issue).filter(site__root_page=root),
        MEETING: public(Meeting).filter(committee__site__root_page=root),
        COMMITTEE: public(Committee).filter(site__root_page=root),
    }


def everything(root):
    """All that a search may show, as the engine takes it."""
    return [findable(root), *others(root).values()]


def address(thing, request=None):
    """Where people read it."""
    return thing.get_url(request) if isinstance(thing, Page) else thing.get_absolute_url()


def whole_address(thing, request):
    """The address as other systems need it."""
    if isinstance(thing, Page):
        return thing.get_full_url(request) or ""
    return get_full_url(request, thing.get_absolute_url())
