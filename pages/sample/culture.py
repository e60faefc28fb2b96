"""Real events of the district, from the city's open data, moved to the year that is now."""

import csv
import io
import re
from datetime import date, timedelta
from pathlib import Path

from django.utils import timezone

from common.licences import Licence
from directory.actions import onboard_agency
from directory.models import Agency
from pages.models import EventPage, FeedSource
from pages.models.pulling import FeedKind
from pages.pulling.running import pull

FILE = Path(__file__).parent / "data" / "ddm_culture_events_2025.csv"
CODE, TITLE = "seoul-culture", "서울시 문화행사 정보(공공데이터)"
SUMMARY = "서울시가 공개한 문화행사 가운데 동대문구에서 열리는 것입니다. 예시에서는 날짜를 올해로 옮겼습니다."
FIRST_DAY = date(2024, 9, 1)
A_YEAR = timedelta(weeks=52)
DAY = re.compile(r"\b(20\d\d)-(\d\d)-(\d\d)\b")
DATED = ("날짜/시간", "시작일", "종료일", "신청일")


def moved(content, today):
    """The file with every day moved by the same number of years of 52 weeks, so that its first is at most one ago."""
    years = (today - FIRST_DAY) // A_YEAR
    rows = list(csv.DictReader(io.StringIO(content.decode("cp949"))))

    def move(match):
        return (date(*map(int, match.groups())) + years * A_YEAR).isoformat()

    for row in rows:
        row.update({name: DAY.sub(move, row[name]) for name in DATED})
    made = io.StringIO()
    writer = csv.DictWriter(made, rows[0].keys())
    writer.writeheader()
    writer.writerows(rows)
    return made.getvalue().encode()


def bring_events(index):
    """The section of these events, filled by the same way by which agencies' own are pulled; returns how many."""
    onboard_agency(index=index, code=CODE, title=TITLE, publishing="direct", kind="public", summary=SUMMARY)
    agency = Agency.objects.select_related("page").get(code=CODE)
    source, _ = FeedSource.objects.get_or_create(
        agency=agency,
        url="",
        defaults={
            "name": "서울특별시, 서울 열린데이터광장 문화행사 정보(OA-15486)",
            "licence": Licence.KOGL_1,
            "kind": FeedKind.CULTURE,
            "takes_past": True,
            "is_on": False,
        },
    )
    content = moved(FILE.read_bytes(), timezone.localdate())
    for _ in range(2):  # a hundred new ones a run
        pull(source, content=content, file_name=FILE.name)
    return EventPage.objects.child_of(agency.page).count()
