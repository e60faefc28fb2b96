"""연동 연습 기관: an agency to practise on. Whatever is sent there and approved, no resident ever sees it.

Its section is not published, and so nothing below it is. There is no key here: the secretariat makes one
under ‘API 열쇠’, or `issue_api_key` on the machine itself.
"""

from directory.actions import onboard_agency
from directory.models.agency import AgencyKind

CODE = "sandbox"
TITLE = "연동 연습 기관(예시, 공개하지 않음)"
SUMMARY = "기관의 시스템을 누리넷에 이어 보는 연습용입니다. 여기의 글은 승인해도 주민에게 보이지 않습니다."


def make(index):
    agency = onboard_agency(index=index, code=CODE, title=TITLE, kind=AgencyKind.CIVIL, summary=SUMMARY)
    agency.page.unpublish()
    return agency
