"""가림: what of a record everybody may read. Pure where it can be; nothing here saves.

A phrase is hidden wherever it stands. What still looks like personal data afterwards must be hidden too,
or be said to be harmless, before anything is let out.
"""

from dataclasses import dataclass

from django.core.exceptions import ValidationError

from participation.moderating.looking import look_at

HIDDEN = "〔가림〕"
NOT_THERE = "회의록에 없는 말입니다. 회의록에 적힌 그대로 적어 주십시오."
IN_PUBLIC_WORDS = (
    "‘{phrase}’은(는) 이미 모두에게 보이는 회의 안내나 안건에도 있습니다. 회의와 안건에서 먼저 고쳐 주십시오."
)
STILL_THERE = "개인정보로 보이는 말이 남아 있습니다. 가리거나 ‘공개해도 됨’으로 정해 주십시오: {phrases}"


@dataclass(frozen=True)
class Passage:
    """One text of the record and where it stands."""

    label: str
    text: str


@dataclass(frozen=True)
class Suspect:
    """What looks like personal data: the phrase, what it looks like, and where it stands."""

    phrase: str
    label: str
    where: str


def passages(minutes):
    """All texts of a record that would be let out, in the order in which they are read."""
    yield Passage("출석위원과 참석자", minutes.attendance)
    for section in minutes.sections.all():
        yield Passage(f"심의사항 ‘{section.heading}’의 제목", section.heading)
        yield Passage(f"심의사항 ‘{section.heading}’", section.text)
    for item in minutes.meeting.items.all():
        yield Passage(f"제{item.number}호의 의결 내용", item.resolution)
    yield Passage("심의결과", minutes.results)
    yield Passage("그 밖의 사항", minutes.other)


def words_in_public(meeting):
    """What everybody reads of a meeting without its minutes."""
    yield from (meeting.title, meeting.place, meeting.address, meeting.notice)
    for item in meeting.items.all():
        yield from (item.title, item.summary)


def hide(text, phrases):
    """``text`` with every phrase gone, the longest first, so that none is left in half."""
    for phrase in sorted(phrases, key=len, reverse=True):
        text = text.replace(phrase, HIDDEN)
    return text


def hidden_phrases(minutes):
    return [each.phrase for each in minutes.redactions.all() if each.hides]


def kept_phrases(minutes):
    return [each.phrase for each in minutes.redactions.all() if not each.hides]


def suspects(minutes):
    """What looks like personal data and nobody has decided about yet, each phrase once."""
    gone, kept = hidden_phrases(minutes), set(kept_phrases(minutes))
    found = {}
    for passage in passages(minutes):
        for finding in look_at(hide(passage.text, gone)).personal:
            if finding.text not in kept:
                found.setdefault(finding.text, Suspect(finding.text, finding.label, passage.label))
    return list(found.values())


def refuse_unknown(minutes, phrase):
    if not any(phrase in passage.text for passage in passages(minutes)):
        raise ValidationError({"phrase": NOT_THERE})


def refuse_in_public(meeting, phrases):
    """A phrase that the agenda says already cannot be hidden in the minutes alone."""
    for phrase in phrases:
        if any(phrase in text for text in words_in_public(meeting)):
            raise ValidationError(IN_PUBLIC_WORDS.format(phrase=phrase))


def refuse_suspects(minutes):
    left = suspects(minutes)
    if left:
        raise ValidationError(STILL_THERE.format(phrases=", ".join(f"‘{each.phrase}’" for each in left[:5])))


def times_hidden(minutes):
    """How often something was hidden, by ground."""
    counts = {}
    gone = sorted((each for each in minutes.redactions.all() if each.hides), key=lambda e: -len(e.phrase))
    for passage in passages(minutes):
        text = passage.text
        for each in gone:
            if number := text.count(each.phrase):
                counts[each.ground] = counts.get(each.ground, 0) + number
                text = text.replace(each.phrase, HIDDEN)
    return counts
