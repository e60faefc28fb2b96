"""The sample's fairs: this year's, two weeks from today where the year has room, and last year's with its replay.

Whoever is honoured here is plainly nobody: 가나다(예시).
"""

from datetime import date, time, timedelta

from django.utils import timezone

from directory.models import Agency, AgencyDocument
from directory.models.term import Axis, Term
from pages.models import (
    Award,
    AwardKind,
    Booth,
    EventPage,
    FairIndexPage,
    FairPage,
    FairSession,
    FilmPage,
)
from pages.sample.page_makers import moment

PLACE, ADDRESS = "동대문구청 2층 다목적강당(예시)", "서울특별시 동대문구 누리로 1 (예시)"
HOURS = (
    ("13:00", "13:30", "여는 마당", "강당", True, "동대문구 지역사회보장협의체(예시)", "축하 공연과 인사"),
    ("13:30", "14:10", "표창 수여식", "강당", True, "동대문구 지역사회보장협의체(예시)", ""),
    (
        "14:10",
        "15:00",
        "이야기 마당: 우리 동네 돌봄",
        "강당",
        True,
        "실무협의체(예시)",
        "주민과 기관이 함께 묻고 답합니다.",
    ),
    (
        "13:00",
        "17:00",
        "기관 부스와 홍보 영상",
        "1층 로비",
        True,
        "참여 기관",
        "십 분짜리 기관 영상을 부스마다 봅니다.",
    ),
    ("15:20", "16:30", "분과별 작은 모임", "3층 회의실", False, "분과(예시)", ""),
    ("16:30", "17:00", "닫는 마당", "강당", True, "동대문구 지역사회보장협의체(예시)", ""),
)
# By agency: the field, and what one meets there.
BOOTHS = (
    ("haetsal", "생활지원", "마을 부엌에서 함께 만든 반찬 이야기를 나눕니다."),
    ("neulbom", "신체건강", "혈압을 재고 어르신 체조를 함께 해 봅니다."),
    ("nararan", "보호·돌봄", "쉬운 말 안내문을 만들어 봅니다."),
    ("kkumjaram", "보호·돌봄", "아이들이 그린 우리 동네 지도를 보여 드립니다."),
    ("dudurim", "일자리", "자활 일터에서 만든 것을 보고 하는 일을 듣습니다."),
    ("nanum", "생활지원", "처음 하는 자원봉사를 골라 봅니다."),
)
AWARDS = (
    (
        "구청장",
        "가나다(예시)",
        "배꽃길 주민모임(예시)",
        "홀로 사는 이웃의 끼니를 다섯 해 동안 챙겼습니다.",
        True,
    ),
    ("구청장", "라마바(예시)", "장안늘봄노인복지관(예시)", "어르신 한글 교실을 이끌었습니다.", True),
    ("구의회의장", "사아자(예시)", "이문나란히장애인복지관(예시)", "쉬운 말 안내문을 널리 알렸습니다.", True),
    ("서울시 사회복지협의회장", "비공개예시하나", "예시 소속 가", "이름을 밝히지 않기로 하셨습니다.", False),
    ("동대문구 사회복지협의회장", "비공개예시둘", "예시 소속 나", "이름을 밝히지 않기로 하셨습니다.", False),
    (
        "동대문구 사회복지협의회장",
        "차카타(예시)",
        "용두 청년회(예시)",
        "동네 책장을 고쳐 나누었습니다.",
        True,
    ),
)
WORDS = (
    "동대문구의 복지기관과 주민이 하루 한자리에 모여 서로의 일을 보여 주고, 한 해 동안 애쓴 이웃에게 고마움을 전하는 "
    "날입니다. 강당에 오셔도 되고 유튜브와 줌으로 함께하셔도 됩니다. 이 안내는 예시입니다."
)


def make_fairs(site):
    """This year's fair and last year's; returns how many booths there are."""
    archive = FairIndexPage.objects.child_of(site.root_page).get()
    today = timezone.localdate()
    day = min(today + timedelta(days=14), date(today.year, 12, 31))
    booths = _booths()
    fairs = (
        (day, {"live_url": "https://youtu.be/exampleLive", "sign_up": _sign_up(day)}),
        (
            date(today.year - 1, 9, 7),
            {"live_url": "https://youtu.be/exampleFair", "replay_url": "https://youtu.be/exampleShow"},
        ),
    )
    for on, told in fairs:
        _fair(archive, on, booths, **told)
        _awards(site, on)
    return len(booths) * len(fairs)


