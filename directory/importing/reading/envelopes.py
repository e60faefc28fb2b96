"""Answers of public APIs: where in them the records are, and errors that come with HTTP 200."""

from directory.importing.reading.sheet import UnreadableFile

# What stands around the records and says nothing of any of them.
AROUND = {
    "totalcount", "list_total_count", "pageno", "numofrows", "page", "perpage", "pagesize", "currentcount",
    "matchcount", "count", "total", "resultcode", "resultmsg", "resultmessage", "errmsg", "returnauthmsg",
    "returnreasoncode", "code", "msg", "message", "type", "status", "success", "datatype",
}  # fmt: skip
ASIDE = {"description", "crs", "fields", "schema", "meta"}
TOTALS = ("totalcount", "list_total_count", "totalcnt", "matchcount")
MESSAGES = ("returnauthmsg", "resultmsg", "resultmessage", "message", "msg", "errmsg")
# One record where an object stands below these; lists in it are its own.
RECORDS = {"wantedDtl", "servList", "item", "row", "record"}
CODES = ("resultcode", "returnreasoncode", "code")
FINE = {"", "0", "00", "000", "0000", "200", "info-000", "info-0", "success", "ok"}
OWN_FACTS = 5

MEANINGS = {
    "1": "API를 내는 곳의 프로그램 오류입니다",
    "3": "조건에 맞는 자료가 없습니다",
    "4": "API를 내는 곳과의 통신 오류입니다",
    "5": "API를 내는 곳이 제때 대답하지 않았습니다",
    "10": "요청 변수가 잘못되었습니다",
    "11": "꼭 필요한 요청 변수가 빠졌습니다",
    "12": "없어졌거나 주소가 바뀐 API입니다",
    "20": "이 API를 쓰도록 허락받지 않았습니다",
    "22": "하루에 부를 수 있는 횟수를 넘었습니다",
    "30": "등록되지 않은 인증키입니다",
    "31": "기한이 지난 인증키입니다",
    "32": "등록되지 않은 IP에서 불렀습니다",
    "INFO-100": "유효하지 않은 인증키입니다",
    "INFO-200": "조건에 맞는 자료가 없습니다",
    "INFO-300": "이용이 제한된 인증키입니다",
    "ERROR-290": "유효하지 않은 인증키입니다",
    "ERROR-300": "꼭 필요한 요청 변수가 빠졌습니다",
    "ERROR-310": "찾을 수 없는 서비스입니다",
    "ERROR-331": "시작 번호가 잘못되었습니다",
    "ERROR-336": "한 번에 1,000건까지만 받을 수 있습니다",
    "ERROR-337": "하루에 부를 수 있는 횟수를 넘었습니다",
    "ERROR-500": "API를 내는 곳의 서버 오류입니다",
}


def records_of(node):
    """The records in an answer of any shape: a list of objects, or one object where a list is expected."""
    records, _ = _find(node)
    if not records:
        code, message = error_of(node)
        if code:
            known = code.lstrip("0") if code.isdigit() else code.upper()
            meaning = MEANINGS.get(known) or message.rstrip(".") or "알 수 없는 오류입니다"
            raise UnreadableFile(
                f"자료가 아니라 API의 오류 답입니다(코드 {code}): {meaning}. 자료가 든 파일을 다시 받아 올려 주십시오."
            )
        raise UnreadableFile("자료가 한 건도 없습니다. 자료가 든 파일을 올려 주십시오.")
    return records


def _find(node):
    """(records, whether they came as a list)."""
    if isinstance(node, list):
        is_table = any(isinstance(item, dict | list) and item for item in node)
        return [item if isinstance(item, dict | list) else {} for item in node] if is_table else [], is_table
    if not isinstance(node, dict):
        return [], False
    own = [key for key, value in node.items() if isinstance(value, str | bool) and key.lower() not in AROUND]
    inner = [_named(key, value) for key, value in node.items() if key.lower() not in ASIDE]
    records, is_list = max(inner, key=lambda found: (found[1], len(found[0])), default=([], False))
    if records and (len(own) < OWN_FACTS if is_list else len(own) < 2):
        return records, is_list
    says_something = any(node[key] not in ("", False) for key in own)
    return ([node] if says_something else []), False


def _named(key, value):
    return ([value], True) if key in RECORDS and isinstance(value, dict) else _find(value)


def error_of(node):
    """(code, message) of the first code around the records that is not fine."""
    if not isinstance(node, dict):
        return "", ""
    facts = {key.lower(): str(value) for key, value in node.items() if isinstance(value, str | int)}
    for key in CODES:
        if facts.get(key, "").lower() not in FINE:
            message = next((facts[name] for name in MESSAGES if facts.get(name)), "")
            return facts[key][:40], message[:120]
    found = (error_of(value) for value in node.values())
    return next((error for error in found if error[0]), ("", ""))


def stated_total(node):
    """How many records there are in all, if the answer says so; it may hold one page of them."""
    if not isinstance(node, dict):
        return None
    for key, value in node.items():
        if key.lower() in TOTALS and str(value).isdecimal():
            return int(str(value)[:12])
    return next((total for value in node.values() if (total := stated_total(value)) is not None), None)


def descriptions_of(node):
    """Names of columns as an answer explains them, by the column in capitals."""
    found = next((value for key, value in node.items() if key.upper() == "DESCRIPTION"), None)
    if not isinstance(found, dict):
        return {}
    return {key.upper(): value for key, value in found.items() if isinstance(value, str) and value.strip()}
