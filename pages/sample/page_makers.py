"""From a row of the text files to a page: its words, its dates counted from today."""

import csv
import re
from datetime import datetime, time, timedelta
from pathlib import Path

from django.utils import timezone

from directory import opening
from directory.models import Dong, FacilityKind, FacilityPage, OpeningHours, ProgramPage, Term
from directory.models.fees import FeeKind
from pages.kinds import CALLS, Attendance
from pages.models import EventPage, NewsPage
from pages.recurrence.rules import Humane
from pages.sample.pictures import ALTS

TEXTS = Path(__file__).parent / "texts"
WEEKDAYS = {name: number for number, name in enumerate(("mon", "tue", "wed", "thu", "fri", "sat", "sun"))}
TEAMS = {"program": "교육문화팀", "news": "지역조직팀", "event": "지역조직팀", "facility": "운영지원팀"}
STATE_NOTES = {
    "cancelled": "신청하신 분이 적어 이번에는 열지 않습니다.",
    "postponed": "비가 온다고 하여 미룹니다. 새 날짜는 정해지는 대로 알려 드리겠습니다.",
    "moved": "장소가 1층에서 지하 강당으로 바뀌었습니다.",
}
ROOMS = ("층", "강당", "부엌", "갤러리", "공방", "체육관", "교육장", "사무실")


