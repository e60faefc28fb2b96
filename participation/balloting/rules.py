"""Who may vote when, and what a vote may be."""

from django.core.exceptions import ValidationError
from django.utils import timezone

from common.templatetags.nurinet_tags import clock, day
from participation.models import BallotKind, BallotState


def in_words(moment):
    """2026년 12월 4일(금) 오후 6시"""
    local = timezone.localtime(moment)
    return f"{day(local)} {clock(local)}"


def why_not_now(ballot, now):
    """The sentence that refuses a vote (or an answer) at this moment; '' while the ballot (or survey) is open."""
    noun = ballot._meta.verbose_name
    sentences = {
        BallotState.DRAFT: f"아직 게시하지 않은 {noun}입니다.",
        BallotState.COMING: f"아직 시작하지 않았습니다. {in_words(ballot.opens_at)}에 시작합니다.",
        BallotState.CLOSED: f"{in_words(ballot.closes_at)}에 마감했습니다. 그 시각부터는 받지 않습니다.",
        BallotState.CANCELLED: f"취소된 {noun}입니다.",
    }
    return sentences.get(ballot.state_at(now), "")


def check_ground(ballot, ground):
    if ground not in ballot.grounds:
        raise ValidationError("이 투표에 참여할 수 있는 자격이 아닙니다.")


def check_choices(ballot, choices):
    """``choices`` are numbers of options of this ballot: none twice, no more than it lets choose."""
    numbers = set(ballot.options.values_list("number", flat=True))
    if not choices:
        raise ValidationError("하나 이상 골라 주십시오.")
    if not numbers.issuperset(choices) or len(set(choices)) < len(choices):
        raise ValidationError("고르신 것을 알 수 없습니다. 다시 골라 주십시오.")
    if len(choices) > ballot.most:
        raise ValidationError(f"{ballot.most}개까지 고를 수 있습니다.")


def places_of(ballot):
    """How many places a ranking has; 1 where nothing is ranked."""
    return ballot.most if ballot.kind == BallotKind.RANKING else 1


def refuse_unready(ballot):
    """Before a ballot is shown to everybody: it has options that can be chosen among, all of them public."""
    options = list(ballot.options.select_related("issue"))
    if len(options) < 2:
        raise ValidationError("항목이 둘 이상이어야 합니다.")
    if ballot.most > len(options) or (ballot.kind == BallotKind.SEVERAL and ballot.most == len(options)):
        raise ValidationError("고를 수 있는 수는 항목의 수보다 적어야 합니다.")
    hidden = [f"{option.issue_id}번" for option in options if option.issue and not option.issue.is_public]
    if hidden:
        raise ValidationError(f"공개되지 않은 과제는 투표에 올리지 못합니다: {', '.join(hidden)}.")
