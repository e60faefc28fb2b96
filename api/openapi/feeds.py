"""Feeds and calendars: what programs subscribe to, described here, answered by the site itself."""

from api.openapi.parts import TEXT, answer, one_of, parameter

TAG = ("구독", "소식과 행사의 RSS·Atom·JSON Feed와 iCalendar. 기관 주소 아래에도 같은 것이 있습니다.")
FEED = "<feed xmlns='http://www.w3.org/2005/Atom'><title>동대문구 소식</title></feed>"
CALENDAR = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n"
MEDIA = ("application/atom+xml", "application/rss+xml", "application/feed+json")


def paths():
    feed = answer("그 형식의 구독 파일", TEXT, FEED, media=MEDIA[0], headers=False)
    feed["content"] |= {media: {"schema": {}} for media in MEDIA[1:]}
    calendar = answer("iCalendar", TEXT, CALENDAR, media="text/calendar", headers=False)
    return {
        "/{kind}.{format}": _subscription(
            "getFeed",
            "소식, 행사, 프로그램의 구독 파일",
            feed,
            [
                parameter(
                    "kind", "무엇을", one_of(("news", "events", "programs")), place="path", example="news"
                ),
                parameter("format", "형식", one_of(("rss", "atom", "json")), place="path", example="atom"),
            ],
        ),
        "/events.ics": _subscription("getCalendar", "행사의 iCalendar", calendar, []),
        "/issues.atom": _subscription("getIssuesFeed", "과제의 Atom", feed, []),
    }


def _subscription(name, summary, told, parameters):
    page = {"description": "없는 주소: 사람을 위한 화면", "content": {"text/html": {"schema": TEXT}}}
    return {
        "get": {
            "operationId": name,
            "tags": [TAG[0]],
            "summary": summary,
            "description": "목록과 같은 조건을 쓸 수 있습니다. Last-Modified와 ETag로 바뀌었는지 물으십시오.",
            "parameters": parameters,
            "responses": {"200": told, "304": {"description": "바뀌지 않았습니다."}, "404": page},
        }
    }
