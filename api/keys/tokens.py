"""The words of a key: 256 random bits behind a prefix that scanners know, before a checksum.

Only the SHA-256 is kept. A key is as long as its own hash, so nothing slower is needed to guard it.
"""

import hashlib
import secrets
import string
import zlib

PREFIX = "nurinet_"
ALPHABET = string.digits + string.ascii_letters
SECRET_LENGTH = 43  # 62 ** 43 > 2 ** 256
CHECK_LENGTH = 6  # 62 ** 6 > 2 ** 32
SHOWN = len(PREFIX) + 4


def new_token():
    secret = _in_letters(secrets.randbits(256), SECRET_LENGTH)
    return f"{PREFIX}{secret}{_check(secret)}"


def is_token(text):
    """Whether the text can be a key at all, asked without the database. Accidents in copying are found here."""
    body = text.removeprefix(PREFIX)
    if body == text or len(body) != SECRET_LENGTH + CHECK_LENGTH or not body.isascii():
        return False
    return secrets.compare_digest(_check(body[:SECRET_LENGTH]), body[SECRET_LENGTH:])


def hashed(token):
    return hashlib.sha256(token.encode()).hexdigest()


def _check(secret):
    return _in_letters(zlib.crc32(secret.encode()), CHECK_LENGTH)


def _in_letters(number, length):
    letters = []
    for _ in range(length):
        number, rest = divmod(number, len(ALPHABET))
        letters.append(ALPHABET[rest])
    return "".join(reversed(letters))
