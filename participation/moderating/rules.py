"""The rules of the board as they are published, and what each reason means. A change here is a change of the rules."""

from datetime import timedelta

from participation.models.moderation import AGAINST, Reason

# So many different people bring a thing back to the secretariat before anybody else reads on.
REPORTERS = 3
# 이의신청: by the author, until so many days after the decision.
APPEAL_DAYS = 30

MEANING = {
    Reason.PERSONAL: "글쓴이나 다른 분을 알아볼 수 있는 번호, 주소, 이름 같은 개인정보가 들어 있습니다.",
    Reason.ABUSE: "욕설이나 특정한 분을 깎아내리는 말이 들어 있습니다.",
    Reason.HATE: "장애, 나이, 성별, 지역, 인종, 사회적 신분, 소득 수준을 이유로 차별하거나 미워하게 하는 말이 들어 있습니다.",
    Reason.ADVERT: "물건이나 서비스를 알리는 글이거나 같은 글을 되풀이한 것입니다.",
    Reason.FALSE: "사실과 다른 내용으로 다른 분이 피해를 입을 수 있습니다.",
    Reason.RIGHTS: "다른 분의 명예, 사생활, 초상권, 저작권을 침해한다는 요청이나 판단이 있습니다.",
    Reason.ILLEGAL: "음란하거나 법으로 금지된 내용이 들어 있습니다.",
    Reason.OFF_TOPIC: "우리 구의 복지 과제와 관계가 없는 글입니다.",
    Reason.CRISIS: "도움이 급한 사정으로 보여 공개하지 않고 사무국이 직접 살핍니다.",
    Reason.FINE: "살펴본 결과 규칙에 어긋나지 않습니다.",
    Reason.ENDED: "임시조치를 할 수 있는 기간(최대 30일)이 끝났습니다.",
    Reason.REPORTS: f"서로 다른 {REPORTERS}분이 신고하여 사무국이 살펴볼 때까지 가렸습니다.",
}


def meaning_of(reason):
    return MEANING[Reason(reason)]


def against():
    """Code, label and meaning of everything that may keep a text from being read."""
    return [(reason.value, reason.label, MEANING[reason]) for reason in AGAINST]


def appeal_until(decision):
    """The moment after which it is too late."""
    return decision.at + timedelta(days=APPEAL_DAYS)