def rows(name):
    with (TEXTS / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def moment(day, clock):
    """A time of day in Seoul."""
    return timezone.make_aware(datetime.combine(day, time.fromisoformat(clock)))


def office_hours():
    lunch = {"break_from": time(12), "break_until": time(13)}
    return [
        OpeningHours(days=opening.WEEKDAYS, opens_at=time(9), closes_at=time(18), **lunch),
        OpeningHours(days=opening.WEEKEND | opening.HOLIDAY, is_closed=True),
    ]


def days_of(schedule):
    """``매주 화·목 10:00`` and ``평일`` name weekdays; what comes once a month names none that could be looked for."""
    if schedule.startswith("평일"):
        return opening.WEEKDAYS
    named = re.match(r"(?:매주 )?([월화수목금토일](?:·[월화수목금토일])*) ", schedule)
    return sum(1 << opening.DAY_NAMES.index(day) for day in named.group(1).split("·")) if named else 0


def repeating(starts_at, text):
    """``weekly:화목:12`` on these weekdays for twelve weeks, no holidays; ``days`` keeps only the days."""
    if text == "days":
        return {"is_all_day": True}
    repeats, names, weeks = text.split(":")
    days = sum(1 << opening.DAY_NAMES.index(name) for name in names)
    until = timezone.localtime(starts_at).date() + timedelta(weeks=int(weeks))
    return {"rrule": Humane(repeats, days, until).rule(starts_at), "skips_holidays": True}


def day_of(word, today):
    """``sat`` is the coming Saturday (today, if it is one); a number counts days from today."""
    if word in WEEKDAYS:
        return today + timedelta(days=(WEEKDAYS[word] - today.weekday()) % 7)
    return today + timedelta(days=int(word))


class PageMaker:
    """Makes unsaved pages of one agency."""

    def __init__(self, agency, bodies, images, venue=None):
        self.agency, self.bodies, self.images, self.venue = agency, bodies, images, venue
        self.today = timezone.localdate()
        self.terms = {(term.axis, term.label): term for term in Term.objects.all()}
        self.dongs = {dong.name: dong for dong in Dong.objects.current()}

    def common(self, page_type, row, number, published_days_ago):
        image, motif = self.images[number % len(self.images)]
        labels = filter(None, row["targets"].split(","))
        axes = ("life", "household")
        return {
            "title": row["title"],
            "summary": row["summary"],
            "body": self.bodies.body(page_type, row["body"], row["blocks"], number),
            "department": TEAMS[page_type],
            "phone": self.agency.phone,
            "confirmed_on": self.today - timedelta(days=number % 25),
            "licence": "kogl-1" if self.agency.kind in ("public", "council") else "all-rights",
            "first_published_at": timezone.now() - timedelta(days=published_days_ago, minutes=number * 7),
            "targets": [
                self.terms[axis, label] for label in labels for axis in axes if (axis, label) in self.terms
            ],
            "topics": [self.terms["topic", label] for label in filter(None, row["topics"].split(","))],
            "dongs": [self.dongs[name] for name in filter(None, row["dongs"].split(","))],
        } | ({"image_id": image, "image_alt": ALTS[motif]} if number % 4 != 3 else {})

    def facility(self):
        agency = self.agency
        return FacilityPage(
            title=agency.title,
            summary=agency.summary,
            kind=FacilityKind.objects.get(code=agency.facility_kind),
            operator="누리넷 예시 법인",
            road_address=agency.address,
            phone=agency.phone,
            website=f"https://{agency.code}.example/",
            hours=office_hours(),
            fee_kind="partly",
            fee="프로그램마다 다름",
            access=[self.terms["access", label] for label in ("경사로", "승강기", "장애인 화장실")],
            department=TEAMS["facility"],
            confirmed_on=self.today,
            first_published_at=timezone.now() - timedelta(days=40),
            dongs=[self.dongs[agency.dong]],
            body=self.bodies.body("facility", agency.story, "c"),
        )

    def program(self, row, number):
        today = self.today
        sign_up = {
            "open": (-9, 4 + number % 18),
            "coming": (3 + number % 9, 20 + number % 9),
            "closed": (-30, -2 - number % 5),
            "ended": (-140, -120),
        }[row["recruit"]]
        course = {"open": (14, 80), "coming": (32, 95), "closed": (3, 40), "ended": (-110, -4 - number % 9)}
        starts, ends = course[row["recruit"]]
        page = ProgramPage(
            **self.common("program", row, number, 2 + number * 5 % 45),
            days=days_of(row["schedule"]),
            schedule=row["schedule"],
            place=row["place"],
            fee_kind=FeeKind.FREE if row["fee"].startswith("무료") else FeeKind.PAID if row["fee"] else "",
            fee=row["fee"],
            **self.places(row, number),
            how_to_apply=f"전화({self.agency.phone}) 또는 방문",
        )
        if row["capacity"]:  # Whoever may always come needs no dates.
            page.apply_from, page.apply_until = (today + timedelta(days=days) for days in sign_up)
            page.starts_on, page.ends_on = today + timedelta(days=starts), today + timedelta(days=ends)
        return page

    @staticmethod
    def places(row, number):
        """Each agency's fifth programme is full, and takes those who wait; nobody is in before sign-up begins."""
        if not row["capacity"]:
            return {}
        capacity, full = int(row["capacity"]), number % 5 == 4
        enrolled = 0 if row["recruit"] == "coming" else capacity if full else capacity * (number % 4) // 4
        return {"capacity": capacity, "enrolled": enrolled, "takes_waiting": full}

    def news(self, row, number):
        """What calls for somebody has a period: every fourth is over, every third ends within the week."""
        days = int(row["days"])
        page = NewsPage(**self.common("news", row, number, days), kind=row["kind"])
        if page.kind in CALLS:
            left = -1 if number % 4 == 3 else 5 if number % 3 == 0 else 20
            page.starts_on, page.ends_on = (self.today + timedelta(days=day) for day in (-days - 1, left))
            page.how_to_apply = f"전화({self.agency.phone}) 또는 방문"
        return page

    def event(self, row, number):
        """``when``: the first day, the clock, the minutes, and perhaps how it repeats (`repeating`)."""
        word, clock, minutes, *repeats = row["when"].split()
        starts_at = moment(day_of(word, self.today), clock)
        is_online = row["place"] == "온라인"
        is_inside = any(room in row["place"] for room in ROOMS)
        return EventPage(
            **self.common("event", row, number, 1 + number * 3 % 20),
            starts_at=starts_at,
            ends_at=starts_at + timedelta(minutes=int(minutes)),
            **(repeating(starts_at, repeats[0]) if repeats else {}),
            state=row["state"] if row["state"] in STATE_NOTES else "planned",
            state_note=STATE_NOTES.get(row["state"], ""),
            attendance=Attendance.ONLINE if is_online else "",
            place="" if is_online else row["place"],
            venue=self.venue if is_inside and "구민회관" not in row["place"] else None,
            online_url="https://meet.example/nurinet" if is_online else "",
            fee=row["fee"],
            capacity=int(row["capacity"]) if row["capacity"] else None,
            how_to_apply=f"전화({self.agency.phone})" if row["capacity"] else "그냥 오시면 됩니다.",
        )
