"""Captions are read strictly, by what they hold, and kept as plain WebVTT."""

import pytest
from django.core.exceptions import ValidationError

from pages.films.captions import LARGEST, MOST_CUES, as_webvtt, decoded, read_captions, words

SRT = "1\r\n00:00:01,000 --> 00:00:04,500\r\n<i>안녕하십니까</i>\r\n\r\n2\r\n00:00:05,000 --> 00:00:06,000\r\n둘째 줄\r\n"


def kept(text):
    return as_webvtt(read_captions(text))


def test_srt_becomes_webvtt():
    assert kept(SRT) == (
        "WEBVTT\n\n00:00:01.000 --> 00:00:04.500\n안녕하십니까\n\n00:00:05.000 --> 00:00:06.000\n둘째 줄\n"
    )


def test_what_is_kept_is_read_again_the_same():
    once = kept("WEBVTT\n\n00:01.000 --> 00:02.000 line:0 align:start\nA &amp; B < C\n")

    assert once == kept(once)
    assert "line:0 align:start" in once


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("<v 김복지>안녕하세요", "김복지: 안녕하세요"),
        ("<c.loud>크게</c> <00:00:01.500>말합니다", "크게 말합니다"),
        ("{\\an8}위에 <font color=red>빨강</font>", "위에 빨강"),
        ("<script>alert(1)</script>", "alert(1)"),
        ("&lt;script&gt;", "&lt;script&gt;"),
        ("1 < 2 --> 3", "1 &lt; 2 --&gt; 3"),
    ],
)
def test_only_words_are_kept(said, shown):
    text = kept(f"WEBVTT\n\n00:01.000 --> 00:02.000\n{said}\n")

    assert text.split("\n", 3)[3] == f"{shown}\n"


def test_notes_styles_and_unknown_places_are_left_out():
    text = kept(
        "WEBVTT 우리 자막\nKind: captions\n\nSTYLE\n::cue { background: url(https://evil.example/) }\n\nNOTE 메모\n\n"
        "처음\n00:01.000 --> 00:02.000 region:fred onclick:1\n말\n"
    )

    assert text == "WEBVTT\n\n00:00:01.000 --> 00:00:02.000\n말\n"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "비어 있습니다"),
        ("그냥 글입니다.", "VTT나 SRT 자막이 아닙니다"),
        ("WEBVTT\n", "VTT나 SRT 자막이 아닙니다"),
        ("<SAMI><BODY><SYNC Start=1></SAMI>", "SMI 자막은"),
        ("WEBVTT\n\n00:00:01.000 -> 00:00:02.000\n말", "1번째 자막에 시간 줄이"),
        ("WEBVTT\n\n00:01.000 --> 00:02.000\n말\n\n00:03.000 --> 끝\n말", "2번째 자막에 시간 줄이"),
        ("WEBVTT\n\n00:02.000 --> 00:01.000\n말", "1번째 자막은 끝나는 시각이"),
        ("WEBVTT\n\n00:61.000 --> 00:62.000\n말", "1번째 자막의 시각이 지나치게"),
        ("WEBVTT\n\n999:00:01.000 --> 999:00:02.000\n말", "1번째 자막의 시각이 지나치게"),
        ("WEBVTT\n\n00:01.000 --> 00:02.000\n<i></i>", "VTT나 SRT 자막이 아닙니다"),
        ("WEBVTT" + "\n\n00:01.000 --> 00:02.000\n말" * (MOST_CUES + 1), "자막이 너무 많습니다"),
    ],
)
def test_anything_else_is_refused_with_a_sentence(text, sentence):
    with pytest.raises(ValidationError, match=sentence):
        read_captions(text)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp949", "utf-16"])
def test_files_of_korean_offices_are_read(encoding):
    assert words(kept(decoded(SRT.encode(encoding)))) == "안녕하십니까\n둘째 줄"


@pytest.mark.parametrize(
    "data", [b"\xff\xfe\x00", b"WEBVTT\x00", b"\x89PNG\r\n\x1a\n\x00\x00", b"\x80\x81\xff"]
)
def test_what_is_no_text_is_refused(data):
    with pytest.raises(ValidationError, match="읽지 못했습니다"):
        decoded(data)


def test_a_book_is_no_captions():
    with pytest.raises(ValidationError, match="너무 큽니다"):
        decoded(b"a" * (LARGEST + 1))


def test_a_pause_begins_a_paragraph():
    text = kept(
        "WEBVTT\n\n00:01.000 --> 00:02.000\n하나\n\n00:02.500 --> 00:03.000\n둘\n\n00:09.000 --> 00:10.000\n셋\n"
    )

    assert words(text) == "하나\n둘\n\n셋"
