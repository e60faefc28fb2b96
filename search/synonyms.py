"""Words that mean the same: what a group may be, and how the thesaurus of the product gets into the district's list."""

import re
from functools import lru_cache

from django.core.exceptions import ValidationError
from django.db import transaction
from wagtail.log_actions import log

from common.looking import has_words
from common.signals import public_content_changed
from directory.models import Dong, LegalDong
from search.korean.letters import composed, tidied
from search.korean.lexicon import INITIAL_SYNONYMS, Synonym, read_synonyms
from search.models import Synonym as Row

MOST_WORDS = 40
LONGEST_WORD = 30
LONGEST = Row._meta.get_field("words").max_length
BETWEEN = re.compile(r"[,、;\n]")
ARROW = re.compile(r"=>|->|→|⇒")


@lru_cache(maxsize=20_000)  # each row's, at every refresh of the lexicon
def words_of(text):
    """Clean words of a list that a person typed, each once, in their order."""
    words = {}
    for word in map(tidied, BETWEEN.split(_plain(text))):
        if word:
            words.setdefault(composed(word), word)
    return tuple(words.values())


def _plain(text):
    """Full-width commas and signs as the plain ones; the ends of lines stay, as they part words too."""
    return text.replace("，", ",").replace("＝", "=").replace("＞", ">").replace("；", ";")


def joined(words):
    return ", ".join(words)


def checked(words, instead):
    """Both sides as they are kept, or a ``ValidationError`` that says by field what is wrong."""
    words, instead = words_of(words), words_of(instead)
    refused = {}
    for field, side in (("words", words), ("instead", instead)):
        if told := _wrong_with(side):
            refused[field] = told
    if not words:
        refused["words"] = "찾는 말을 적어 주십시오."
    elif not instead and len(words) == 1:
        refused["words"] = "뜻이 같은 말을 두 개 이상, 쉼표로 나누어 적어 주십시오. 예: 어르신, 노인"
    elif instead and set(map(composed, words)) == set(map(composed, instead)):
        refused["instead"] = "양쪽이 같습니다. 함께 찾을 다른 말을 적어 주십시오."
    if refused:
        raise ValidationError(refused)
    return joined(words), joined(instead)


def _wrong_with(words):
    if len(words) > MOST_WORDS:
        return f"한 묶음에는 {MOST_WORDS}개까지 적을 수 있습니다. 나누어 적어 주십시오."
    if long := next((word for word in words if len(word) > LONGEST_WORD), None):
        return f"‘{long[:10]}…’이(가) 너무 깁니다. 한 낱말은 {LONGEST_WORD}자까지입니다. 쉼표로 나누었는지 보아 주십시오."
    if bare := next((word for word in words if not has_words(word)), None):
        return f"‘{bare}’에는 글자가 없습니다."
    if sign := next((word for word in words if ARROW.search(word) or "=" in word), None):
        return f"‘{sign}’에 등호나 화살표가 있습니다. 쉼표로 나누어 적어 주십시오."
    if len(joined(words)) > LONGEST:
        return f"모두 합해 {LONGEST}자까지 적을 수 있습니다. 나누어 적어 주십시오."
    return ""


def read_line(line):
    """A pasted line, ``어르신, 노인`` or ``어르신=노인`` or ``할머니 => 노인``, as (words, instead)."""
    sides = ARROW.split(_plain(line))
    if len(sides) == 1:
        return checked(sides[0].replace("=", ","), "")
    words, instead = sides[0], ",".join(sides[1:])
    if not words_of(instead):
        raise ValidationError({"instead": "화살표 뒤에 함께 찾을 말을 적어 주십시오."})
    return checked(words, instead)


def same_as(words, instead, rows=None):
    """A row that says the same, whatever the order of its words; or None."""
    wanted = _said(words, instead)
    rows = Row.objects.all() if rows is None else rows
    return next((row for row in rows if _said(row.words, row.instead) == wanted), None)


def _said(words, instead):
    return frozenset(map(composed, words_of(words))), frozenset(map(composed, words_of(instead)))


def add_many(groups, by):
    """Add (words, instead) groups that nobody has said yet; how many were added, and how many were known."""
    with transaction.atomic():
        said = {_said(row.words, row.instead) for row in Row.objects.all()}
        new = {}
        for words, instead in groups:
            new.setdefault(_said(words, instead), Row(words=words, instead=instead))
        new = [row for key, row in new.items() if key not in said]
        Row.objects.bulk_create(new)
        for row in new:
            log(instance=row, action="wagtail.create", user=by, content_changed=True)
        public_content_changed.send(sender=Row)
    return len(new), len(groups) - len(new)


def in_use():
    """What the engine is given: the district's list, and names of dongs; five queries."""
    for words, instead in Row.objects.in_use().values_list("words", "instead"):
        yield Synonym(words_of(words), words_of(instead), both_ways=not instead)
    yield from _of_dongs()


def _of_dongs():
    """A dong has an official name (전농제1동); one that is no more has heirs; 전농동 on a letter is two 행정동."""
    for dong in Dong.objects.order_by("pk").prefetch_related("successors"):
        if dong.official_name not in ("", dong.name):
            yield Synonym((dong.name, dong.official_name))
        yield from _lie_in(dong, dong.successors.all())
    for legal in LegalDong.objects.order_by("pk").prefetch_related("dongs"):
        yield from _lie_in(legal, legal.dongs.all())


def _lie_in(area, dongs):
    names = tuple(sorted({dong.name for dong in dongs} - {area.name}))
    if names:
        yield Synonym((area.name,), names, both_ways=False)


def bring_shipped(rows=Row, path=INITIAL_SYNONYMS):
    """Put the thesaurus that comes with the product into the district's list; called after every migrate.

    A line is known by its first word and its direction. What the district has edited or switched off stays
    so for ever; what it has left alone follows the product: changed with it, and gone with it.
    """
    known = {_key(row.shipped_as): row for row in rows.objects.exclude(shipped_as="")}
    taken = set(rows.objects.values_list("words", "instead"))
    new = []
    for words, instead, _both_ways in read_synonyms(path.read_text(encoding="utf-8")):
        line = _line(joined(words), joined(instead))
        row = known.pop(_key(line), None)
        if _sides(line) in taken or (row and _is_edited(row)):
            continue
        taken.add(_sides(line))
        row = row or rows()
        row.words, row.instead = _sides(line)
        row.shipped_as = line
        if row.pk:
            row.save()
        else:
            new.append(row)
    rows.objects.bulk_create(new)
    for row in known.values():
        if _is_edited(row):
            row.shipped_as = ""
            row.save()
        else:
            row.delete()


def _line(words, instead):
    return str(Row(words=words, instead=instead))


def _sides(line):
    words, _, instead = line.partition(" => ")
    return words, instead


def _key(line):
    words, instead = _sides(line)
    return composed(words.partition(",")[0]), bool(instead)


def _is_edited(row):
    return (row.words, row.instead) != _sides(row.shipped_as)
