"""Captions as editors have them, WebVTT or SRT, read strictly and written anew as plain WebVTT.

What is kept is moments, words, and where on the picture they stand: no styles, no markup, no scripts.
"""

import html
import re
from dataclasses import dataclass

from django.core.exceptions import ValidationError

LARGEST = 1024 * 1024
MOST_CUES = 5000
LONGEST_MOMENT = 24 * 60 * 60 * 1000
NEW_PARAGRAPH_AFTER = 3000

MOMENT = r"(?:(\d{1,3}):)?(\d{1,2}):(\d{2})[.,](\d{1,3})"
TIMES = re.compile(rf"\s*{MOMENT}\s*-->\s*{MOMENT}(?:\s+(.*))?\s*", re.ASCII)
PLACE = re.compile(
    r"vertical:(?:rl|lr)|size:\d{1,3}%|align:(?:start|center|end|left|right)"
    r"|(?:line:-?\d{1,3}%?|position:\d{1,3}%)(?:,[a-z-]{1,12})?",
    re.ASCII,
)
SPEAKER = re.compile(r"<v(?:\.[^\s>]*)?\s+([^>]+)>")
MARKUP = re.compile(r"</?[a-zA-Z][^>]*>|</?\d[\d:.]*>|\{\\[^}]*\}")

EMPTY = "자막 파일이 비어 있습니다. 다른 파일을 올려 주십시오."
TOO_LARGE = "자막 파일이 너무 큽니다. 1MB보다 작은 글자 자막을 올려 주십시오."
NOT_TEXT = "자막 파일의 글자를 읽지 못했습니다. UTF-8로 저장하여 다시 올려 주십시오."
SAMI = "SMI 자막은 그대로 쓸 수 없습니다. 자막 편집 프로그램에서 VTT나 SRT로 저장하여 올려 주십시오."
NO_CAPTIONS = "VTT나 SRT 자막이 아닙니다. ‘00:00:01.000 --> 00:00:04.000’ 같은 시간 줄과 그 아래 자막 글이 있어야 합니다."
NO_TIMES = "{number}번째 자막에 시간 줄이 없거나 알아볼 수 없습니다: ‘{line}’"
BACKWARDS = "{number}번째 자막은 끝나는 시각이 시작보다 빠릅니다: ‘{line}’"
TOO_LATE = "{number}번째 자막의 시각이 지나치게 깁니다: ‘{line}’"
TOO_MANY = f"자막이 너무 많습니다. {MOST_CUES:,}개까지 올릴 수 있습니다."


@dataclass(frozen=True)
class Cue:
    """Words that are shown from one moment to another, in milliseconds."""

    starts: int
    ends: int
    text: str
    place: str = ""

    def as_vtt(self):
        times = f"{_moment(self.starts)} --> {_moment(self.ends)} {self.place}".rstrip()
        return f"{times}\n{html.escape(self.text, quote=False)}"


def decoded(data):
    """The text of an uploaded file; raises ``ValidationError`` with the sentence that the editor reads."""
    if len(data) > LARGEST:
        raise ValidationError(TOO_LARGE, code="size")
    encodings = ["utf-16"] if data.startswith((b"\xff\xfe", b"\xfe\xff")) else ["utf-8-sig", "cp949"]
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not any(character < " " and character not in "\t\r\n\f" for character in text):
            return text
    raise ValidationError(NOT_TEXT, code="not_text")


def read_captions(text):
    """The cues of a WebVTT or SRT text in the order of their moments; raises ``ValidationError``."""
    if len(text) > LARGEST:
        raise ValidationError(TOO_LARGE, code="size")
    text = re.sub(r"\r\n?", "\n", text).strip("\ufeff \n\t")
    if not text:
        raise ValidationError(EMPTY, code="empty")
    if text[:200].lower().lstrip().startswith("<sami"):
        raise ValidationError(SAMI, code="sami")
    blocks = [block for block in re.split(r"\n[ \t]*\n", text) if block.strip()]
    if re.match(r"WEBVTT(?:[ \t\n]|$)", text):
        blocks = blocks[1:] if "-->" not in blocks[0] else [blocks[0].partition("\n")[2], *blocks[1:]]
        blocks = [block for block in blocks if not re.match(r"(?:NOTE|STYLE|REGION)(?:\s|$)", block.lstrip())]
    elif "-->" not in blocks[0]:
        raise ValidationError(NO_CAPTIONS, code="no_captions")
    if len(blocks) > MOST_CUES:
        raise ValidationError(TOO_MANY, code="too_many")
    cues = [_cue(block.strip("\n").split("\n"), number) for number, block in enumerate(blocks, 1)]
    cues = sorted((cue for cue in cues if cue.text), key=lambda cue: (cue.starts, cue.ends))
    if not cues:
        raise ValidationError(NO_CAPTIONS, code="no_captions")
    return cues


def as_webvtt(cues):
    return "\n\n".join(["WEBVTT", *(cue.as_vtt() for cue in cues)]) + "\n"


def words(vtt):
    """What captions of ours say, without their moments: one paragraph until nobody speaks for a while."""
    paragraphs, ended = [], None
    for cue in read_captions(vtt) if vtt else ():
        if ended is None or cue.starts - ended > NEW_PARAGRAPH_AFTER:
            paragraphs.append([])
        paragraphs[-1].append(" ".join(cue.text.split()))
        ended = cue.ends
    return "\n\n".join("\n".join(lines) for lines in paragraphs)


def _cue(lines, number):
    """Before the times may stand a number or a name, which nobody reads."""
    position = 0 if "-->" in lines[0] else 1
    line = lines[position] if len(lines) > position else lines[0]
    found = TIMES.fullmatch(line)
    if not found:
        raise ValidationError(NO_TIMES.format(number=number, line=line[:60]), code="no_times")
    starts, ends = (_milliseconds(*found.groups()[begin : begin + 4]) for begin in (0, 4))
    if starts is None or ends is None or ends > LONGEST_MOMENT:
        raise ValidationError(TOO_LATE.format(number=number, line=line[:60]), code="too_late")
    if ends <= starts:
        raise ValidationError(BACKWARDS.format(number=number, line=line[:60]), code="backwards")
    place = " ".join(part for part in (found[9] or "").split() if PLACE.fullmatch(part))
    return Cue(starts, ends, _plain(lines[position + 1 :]), place)


def _plain(lines):
    """The words alone; who speaks is said in words, too."""
    text = "\n".join(line.strip() for line in lines)
    text = MARKUP.sub("", SPEAKER.sub(lambda found: f"{found[1].strip()}: ", text))
    return "\n".join(line for line in html.unescape(text).replace("\x00", "").split("\n") if line.strip())


def _milliseconds(hours, minutes, seconds, fraction):
    """None where minutes or seconds are more than a clock has."""
    if int(minutes) > 59 or int(seconds) > 59:
        return None
    whole = (int(hours or 0) * 60 + int(minutes)) * 60 + int(seconds)
    return whole * 1000 + int(fraction.ljust(3, "0"))


def _moment(milliseconds):
    seconds, fraction = divmod(milliseconds, 1000)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}.{fraction:03}"
