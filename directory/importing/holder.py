"""Below which agency new facilities go: the one a list names, else the district's own public data."""

from directory.actions import onboard_agency
from directory.models import DirectoryIndexPage

CODE = "ddm-data"
TITLE = "동대문구 공공데이터"
SUMMARY = "서울시와 동대문구가 공개한 복지시설 목록입니다. 시설이 직접 쓰는 글이 아니라 공공데이터에서 가져온 정보입니다."


class NoDirectory(Exception):
    """There is no 복지정보 page yet for anything to stand below."""

    def __init__(self):
        super().__init__("‘복지정보’ 페이지가 없습니다. 먼저 manage.py setup_district 를 실행해 주십시오.")


def holder_section(index):
    """The holder's page below the directory, made if it is not there."""
    return onboard_agency(index=index, code=CODE, title=TITLE, kind="public", summary=SUMMARY).page


def section_of(source):
    """The page that new facilities of a list go below."""
    if source.agency_id:
        return source.agency
    index = DirectoryIndexPage.objects.order_by("path").first()
    if index is None:
        raise NoDirectory
    return holder_section(index)
