"""Things that nobody outside may know of, all with one word; and the same things as the public may see them."""

from datetime import timedelta

from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from directory.actions import onboard_agency
from search import lexicons
from tests.api.world import a_body, a_document, an_image
from tests.factories import (
    BenefitFactory,
    EventPageFactory,
    FacilityPageFactory,
    NewsPageFactory,
    ProgramPageFactory,
    ResourcePageFactory,
)

WORD = "수박화채"
# The word, and what may lead to it: with a particle, a slip, as consonants, half typed, on the other keyboard, apart.
ASKING = ("수박화채", "수박화채를", "수빅화채", "ㅅㅂㅎㅊ", "수박ㅎ", "tnqkrghkco", "수박 화채 나눔")
KINDS = {
    "news": NewsPageFactory,
    "event": EventPageFactory,
    "facility": FacilityPageFactory,
    "program": ProgramPageFactory,
    "resource": ResourcePageFactory,
}


# So that the map has them as well.
PLACE = {"latitude": "37.590000", "longitude": "127.050000"}


def make(kind, parent, **fields):
    return KINDS[kind](parent=parent, **fields, **(PLACE if kind == "facility" else {}))


def publish(page):
    page.save_revision().publish(skip_permission_checks=True)


def make_public(agency_a, agency_b):
    """What is public before there is any secret: one thing of each kind; a shelter, a closed section."""
    made = {kind: make(kind, agency_a.page, title="나눔 잔치", slug=f"plain-{kind}") for kind in KINDS}
    BenefitFactory(title="나눔 잔치 지원")
    agency_b.page.unpublish()
    made["shelter"] = FacilityPageFactory(
        parent=agency_a.page, title="두레쉼터", slug="shelter", address_public=False
    )
    made["members"] = NewsPageFactory(parent=agency_a.page, title="회원 소식", slug="members")
    PageViewRestriction.objects.create(page=made["members"], restriction_type=PageViewRestriction.LOGIN)
    lexicons.renew()
    return made


def make_secret(made, agency_a, agency_b):
    """The word in everything that is hidden, in every way that something can be."""
    for kind in KINDS:
        title = f"{WORD} 초안 {kind}"
        make(kind, agency_a.page, title=title, summary=title, slug=f"draft-{kind}", live=False)
        # A live page whose next version only its people know.
        made[kind].title, made[kind].summary = f"{WORD} 다음판", WORD
        made[kind].save_revision()
    for kind in ("news", "facility"):
        make(kind, agency_b.page, title=f"{WORD} 닫힌 기관", slug=f"below-{kind}")
        past = make(kind, agency_a.page, title=f"{WORD} 지남", slug=f"past-{kind}")
        Page.objects.filter(pk=past.pk).update(expire_at=timezone.now() - timedelta(hours=1))
    NewsPageFactory(parent=agency_a.page, title=f"{WORD} 거둠", slug="taken").unpublish()
    make("facility", agency_a.page, title=f"{WORD} 옛터", slug="closed", status="closed")
    made["shelter"].road_address, made["shelter"].lot_address = f"{WORD}로 12", f"{WORD}동 34"
    publish(made["shelter"])
    made["members"].title, made["members"].summary = f"{WORD} 회원", WORD
    publish(made["members"])
    BenefitFactory(title=f"{WORD} 숨김", is_hidden=True)
    BenefitFactory(title=f"{WORD} 떠남", withdrawn_on="2026-01-01")
    BenefitFactory(title=f"{WORD} 끝남", ends_on="2020-01-01")
    an_image(agency_a.collection, f"{WORD} 사진")
    a_document(agency_a.collection, f"{WORD} 문서")
    lexicons.renew()


def make_known(agency_a, index):
    """The word in one thing of every kind, for everybody."""
    for kind in KINDS:
        make(kind, agency_a.page, title=f"{WORD} 나눔", slug=f"open-{kind}")
    onboard_agency(index=index, code="open-agency", title=f"{WORD}복지관")
    image, document = (
        an_image(agency_a.collection, f"{WORD} 사진"),
        a_document(agency_a.collection, f"{WORD} 문서"),
    )
    NewsPageFactory(
        parent=agency_a.page,
        title="소식지",
        slug="files",
        image=image,
        image_alt="그림",
        body=a_body(image, document),
    )
    BenefitFactory(title=f"{WORD} 지원")
    lexicons.renew()
