"""의결: what a meeting decided, the issues it moves, and the record of it; all of it in one transaction, or nothing."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from council.council_log import Deed
from council.models import AgendaItem, AgendaKind, Decision, Result
from participation.actions import answer, move
from participation.actions.steps import office_of, require_headquarters
from participation.models import BodyKind, Status
from participation.moderating.looking import look_at
from participation.way import may_follow

NOT_HELD = "아직 열리지 않았거나 취소한 회의입니다. 결정은 회의가 시작된 뒤에 적습니다."
WHOLE_VOTE = "찬성, 반대, 기권을 모두 적거나 모두 비워 주십시오."
TOO_MANY = "찬성, 반대, 기권을 더하면 {votes}명인데 출석은 {present}명입니다."
NO_MAJORITY = "찬성 {votes_for}명은 출석 {present}명의 과반수({needed}명)에 미치지 못하여 {result}(으)로 적을 수 없습니다."
MAJORITY = "찬성 {votes_for}명이 출석 {present}명의 과반수여서 부결로 적을 수 없습니다."
CORRECT_WITH_REASON = "이미 적은 결정입니다. 고치는 까닭을 적어 주십시오."
PERSONAL = "과제의 경과에 모두가 보도록 실립니다. 개인정보로 보이는 말을 빼 주십시오: {phrases}"
IN_WORDS = {
    Result.ADOPTED: "원안대로 의결했습니다",
    Result.AMENDED: "수정하여 의결했습니다",
    Result.DEFERRED: "결정을 미루었습니다",
    Result.REJECTED: "부결했습니다",
}
CARRIED = (Result.ADOPTED, Result.AMENDED)
# Where an issue usually goes: by the body that decided, then by the result. 보류 moves nothing.
USUAL = {
    BodyKind.SUBCOMMITTEE: {Result.ADOPTED: Status.WORKING, Result.AMENDED: Status.WORKING},
    BodyKind.WORKING: {Result.ADOPTED: Status.COUNCIL, Result.AMENDED: Status.COUNCIL},
    BodyKind.COUNCIL: {Result.ADOPTED: Status.ADOPTED, Result.AMENDED: Status.PARTLY},
}


@dataclass(frozen=True)
class Votes:
    """Counts, never names; all three, or none where nobody counted."""

    votes_for: int | None = None
    votes_against: int | None = None
    votes_abstain: int | None = None

    @property
    def counts(self):
        return (self.votes_for, self.votes_against, self.votes_abstain)

    @property
    def is_counted(self):
        return None not in self.counts


@dataclass(frozen=True)
class Move:
    """Where one issue goes by the decision, as seen in state ``seen``; ``to`` is '' where it stays."""

    issue: object
    seen: str
    to: str = ""
    body: object = None


def usual_move(item, issue, result):
    """The state that is offered; '' where the issue stays where it is."""
    if item.kind != AgendaKind.DELIBERATION:
        return ""
    usual = USUAL.get(item.meeting.committee.kind, {})
    to = Status.REJECTED if result == Result.REJECTED else usual.get(result, "")
    return to if to in may_follow(issue.status) else ""


def refuse_wrong_votes(result, votes, quorum):
    """More than half of those present carry a decision (조례 제6조). Where attendance is not recorded, nothing is said."""
    if any(count is not None for count in votes.counts) and not votes.is_counted:
        raise ValidationError(WHOLE_VOTE)
    if not votes.is_counted or not quorum.present:
        return
    if sum(votes.counts) > quorum.present:
        raise ValidationError(TOO_MANY.format(votes=sum(votes.counts), present=quorum.present))
    words = {"votes_for": votes.votes_for, "present": quorum.present, "needed": quorum.needed_votes}
    if result in CARRIED and votes.votes_for < quorum.needed_votes:
        raise ValidationError(NO_MAJORITY.format(result=Result(result).label, **words))
    if result == Result.REJECTED and votes.votes_for >= quorum.needed_votes:
        raise ValidationError(MAJORITY.format(**words))


def refuse_personal(words):
    if found := look_at(words).personal:
        raise ValidationError(
            {"words": PERSONAL.format(phrases=", ".join(f"‘{finding.text}’" for finding in found))}
        )


def in_words(item, result, words):
    """The sentence for the timelines of issues: what was decided where. The item's text is not repeated."""
    meeting = item.meeting
    sentence = f"{meeting.name} {meeting.committee.name} 회의 제{item.number}호 안건에서 {IN_WORDS[result]}."
    return f"{sentence}\n{words.strip()}".strip()


@transaction.atomic
def decide(item, *, by, result, resolution="", votes=None, moves=(), words="", reason=""):
    """Write down what was decided, and bring the issues where it brings them.

    ``moves`` are `Move`s of issues of this item; an issue that stays gets its line too. ``words`` are
    added to the issues' timelines. A second decision about the same item corrects the first, with its
    ``reason``; both stay in the record. Raises ``ValidationError`` and then nothing has happened.
    """
    require_headquarters(by)
    item = AgendaItem.objects.select_for_update(of=("self",), no_key=True).get(pk=item.pk)
    meeting, votes = item.meeting, votes or Votes()
    if not meeting.is_held:
        raise ValidationError(NOT_HELD)
    if item.is_decided and not reason.strip():
        raise ValidationError({"reason": CORRECT_WITH_REASON})
    quorum = meeting.quorum()
    refuse_wrong_votes(result, votes, quorum)
    refuse_personal(words)
    moved = [_bring(item, each, in_words(item, result, words), by) for each in moves]
    item.result, item.resolution, item.decided_at = result, resolution.strip(), timezone.now()
    item.votes_for, item.votes_against, item.votes_abstain = votes.counts
    item.save()
    log(meeting, Deed.DECIDED, user=by, data={"reason": f"제{item.number}호 {Result(result).label}"})
    return Decision.objects.create(
        item=item,
        result=result,
        resolution=item.resolution,
        votes_for=votes.votes_for,
        votes_against=votes.votes_against,
        votes_abstain=votes.votes_abstain,
        seats=quorum.seats,
        present=quorum.present,
        moved=moved,
        reason=reason.strip()[:300],
        office=office_of(by),
        by=by,
    )


def _bring(item, each, sentence, by):
    link = item.issue_links.get(issue=each.issue)
    if each.to:
        move(each.issue, each.to, by=by, seen=each.seen, reason=sentence, body=each.body)
        link.moved_to = each.to
        link.save(update_fields=["moved_to"])
    else:
        answer(each.issue, by=by, reason=sentence, body=item.meeting.committee)
    return {"issue": each.issue.pk, "from": each.seen, "to": each.to or each.seen}
