"""What 내 정보 shows and exports of ballots: that one voted, and on which ground. What, nobody can tell."""

from accounts import mine


def export(resident):
    voted = resident.voice.voters.select_related("ballot") if resident.voice else ()
    rows = ({"ballot": each.ballot.title, "ground": each.get_ground_display()} for each in voted)
    return sorted(rows, key=lambda row: row["ballot"])


def register():
    mine.register(
        mine.MineSection(
            name="ballots",
            label="투표",
            export=export,
            stays="투표하셨다는 것은 본인확인 열쇠와 함께 남아, 다시 가입하셔도 두 번 투표하지 못합니다. "
            "무엇을 고르셨는지는 지금도 아무도 모릅니다.",
        )
    )
