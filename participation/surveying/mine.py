"""What 내 정보 shows and exports of surveys: that one answered. What, nobody can tell."""

from accounts import mine


def export(resident):
    answered = resident.voice.respondents.select_related("survey") if resident.voice else ()
    return sorted(({"survey": each.survey.title} for each in answered), key=lambda each: each["survey"])


def register():
    mine.register(
        mine.MineSection(
            name="surveys",
            label="설문",
            export=export,
            stays="설문에 답하셨다는 것은 본인확인 열쇠와 함께 남습니다. 무엇을 답하셨는지는 지금도 아무도 모릅니다.",
        )
    )
