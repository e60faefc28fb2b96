"""Addresses on the web and of e-mail."""

import ipaddress
import re
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email

from directory.importing.cleaning.text import Mended, line, narrow

LONGEST_URL = 1000
LONGEST_CELL = 400
_valid_url = URLValidator(schemes=["http", "https"])


def website(raw):
    """An address that a browser can open; ``http://`` is added where no scheme is written."""
    given = line(raw)
    if not given:
        return Mended("")
    if len(given) > 2 * LONGEST_URL:
        return Mended("", "홈페이지 주소가 아니어서 비웠습니다.")
    given = _unescaped(given)
    if "@" in re.sub(r"^https?:?/+", "", given, flags=re.I).partition("/")[0]:
        return Mended("", "홈페이지가 아니라 이메일 주소여서 비웠습니다.")
    address, remark = _first(re.sub(r"^(https?)[:;]?/+", r"\1://", given, flags=re.I))
    if not re.match(r"https?://", address, re.I):
        address = f"http://{address}"
    if not _opens(address):
        return Mended("", "홈페이지 주소가 아니어서 비웠습니다.")
    return Mended(address, remark)


def _unescaped(given):
    while "&amp;" in given:
        given = given.replace("&amp;", "&")
    return given


def _first(given):
    """Of several addresses the first; of one pasted after another, ``http://ahttp://b``, the last."""
    parts = re.split(r"\s*[,;]\s*(?=https?://|www\.)|\s+(?=https?://|www\.)", given)
    if len(parts) > 1:
        return parts[0], "첫 주소만 실었습니다."
    pasted = re.fullmatch(r"https?://[^/?]*?(https?://.+)", given, re.I)
    if pasted:
        return pasted[1], "주소 둘이 붙어 있어 뒤의 것을 실었습니다."
    return given, ""


def _opens(address):
    """Whether it is written rightly and leads to a public host by its name."""
    if len(address) > LONGEST_URL:
        return False
    try:
        _valid_url(address)
        host = urlsplit(address).hostname or ""
    except (ValidationError, ValueError):
        return False
    if "." not in host or "@" in urlsplit(address).netloc:
        return False
    try:
        return ipaddress.ip_address(host.strip("[]")).is_global
    except ValueError:
        return True


def email(raw):
    """One address; the domain in small letters."""
    given = narrow(raw)
    if not given:
        return Mended("")
    given = given[:LONGEST_CELL]
    found = re.findall(r"[^\s,;/<>()\[\]\"']+@[^\s,;/<>()\[\]\"']+", given.removeprefix("mailto:"))
    if not found:
        return Mended("", "이메일 주소가 아니어서 비웠습니다.")
    name, _, host = found[0].rpartition("@")
    address = f"{name}@{host.rstrip('.').lower()}"
    try:
        validate_email(address)
    except (ValidationError, ValueError):
        return Mended("", "이메일 주소가 아니어서 비웠습니다.")
    return Mended(address, "첫 이메일 주소만 실었습니다." if len(found) > 1 else "")
