"""One POST to a receiver: to the number that was judged, no redirects, so many seconds, so many bytes of answer."""

import re
import time
from dataclasses import dataclass
from datetime import UTC, timedelta
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

import requests
from django.conf import settings
from django.utils import timezone

from api.webhooks.models import LONGEST_EXCERPT
from directory.keeping.fetching import InsideAddress, session
from pages.pulling.fetching import FetchError, refuse_address, watched

SECONDS = 15
TIMEOUT = (4, SECONDS)
ANSWER_BYTES = 2048
SCHEMES = ("https",)
LONGEST_RETRY_AFTER = timedelta(days=1)
AGENT = "NurinetWebhook/1.0 (+{base})"
INSIDE = "밖에서 열 수 없는 주소입니다(내부망이나 허락하지 않은 포트)."
LATE = f"{SECONDS}초 안에 답하지 않았습니다."


@dataclass
class Answer:
    """What became of it. ``status`` is None where there was no answer; then ``error`` says why."""

    status: int | None = None
    error: str = ""
    excerpt: str = ""
    milliseconds: int = 0
    retry_after: timedelta = timedelta()

    @property
    def is_received(self):
        return self.status is not None and 200 <= self.status < 300

    @property
    def is_gone(self):
        """The receiver wants no more."""
        return self.status == 410


def refuse_receiver(address):
    """Raise `FetchError` for an address nothing is ever sent to, before anything is looked up."""
    refuse_address(address)
    if urlsplit(address).scheme not in SCHEMES:
        raise FetchError("https로 시작하는 주소로만 보냅니다.")
    if urlsplit(address).fragment:
        raise FetchError("주소에서 # 뒤를 빼 주십시오.")


def post(address, body, headers):
    """Send ``body`` (bytes). Whatever the receiver does, an `Answer` comes, and soon."""
    started = time.monotonic()
    try:
        refuse_receiver(address)
        answer = _posted(address, body, headers)
    except FetchError as error:
        answer = Answer(error=str(error))
    answer.milliseconds = round((time.monotonic() - started) * 1000)
    return answer


def _posted(address, body, headers):
    with watched(SECONDS) as watch, session() as http:
        http.headers.clear()
        http.get_redirect_target = lambda answer: None
        said = {
            **{"Content-Type": "application/json", "Accept-Encoding": "identity", "Accept": "*/*"},
            **{"User-Agent": AGENT.format(base=settings.BASE_URL)},
        }
        try:
            with http.post(
                address,
                **{"data": body, "headers": said | headers, "timeout": TIMEOUT},
                **{"allow_redirects": False, "stream": True},
            ) as came:
                # A head that was cut off by our clock looks like a whole one.
                return Answer(error=LATE) if watch.is_over else _read(came)
        except InsideAddress:
            return Answer(error=INSIDE)
        except Exception as error:  # a library may stumble over whatever a stranger sends
            is_late = watch.is_over or watch.remaining <= 0
            return Answer(error=LATE if is_late else _sentence(error))


def _sentence(error):
    if isinstance(error, requests.exceptions.SSLError):
        return "보안 인증서에 문제가 있습니다."
    if isinstance(error, requests.Timeout | TimeoutError):
        return LATE
    return "연결되지 않거나 답을 받다가 끊어졌습니다."


def _read(came):
    """The status decides. A body that breaks off, or never ends, does not undo a 2xx."""
    answer = Answer(came.status_code, retry_after=_retry_after(came.headers.get("Retry-After", "")))
    if not answer.is_received:
        answer.error = f"{came.status_code}(으)로 답했습니다."
    try:
        answer.excerpt = _printable(came.raw.read(ANSWER_BYTES, decode_content=False))
    except Exception:  # whatever it was: the answer itself is there
        answer.excerpt = ""
    return answer


def _printable(content):
    text = "".join(letter if letter.isprintable() else " " for letter in content.decode("utf-8", "replace"))
    return " ".join(text.split())[:LONGEST_EXCERPT]


def _retry_after(text):
    """Seconds or a date, as HTTP has them; at most a day."""
    if re.fullmatch(r"[0-9]{1,9}", text.strip()):
        return min(timedelta(seconds=int(text)), LONGEST_RETRY_AFTER)
    try:
        moment = parsedate_to_datetime(text)
        moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        return max(timedelta(), min(moment - timezone.now(), LONGEST_RETRY_AFTER))
    except (ValueError, TypeError, OverflowError):
        return timedelta()
