"""A small published district for the API, with one of everything a page may refer to."""

from datetime import datetime, timedelta

from django.utils import timezone

from directory.models import AgencyDocument, AgencyImage, Dong, Term
from pages.models import EventPage, NewsPage
from tests.directory.uploads import file, picture
from tests.factories import (
    BenefitFactory,
    EventPageFactory,
    FacilityPageFactory,
    NewsPageFactory,
    ProgramPageFactory,
    ResourcePageFactory,
)

PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\nstartxref\n9\n%%EOF\n"
NEXT_YEAR = datetime(2027, 3, 2, 10, tzinfo=timezone.get_default_timezone())


def an_image(collection, title="사진"):
    return AgencyImage.objects.create(
        title=title, description=f"{title} 설명", collection=collection, file=file("a.jpg", picture())
    )


def a_document(collection, title="안내문"):
    return AgencyDocument.objects.create(
        title=title, collection=collection, file=file("안내.pdf", PDF), file_size=len(PDF)
    )


def link(kind, target, words="여기"):
    return f'<p><a linktype="{kind}" id="{target.pk}">{words}</a></p>'


def a_body(image=None, document=None, page=None):
    body = [
        ("heading", {"text": "제목", "level": "h2"}),
        ("paragraph", "<p>포스터에 적힌 말은 모두 여기에 글로도 적습니다.</p>"),
    ]
    if image:
        picture = {"image": image, "decorative": False, "alt_text": "그림 설명"}
        body.append(("image", {"picture": picture, "caption": "캡션", "credit": ""}))
    if document:
        body.append(("file", {"document": document, "label": "내려받기"}))
        body.append(("paragraph", link("document", document)))
    if page:
        body.append(("paragraph", link("page", page)))
        body.append(("callout", {"kind": "info", "text": link("page", page)}))
        body.append(("faq", {"title": "", "questions": [{"question": "물음", "answer": link("page", page)}]}))
    return body


def reach(page):
    """Give a live page its targets, topics and dongs, and publish that."""
    page.targets.set(Term.objects.filter(axis="life")[:2])
    page.topics.set(Term.objects.filter(axis="topic")[:1])
    page.dongs.set(Dong.objects.all()[:2])
    page.save_revision().publish(skip_permission_checks=True)
    return page


def fill(agency, number=1, start=0):
    """``number`` published pages of each type in the agency's section, each with everything."""
    made = []
    for n in range(start, start + number):
        image, document = an_image(agency.collection, f"사진 {n}"), a_document(agency.collection, f"문서 {n}")
        facility = FacilityPageFactory(
            parent=agency.page, title=f"시설 {n}", slug=f"facility-{n}", image=image, image_alt="시설 사진"
        )
        everything = {
            "parent": agency.page,
            "image": image,
            "image_alt": "대표",
            "body": a_body(image, document, facility),
        }
        event = EventPageFactory(
            **everything,
            title=f"행사 {n}",
            slug=f"event-{n}",
            starts_at=NEXT_YEAR,
            ends_at=NEXT_YEAR + timedelta(hours=2),
            venue=facility,
        )
        news = NewsPageFactory(**everything, title=f"소식 {n}", slug=f"news-{n}")
        program = ProgramPageFactory(**everything, title=f"프로그램 {n}", slug=f"program-{n}")
        resource = ResourcePageFactory(
            **everything, title=f"자원 {n}", slug=f"resource-{n}", takes_requests=True, fee_kind="free"
        )
        made += [reach(page) for page in (facility, event, news, program, resource)]
    return made


def fill_benefits(number=1, start=0):
    """``number`` benefits, each with everything."""
    for n in range(start, start + number):
        BenefitFactory(
            title=f"복지서비스 {n}",
            summary="끼니를 도와 드립니다.",
            source_key=f"WLF{n:08}",
            region="서울특별시 동대문구",
            department="사회복지과",
            who="◆ 65세 이상",
            criteria="소득 인정액",
            support="점심",
            how_to_apply="동주민센터",
            apply_by="방문, 전화",
            contact="다산콜센터 120",
            phone="120",
            documents="신청서",
            laws="노인복지법",
            url="https://www.bokjiro.example/1",
            cycle="월",
            provision="현물지급",
            applies_online=False,
            starts_on="2024-01-01",
            ends_on="2099-12-31",
            source_date="2024-06-15",
            targets=Term.objects.filter(axis="life")[:2],
            official_topics=Term.objects.filter(axis="topic")[:1],
        )


TYPES = {
    "agency": "directory.AgencyPage",
    "facility": "directory.FacilityPage",
    "program": "directory.ProgramPage",
    "resource": "directory.ResourcePage",
    "news": NewsPage._meta.label,
    "event": EventPage._meta.label,
}
