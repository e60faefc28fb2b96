"""Rows of an invented list, as offices send them."""

HEADER = (
    "시설코드,시설명,시설종류명(시설유형),시설장명,시설주소,전화번호,운영현황,정원,위도,경도,데이터기준일자"
)
PLACE = "동대문구 제기로33길 25 (청량리동),0222493739,정상,30,37.5872413,127.0498265,2026-07-21"
FIRST = f"A1,햇살데이케어,(노인복지시설) 재가노인복지시설,홍길동,{PLACE}"
SECOND = f"A2,누리노인복지관,(노인복지시설) 노인복지관,,{PLACE}"


def content(*rows, header=HEADER, encoding="utf-8"):
    return "\r\n".join([header, *rows, ""]).encode(encoding)


def many(number):
    """``number`` rows with names and points of their own."""
    return [
        FIRST.replace("A1", f"N{index:03}")
        .replace("햇살", f"{'가나다라마바사아자차카타파하'[index % 14]}{'하파타카차자아사'[index // 14 % 8]}")
        .replace("127.0498265", f"127.049{index:04}")
        for index in range(number)
    ]


def messages(run, severity=None):
    lines = run.problems.filter(severity=severity) if severity else run.problems.all()
    return [problem.message for problem in lines]