def _fair(archive, day, booths, **told):
    fair = FairPage(
        title=f"{day.year} 동대문구 사회복지대회·박람회(예시)",
        slug=str(day.year),
        summary="사회복지대회와 박람회를 하루에, 현장과 온라인에서 함께 엽니다.",
        body=[{"type": "paragraph", "value": f"<p>{WORDS}</p>"}],
        day=day,
        opens_at=time(13),
        closes_at=time(17),
        place=PLACE,
        address=ADDRESS,
        online="유튜브 생중계와 줌(ZOOM)",
        live_title=f"{day.year} 사회복지대회 생중계(예시)",
        live_captions="실시간 자막과 수어 통역이 있습니다(예시).",
        department="협의체 사무국",
        phone="02-000-1000",
        confirmed_on=timezone.localdate(),
        sessions=[_session(*hour) for hour in HOURS],
        booths=[Booth(**booth, sort_order=number) for number, booth in enumerate(booths)],
        **told,
    )
    archive.add_child(instance=fair)
    fair.save_revision().publish(skip_permission_checks=True)


def _session(starts_at, ends_at, title, place, is_online, presenters, about):
    return FairSession(
        starts_at=time.fromisoformat(starts_at),
        ends_at=time.fromisoformat(ends_at),
        title=title,
        place=place,
        is_online=is_online,
        presenters=presenters,
        about=about,
    )


def _booths():
    """As rows of any fair: with the agency's film and its leaflet, where there are any."""
    topics = {term.label: term for term in Term.objects.filter(axis=Axis.TOPIC)}
    agencies = {agency.code: agency for agency in Agency.objects.select_related("page")}
    rows = []
    for number, (code, topic, words) in enumerate(BOOTHS, 1):
        agency = agencies.get(code)
        if agency is None:
            continue
        leaflet = AgencyDocument.objects.filter(collection=agency.collection).order_by("pk").first()
        link = {"label": "기관 누리집(예시)", "url": agency.page.website}
        rows.append(
            {
                "agency": agency.page,
                "topic": topics[topic],
                "words": words,
                "place": f"1층 {number}번",
                "film": FilmPage.objects.filter(agency=agency.page, live=True).order_by("pk").first(),
                "materials": [
                    *([{"type": "file", "value": {"document": leaflet.pk, "label": ""}}] if leaflet else []),
                    {"type": "link", "value": link},
                ],
            }
        )
    return rows


def _sign_up(day):
    """The council's event that takes the registrations."""
    council = Agency.objects.select_related("page").filter(page__kind="council").order_by("pk").first()
    if council is None:
        return None
    event = EventPage(
        title=f"{day.year} 사회복지대회·박람회 참가 신청(예시)",
        slug=f"fair-{day.year}",
        summary="현장과 줌으로 참가하실 분의 신청을 받습니다. 부스와 생중계는 신청 없이 보실 수 있습니다.",
        starts_at=moment(day, "13:00"),
        ends_at=moment(day, "17:00"),
        place=PLACE,
        address=ADDRESS,
        attendance="mixed",
        join_url="https://zoom.example/j/0000000000",
        join_note="회의 번호 000 0000 0000(예시)",
        fee="무료",
        capacity=200,
        takes_applications=True,
        phone=council.page.phone,
    )
    council.page.add_child(instance=event)
    event.save_revision().publish(skip_permission_checks=True)
    return event


def _awards(site, day):
    kinds = {kind.label: kind for kind in AwardKind.objects.all()}
    Award.objects.bulk_create(
        Award(
            site=site,
            year=day.year,
            kind=kinds[kind],
            recipient=recipient,
            affiliation=affiliation,
            merit=merit,
            is_public=agrees,
            consented_on=min(day, timezone.localdate()) if agrees else None,
        )
        for kind, recipient, affiliation, merit, agrees in AWARDS
    )
