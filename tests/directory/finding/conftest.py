import pytest

from directory.models import Dong, FacilityKind, Term
from tests.factories import FacilityPageFactory

# The middles of 회기동 and of 신설동 are some three kilometres apart.
HOEGI, SINSEOL = "1123071000", "1123051500"


@pytest.fixture
def term():
    return lambda axis, code: Term.objects.get(axis=axis, code=code)


@pytest.fixture
def kind():
    return FacilityKind.objects.filter(parent__code="senior").first()


@pytest.fixture
def facility(agency_a):
    """A facility of agency A; its reach by codes, its hours as rows."""
    made = []

    def make(*, targets=(), topics=(), dongs=(), access=(), hours=(), parent=None, **kwargs):
        kwargs.setdefault("title", f"시설 {len(made):02}")
        page = FacilityPageFactory(parent=parent or agency_a.page, slug=f"facility-{len(made)}", **kwargs)
        page.targets.set(targets)
        page.topics.set(topics)
        page.access.set(access)
        page.dongs.set(Dong.objects.filter(code__in=dongs))
        page.hours.set(hours)
        page.save()
        made.append(page)
        return page

    return make


def titles(response):
    return [item["title"] for item in response.context["items"]]


def counts(response, name):
    """The choices of a select as a reader sees them."""
    flat = []
    for code, label in response.context["form"].fields[name].widget.choices:
        flat += label if isinstance(label, list | tuple) else [(code, label)]
    return dict(flat)
