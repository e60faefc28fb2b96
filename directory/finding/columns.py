"""The columns of the tables: a heading, and the cell made of a page's public facts."""


def _label(name):
    return lambda facts: (facts.get(name) or {}).get("label", "")


def _labels(name):
    return lambda facts: ", ".join(each["label"] for each in facts.get(name) or [])


def _plain(name):
    return lambda facts: "" if facts.get(name) is None else facts[name]


def _agency(facts):
    return (facts.get("agency") or {}).get("title", "")


def _hours(facts):
    return "; ".join(filter(None, [*(facts.get("hours_text") or []), facts.get("opening_hours")]))


def _as_of(facts):
    """The day the source speaks of, or on which somebody last looked."""
    return max(filter(None, (facts.get("source_date"), facts.get("confirmed_on"))), default="")


def _source(facts):
    """The official list in the words its provider asks for, or the agency itself."""
    source = facts.get("source")
    if not source:
        return _agency(facts)
    return source["attribution"] or ", ".join(filter(None, (source["publisher"], source["name"])))


REACH = [
    ("생애주기·가구상황", _labels("targets")),
    ("관심주제", _labels("topics")),
    ("행정동", _labels("dongs")),
]
FEE = [("이용료구분", _label("fee_kind")), ("이용료", _plain("fee"))]
END = [
    ("최종확인일", _plain("confirmed_on")),
    ("데이터기준일자", _as_of),
    ("출처", _source),
    ("이용조건", _label("licence")),
    ("누리넷주소", _plain("full_url")),
]
FACILITIES = [
    ("시설명", _plain("title")),
    ("시설종류", _label("kind")),
    ("운영상태", _label("status")),
    ("소재지도로명주소", _plain("road_address")),
    ("상세주소", _plain("address_detail")),
    ("소재지지번주소", _plain("lot_address")),
    ("우편번호", _plain("postcode")),
    ("위도", _plain("latitude")),
    ("경도", _plain("longitude")),
    ("전화번호", _plain("phone")),
    ("팩스번호", _plain("fax")),
    ("홈페이지주소", _plain("website")),
    ("운영시간", _hours),
    *FEE,
    ("정원", _plain("capacity")),
    ("편의시설", _labels("access")),
    *REACH,
    ("운영기관", _plain("operator")),
    ("관리기관명", _agency),
    *END,
]
PROGRAMS = [
    ("프로그램명", _plain("title")),
    ("모집상태", _label("recruit_state")),
    ("시작일자", _plain("starts_on")),
    ("종료일자", _plain("ends_on")),
    ("요일", _labels("days")),
    ("일정", _plain("schedule")),
    ("장소", _plain("place")),
    ("모집시작일자", _plain("apply_from")),
    ("모집종료일자", _plain("apply_until")),
    ("정원", _plain("capacity")),
    *FEE,
    ("신청방법", _plain("how_to_apply")),
    ("신청주소", _plain("apply_url")),
    ("전화번호", _plain("phone")),
    *REACH,
    ("관리기관명", _agency),
    *END,
]
COLUMNS = {"facilities": ("시설", FACILITIES), "programs": ("프로그램", PROGRAMS)}
