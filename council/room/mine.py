"""What "내 정보" knows of a resident who sits in a body."""

from accounts import mine
from common.facts import iso
from council.models import Attendance, Idea, Membership, RoomCalendar
from council.reach import is_member


def export(resident):
    seats = Membership.objects.of_person(resident.user).select_related("committee").order_by("pk")
    attendances = Attendance.objects.filter(membership__in=seats).select_related("meeting__committee")
    return {
        "위원": [
            {
                "조직": str(seat.committee),
                "이름": seat.name,
                "직위": seat.get_post_display(),
                "구분": seat.get_side_display(),
                "소속": seat.affiliation,
                "임기 시작": iso(seat.starts_on),
                "임기 끝": iso(seat.ends_on),
                "이름 공개에 동의한 날": iso(seat.consented_on),
            }
            for seat in seats
        ],
        "출석": [
            {
                "회의": str(each.meeting),
                "참석 여부 답": each.get_answer_display(),
                "하실 말씀": each.note,
                "나왔는지": each.present,
            }
            for each in attendances.order_by("pk")
        ],
        "제안": [
            {
                "제목": idea.title,
                "내용": idea.text,
                "쓴 때": iso(idea.created_at),
                "상태": idea.get_state_display(),
                "답": idea.answer,
            }
            for idea in Idea.objects.of_person(resident.user).order_by("pk")
        ],
    }


def leave(resident):
    """Seats and what was written from them are the council's records; the secret address goes."""
    RoomCalendar.objects.filter(email=resident.user.email.lower()).delete()


SECTION = mine.MineSection(
    name="council",
    label="위원방",
    url_name="council_room",
    is_for=lambda resident: is_member(resident.user),
    export=export,
    leave=leave,
    stays="협의체 위원이시면 위원 명단과 위원방에 쓰신 글은 협의체의 기록으로 남습니다.",
)


def register():
    """Called from ``CouncilConfig.ready``."""
    mine.register(SECTION)
