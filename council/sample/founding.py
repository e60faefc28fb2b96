"""2021년 제3회 실무협의체 회의: what was said there, moved here from its minutes without any name."""

from datetime import datetime
from zoneinfo import ZoneInfo

from council.models import AgendaKind, Result
from council.sample.texts import Item, Sample

STARTS_AT = datetime(2021, 6, 14, 14, 0, tzinfo=ZoneInfo("Asia/Seoul"))
SOURCE = "2021년 회의록에서 옮김(예시)"
ATTENDANCE = "위원장\n민간위원\n공공위원\n참석과 참관(담당)"
R = AgendaKind.REPORT

FOUNDING = Sample(
    "working", 0,
    (
        Item(
            "행정기획분과 신설",
            "기존에는 7개 분과가 있었습니다. 그 곁에 행정기획분과를 신설하여 모두 8개 분과가 됩니다.\n"
            "새로운 아이디어가 있다면 언제든 행정기획분과에 말씀해 달라고 하였습니다.",
            result=Result.ADOPTED,
            resolution="행정기획분과를 신설합니다.",
        ),
        Item(
            "분과 활동 지원",
            "많이 더딘 분과가 있는데, 그 분과를 서포트하기로 하였습니다.",
            kind=R,
            result=Result.ADOPTED,
        ),
        Item(
            "누리넷(복지 플랫폼) 구축",
            "복지 플랫폼 누리넷을 만듭니다. 담을 것은 세 가지입니다.\n"
            "- 복지정보: 관내 모든 복지기관의 자원 시설이라든가 프로그램에 대한 정보를 공유합니다. 나라에서 추진하는 정보뿐만 "
            "아니라 관내에 있는 다양한 복지시설이 운영하는 다양한 정보를 함께 봅니다.\n"
            "- 복지소식: 각 기관에서 운영하는 이벤트 등을 한 곳에서 볼 수 있도록 합니다.\n"
            "- 공유복지: 해결해야 할 과제를 주민들이 등록을 하면 공감이나 댓글 등을 통해 이를 지역사회보장계획의 한 부분으로 "
            "채택합니다.\n"
            "사무국이 기관에 아이디를 배정해 드리고, 복지정책과에서 전체적으로 컨트롤합니다.\n"
            "어려운 점이 있으면 사무국에 카톡이나 연락을 주시면 됩니다.",
            kind=R,
            result=Result.ADOPTED,
        ),
        Item(
            "사회복지대회와 박람회",
            "9월 7일에 온오프라인으로 엽니다. 유튜브와 줌을 동시에 연결합니다.\n"
            "관내 기관을 홍보하는 영상을 10분 길이로 만듭니다. 뒤에 신규 교육자나 방문자용으로도 씁니다.",
            kind=R,
            result=Result.ADOPTED,
        ),
        Item(
            "우선순위 투표",
            "우선순위 투표 선정이 6월 18일부터 23일까지입니다. 온라인 투표로 진행합니다.",
            kind=R,
            result=Result.ADOPTED,
        ),
        Item("하반기 워크숍", "11월에 워크숍을 합니다.", kind=R, result=Result.ADOPTED),
    ),
    place="구청 회의실(예시)",
    notice=f"{SOURCE}. 그날 나온 말을 안건마다 모았고, 이름은 옮기지 않았습니다. 시각과 장소는 예시입니다.",
    other=f"{SOURCE}입니다.",
)  # fmt: skip
