"""Where somebody lives and what mail reaches them. A street as the place of a problem is no one's home."""

import re

AREAS = r"(?:아파트|빌라|오피스텔|주택|연립|맨션|단지|[A-Za-z가-힣]{1,10})"
DOOR = re.compile(
    r"(?<![\d제])\d{1,4} ?동 ?(?:\d{1,2} ?층 ?)?(?:지하 ?)?[bB]?\d{1,4} ?호(?!선|기|차|봉|점|실)"
)
HOME_DOOR = re.compile(
    r"(?<![\d제])(?:지하 ?)?[bB]?\d{1,4} ?호(?:에|에서)? ?(?:혼자 |홀로 )?(?:살|사는|사시|거주|할머니|할아버지|어르신|아주머니|아저씨|이웃|세입자|댁|집)"
)
FLAT = re.compile(
    r"(?:아파트|빌라|오피스텔|맨션|빌리지|타운|캐슬|자이|래미안|푸르지오|힐스테이트) ?\d{1,4} ?- ?\d{1,4}(?![\d-])"
)
KNOWN_ROADS = (
    "왕산로|회기로|이문로|휘경로|답십리로|전농로|장한로|사가정로|한천로|황물로|고산자로|무학로|제기로|약령시로|"
    "안암로|홍릉로|청계천로|하정로|난계로|한빛로|망우로|신이문로|외대역동로|맑은시냇로|장안벚꽃로|고미술로|"
    "겸재로|약령중앙로|정릉천동로|서울시립대로|경희대로|천호대로"
)
NUMBER = r"(?:지하 ?)?(?P<number>\d{1,4}(?: ?- ?\d{1,3})?)(?![\d\-.:,]\d|\d|[%~])"
# A lane has a number of its own, a 대로 is nothing else, and what is written after 구 is a road.
ROAD = re.compile(
    rf"(?:[가-힣]{{1,8}}로 ?\d{{1,3}}[가-하]?길|{KNOWN_ROADS}|[가-힣]{{1,8}}(?<=[^으])대로(?=\d| \d)|[가-힣]{{2,8}}(?<![ 는은한할된던의])길(?=\d| \d)"
    rf"|(?<=[시군구동] )[가-힣]{{1,8}}(?<!으)로(?=\d| \d)) ?{NUMBER}"
)
LOT = re.compile(
    r"(?<![가-힣\d])[가-힣]{1,5}\d{0,2}(?:동|리|가) (?:산 ?)?(?:\d{1,4} ?- ?\d{1,3}(?![\d\-:.])|\d{1,4}(?= ?번지))(?: ?번지)?"
)
UNIT = re.compile(
    r" ?(?:년|월|일|시|분|초|명|개|세|살|번(?!지)|원|회|차|퍼센트|프로|가구|곳|건|점|위|미터|m|km|킬로|도|배|주|학년|대|만|천|억|여|인|길|호선|가지|단계)"
)
# A place in the open that anybody may speak of.
IN_THE_OPEN = re.compile(
    r"[ ,]{0,2}(?:\([가-힣A-Za-z0-9 ]{1,20}\) ?)?(?:번지 ?)?(?:앞|옆|뒤|근처|부근|일대|주변|사거리|삼거리|교차로|건너|맞은편|횡단보도|정류장|입구|골목|도로|인도|보도|공원|놀이터"
    r"|가로등|길|복지관|도서관|센터|주민센터|구청|청사|경로당|시장|학교|어린이집|병원|보건소|에 있는 [가-힣]{0,8}(?:관|센터|당|원))"
)
INSIDE = re.compile(r"[ ,]{1,3}(?:지하 ?)?[bB]?\d{1,4} ?(?:층|호|동)(?!선)")

AT = r" {0,2}(?:@|\(at\)|\[at\]|\(골뱅이\)|골뱅이|앳) {0,2}"
DOT = r" {0,2}(?:\.|\(dot\)|\[dot\]|닷|점) {0,2}"
MAIL = re.compile(
    rf"(?<![A-Za-z0-9._%+\-])[A-Za-z0-9._%+\-]{{2,64}}{AT}"
    rf"(?:[A-Za-z0-9\-]{{1,40}}(?:{DOT}[A-Za-z]{{2,12}}){{1,3}}"
    r"|(?:naver|gmail|daum|hanmail|kakao|nate|네이버|지메일|다음|한메일)(?![A-Za-z]))",
    re.IGNORECASE,
)
LINK = re.compile(
    r"(?:https?://|www\.)[^\s<>\"']{1,200}"
    r"|(?<![A-Za-z0-9@.\-])[A-Za-z0-9\-]{1,40}(?:\.[A-Za-z0-9\-]{2,20}){0,2}"
    r"\.(?:com|net|org|kr|io|me|ly|gl|shop|site|xyz|top|tv|cc|info|biz|link|page|app)(?![A-Za-z0-9\-.@])",
    re.IGNORECASE,
)


def places_in(text):
    for pattern in (DOOR, HOME_DOOR, FLAT):
        for match in pattern.finditer(text):
            yield "address", "상세주소", *match.span()
    for match in ROAD.finditer(text):
        inside = INSIDE.match(text, match.end())
        if inside:
            yield "address", "상세주소", match.start(), inside.end()
        elif not UNIT.match(text, match.end()) and not IN_THE_OPEN.match(text, match.end()):
            yield "address", "상세주소", *match.span()
    for match in LOT.finditer(text):
        if not UNIT.match(text, match.end()) and not IN_THE_OPEN.match(text, match.end()):
            yield "address", "상세주소", *match.span()


def mails_in(text):
    """Mail addresses of people; an office's (``.go.kr``) is everybody's."""
    for match in MAIL.finditer(text):
        if not match.group().lower().endswith(".go.kr"):
            yield "email", "이메일 주소", *match.span()


def count_links(text):
    return sum(1 for _ in LINK.finditer(text))
