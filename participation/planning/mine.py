"""What "내 정보" knows of a resident's opinions about plans."""

from accounts import mine
from participation.models import Opinion
from participation.planning.opinions import forget


def export(resident):
    return [
        {
            "공고": opinion.notice.title,
            "의견": opinion.text,
            "낸 때": opinion.created_at.isoformat(),
            "반영 여부": opinion.get_verdict_display(),
            "까닭": opinion.reason,
        }
        for opinion in Opinion.objects.filter(resident=resident).select_related(
            "notice__plan", "notice__year_plan__plan"
        )
    ]


def leave(resident):
    """An answered opinion keeps its gist and its answer; one that waits is still answered, to nobody."""
    for opinion in Opinion.objects.filter(resident=resident).exclude(verdict=""):
        forget(opinion)
    Opinion.objects.filter(resident=resident).update(resident=None)


SECTION = mine.MineSection(
    name="plan_opinions",
    label="계획에 낸 의견",
    export=export,
    leave=leave,
    stays="계획 공고에 내신 의견의 요지와 답은 이름 없이 남습니다.",
)


def register():
    """Called from ``ParticipationConfig.ready``."""
    mine.register(SECTION)
