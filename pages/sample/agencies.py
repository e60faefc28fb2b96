"""The invented agencies and the people who work there. Telephone numbers are such that nobody can be called."""

from dataclasses import dataclass

from directory.models.agency import AgencyKind, PublishingMode


@dataclass(frozen=True)
class SampleAgency:
    code: str
    title: str
    summary: str
    story: str
    road: str
    phone: str
    people: tuple
    facility_kind: str
    dong: str
    motifs: tuple
    kind: str = AgencyKind.WELFARE
    publishing: str = PublishingMode.REVIEW
    is_suspended: bool = False

    @property
    def address(self):
        return f"서울특별시 동대문구 {self.road}"


AGENCIES = (
    SampleAgency(
        "haetsal",
        "답십리햇살복지관(예시)",
        "아이부터 어르신까지, 답십리 주민이 함께 쓰는 종합사회복지관입니다.",
        "햇살복지관은 주민이 스스로 모임을 만들고 이웃을 돌보도록 곁에서 돕습니다. 사례관리, 서비스 제공, "
        "지역조직화 세 가지 일을 하며, 누구나 1층 마을 부엌과 도서관을 쓸 수 있습니다.",
        "누리로 12 (답십리동)",
        "02-000-1201",
        (("김", "하늘", "haneul"), ("박", "도윤", "doyun")),
        "community-welfare-center",
        "답십리1동",
        ("sunrise", "houses", "bowls"),
    ),
    SampleAgency(
        "neulbom",
        "장안늘봄노인복지관(예시)",
        "배우고, 먹고, 노래하는 어르신의 두 번째 집입니다.",
        "늘봄노인복지관은 하루 오백 분의 어르신이 찾는 곳입니다. 평생교육, 경로식당, 건강관리, 주간보호를 "
        "운영하고 혼자 사시는 어르신 댁을 찾아갑니다.",
        "늘봄길 7 (장안동)",
        "02-000-1301",
        (("이", "서준", "seojun"), ("정", "유나", "yuna")),
        "senior-welfare-center",
        "장안1동",
        ("tree", "music", "bowls"),
    ),
    SampleAgency(
        "nararan",
        "이문나란히장애인복지관(예시)",
        "장애가 있는 사람과 없는 사람이 나란히 걷는 복지관입니다.",
        "나란히복지관은 당사자가 고르고 결정하는 자립생활을 돕습니다. 모든 안내를 쉬운 말과 그림으로도 드리고, "
        "수어통역과 문자통역을 미리 신청하실 수 있습니다.",
        "나란히길 25 (이문동)",
        "02-000-1401",
        (("최", "지안", "jian"),),
        "disabled-welfare-center",
        "이문1동",
        ("path", "balloons", "hands"),
    ),
    SampleAgency(
        "on-family",
        "회기온가족센터(예시)",
        "모양이 달라도 모두 가족입니다. 돌봄, 상담, 배움을 함께합니다.",
        "온가족센터는 아이돌봄, 부모교육, 가족상담, 다문화가족 지원을 한곳에서 합니다. "
        "영어·중국어·베트남어로 상담하실 수 있습니다.",
        "온가족로 3 (회기동)",
        "02-000-1501",
        (("한", "서아", "seoa"), ("윤", "이든", "ideun")),
        "family-center",
        "회기동",
        ("houses", "balloons", "books"),
    ),
    SampleAgency(
        "kkumjaram",
        "전농꿈자람아동센터(예시)",
        "아이들이 저녁까지 안전하게 놀고 배우는 곳입니다.",
        "꿈자람은 마당이 있는 지역아동센터입니다. 아이들이 스스로 규칙을 정하고, 한 달에 한 번 어린이 회의를 엽니다.",
        "꿈자람길 18 (전농동)",
        "02-000-1601",
        (("오", "하준", "hajun"),),
        "local-child-center",
        "전농1동",
        ("books", "kites", "tree"),
    ),
    SampleAgency(
        "maeum",
        "청량리마음건강센터(예시)",
        "마음이 힘들 때 가장 먼저 떠오르는 이웃이 되겠습니다.",
        "마음건강센터는 상담, 검진, 위기 개입, 회복 모임을 운영합니다. 상담 내용은 비밀이며 모든 서비스는 무료입니다.",
        "마음로 9 (청량리동)",
        "02-000-1701",
        (("서", "예린", "yerin"),),
        "mental-health-center",
        "청량리동",
        ("waves", "path", "night"),
        kind=AgencyKind.PUBLIC,
    ),
    SampleAgency(
        "dudurim",
        "용두두드림자활센터(예시)",
        "일하고 싶은 마음이 있으면 됩니다. 배우고 벌고 독립하는 자활센터입니다.",
        "두드림자활센터는 카페, 청소, 집수리, 공방, 배송 다섯 사업단을 운영합니다. 참여자는 일하며 배우고, "
        "세 해 안에 자활기업으로 독립하는 것을 목표로 합니다.",
        "두드림길 41 (용두동)",
        "02-000-1801",
        (("신", "민재", "minjae"),),
        "self-support-center",
        "용두동",
        ("hands", "sunrise", "houses"),
    ),
    SampleAgency(
        "nanum",
        "제기나눔봉사단(예시)",
        "시장 골목에서 시작한 주민 봉사단입니다.",
        "나눔봉사단은 이웃 팔십 명이 회비를 모아 꾸리는 비영리단체입니다. 도시락, 연탄, 김장, 나눔 가게를 운영합니다.",
        "나눔길 5 (제기동)",
        "02-000-1901",
        (("권", "수아", "sua"),),
        "volunteer-center",
        "제기동",
        ("bowls", "night", "hands"),
        kind=AgencyKind.CIVIL,
        publishing=PublishingMode.DIRECT,
    ),
    SampleAgency(
        "council",
        "동대문구 지역사회보장협의체 사무국(예시)",
        "관내 복지기관과 주민, 행정을 잇는 민관 협력 기구의 사무국입니다.",
        "협의체는 사회보장급여법 제41조와 동대문구 조례에 따라 지역사회보장계획을 심의하고, "
        "대표협의체·실무협의체·동희망복지위원회를 운영합니다.",
        "누리로 1 (용두동)",
        "02-000-1100",
        (("장", "은우", "eunu"),),
        "other-facility",
        "용두동",
        ("balloons", "waves", "kites"),
        kind=AgencyKind.COUNCIL,
    ),
    SampleAgency(
        "donghaeng",
        "신설동행지원센터(예시)",
        "거리에서 지내는 이웃과 함께 걷습니다.",
        "동행지원센터는 거리 상담, 목욕과 세탁, 임시 주거와 일자리를 돕습니다.",
        "동행길 2 (신설동)",
        "02-000-2001",
        (("백", "시우", "siu"),),
        "homeless-support",
        "신설동",
        ("path", "night"),
        is_suspended=True,
    ),
)
