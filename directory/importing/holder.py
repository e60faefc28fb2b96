"""The agency that holds facilities no agency of ours runs: the district's own public data."""

from directory.actions import onboard_agency

CODE = "ddm-data"
TITLE = "동대문구 공공데이터"
SUMMARY = "서울시와 동대문구가 공개한 복지시설 목록입니다. 시설이 직접 쓰는 글이 아니라 공공데이터에서 가져온 정보입니다."


def holder_section(index):
    """The holder's page below the directory, made if it is not there."""
    return onboard_agency(index=index, code=CODE, title=TITLE, kind="public", summary=SUMMARY).page
