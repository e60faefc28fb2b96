"""Making a ballot and changing it, until it opens."""

import re

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from common.signals import public_content_changed
from participation.balloting.actions import lock, told
from participation.balloting.ballot_log import Step
from participation.balloting.rules import refuse_unready
from participation.models import Ballot, BallotKind, BallotState, Issue, NoteKind, Option
from participation.models.ballot import MANY, MOST_OPTIONS

ISSUE_LINE = re.compile(r"#\s?([0-9]{1,9})")
LONGEST_OPTION = 200
YES_AND_NO = ("찬성", "반대")


def options_in(text, site):
    """Options as they are typed, one to a line; ``#12`` is issue 12 with its title."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if len(lines) > MOST_OPTIONS:
        raise ValidationError(f"항목은 {MOST_OPTIONS}개까지 올릴 수 있습니다.")
    wanted = {line: int(match[1]) for line in lines if (match := ISSUE_LINE.fullmatch(line))}
    issues = Issue.objects.in_site(site).public().in_bulk(set(wanted.values()))
    options = []
    for line in lines:
        issue = issues.get(wanted[line]) if line in wanted else None
        if line in wanted and issue is None:
            raise ValidationError(f"{line}: 공개된 과제 가운데 그 번호가 없습니다.")
        if len(line) > LONGEST_OPTION:
            raise ValidationError(f"항목 하나는 {LONGEST_OPTION}자까지 적을 수 있습니다.")
        options.append((issue.title if issue else line, issue))
    if len({text for text, _ in options}) < len(options):
        raise ValidationError("같은 항목이 두 번 있습니다.")
    return options


def as_typed(ballot):
    """The options as `options_in` reads them."""
    options = ballot.options.all()
    return "\n".join(f"#{option.issue_id}" if option.issue_id else option.text for option in options)


@transaction.atomic
def make(*, site, by, options, **values):
    ballot = Ballot.objects.create(site=site, **_with_its_kind(values))
    _lay_out(ballot, options)
    log(instance=ballot, action=str(Step.MADE), user=by)
    return ballot


@transaction.atomic
def change(ballot, *, by, options, **values):
    """Until it opens. Afterwards somebody has voted, or could have, on what stood there."""
    ballot = lock(ballot)
    refuse_fixed(ballot)
    for name, value in _with_its_kind(values).items():
        setattr(ballot, name, value)
    ballot.updated_at = timezone.now()
    ballot.save()
    ballot.options.all().delete()
    _lay_out(ballot, options)
    if ballot.published_at is not None:
        if ballot.opens_at < timezone.now():
            raise ValidationError("시작 시각이 이미 지났습니다. 시작 시각을 뒤로 고쳐 주십시오.")
        refuse_unready(ballot)
        told(ballot, NoteKind.CHANGED, by=by)
        public_content_changed.send(sender=Ballot)
    log(instance=ballot, action=str(Step.CHANGED), user=by)
    return ballot


def refuse_fixed(ballot):
    if ballot.state not in (BallotState.DRAFT, BallotState.COMING):
        raise ValidationError("시작한 투표는 고칠 수 없습니다. 마감을 늦추거나 취소할 수만 있습니다.")


def _with_its_kind(values):
    return values if values["kind"] in MANY else values | {"most": 1}


def _lay_out(ballot, options):
    if ballot.kind == BallotKind.YES_NO:
        options = [(word, None) for word in YES_AND_NO]
    Option.objects.bulk_create(
        Option(ballot=ballot, number=number, text=text, issue=issue)
        for number, (text, issue) in enumerate(options, start=1)
    )
