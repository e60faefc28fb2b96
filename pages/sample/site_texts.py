"""The words of the site itself: the first page, the lists, 소개, 약관, 처리방침, 저작권, 접근성."""

import json

from django.utils import timezone

from directory.models import DirectoryIndexPage
from pages.models import EventIndexPage, FilmIndexPage, NewsIndexPage, StandardPage
from pages.sample.markup import blocks_of
from pages.sample.page_makers import TEXTS

SUMMARIES = {
    "about": "누리넷이 무엇이고 누가 어떻게 꾸리는지 알려 드립니다.",
    "terms": "누리넷을 이용하는 조건과 절차입니다.",
    "privacy": "누리넷이 개인정보를 어떻게 다루는지 알려 드립니다.",
    "copyright": "누리넷의 글과 사진을 쓰실 때 지킬 것입니다.",
    "accessibility": "누구나 쓸 수 있도록 하는 일과, 불편을 알리는 방법입니다.",
}
LISTS = {
    DirectoryIndexPage: "우리 동네 복지기관과 시설, 지금 신청할 수 있는 프로그램을 찾습니다.",
    FilmIndexPage: "복지기관이 직접 만든 소개 영상입니다. 모든 영상에 자막이나 대본이 있습니다.",
    NewsIndexPage: "복지기관의 공지, 채용, 자원봉사, 공모, 교육 소식입니다.",
    EventIndexPage: "오늘과 이번 주, 그리고 앞으로 열리는 행사입니다.",
}


def write_site_texts(home):
    """Fill pages that nobody has written yet; what somebody wrote stays."""
    _write(home, "우리 동네 복지시설, 프로그램, 소식, 행사를 한곳에서 찾으십시오.")
    for model, summary in LISTS.items():
        _write(model.objects.child_of(home).get(), summary)
    for page in StandardPage.objects.child_of(home):
        text = (TEXTS / "standard" / f"{page.slug}.txt").read_text(encoding="utf-8")
        _write(page, SUMMARIES[page.slug], json.dumps(blocks_of(text)))


def _write(page, summary, body=None):
    if page.summary or page.body:
        return
    page.summary = summary
    page.department = "지역사회보장협의체 사무국(예시)"
    page.phone = "02-000-1100"
    page.confirmed_on = timezone.localdate()
    if body:
        page.body = body
    page.save_revision().publish(skip_permission_checks=True)
