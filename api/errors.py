"""What the API says when it cannot answer: a sentence in Korean and in English, always as JSON."""

from wagtail.api.v2.utils import BadRequestError

LONGEST_ECHO = 60


def bad_request(korean, english):
    return BadRequestError(f"{korean} ({english})")


def echo(text):
    """A part of the question, short enough to repeat."""
    return text if len(text) <= LONGEST_ECHO else f"{text[:LONGEST_ECHO]}…"


def sentence(error):
    """Wagtail's own English sentence with a Korean one before it; ours stay as they are."""
    text = str(error)
    return text if text.endswith(".)") else f"질문을 이해하지 못했습니다. ({echo(text)}.)"


NOT_FOUND = "찾으시는 것이 없습니다. (Not found.)"
NOT_ALLOWED = "읽기만 할 수 있습니다. (This API is read-only.)"
