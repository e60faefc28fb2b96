"""``cursor=``: where the last page of a list ended, so that the next one costs the same however far it is."""

import base64
import binascii
import json
from datetime import datetime

from api.errors import bad_request

LONGEST = 1000


def _wrong():
    return bad_request("cursor를 읽지 못했습니다. 처음부터 다시 받아 주십시오.", "cursor cannot be read.")


def written(keys, row):
    values = [getattr(row, key.lstrip("-")) for key in keys]
    plain = [value.isoformat() if isinstance(value, datetime) else value for value in values]
    return encoded([keys, plain])


def encoded(data):
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def decoded(text):
    """Raises ValueError for what no cursor of ours looks like."""
    if len(text) > LONGEST:
        raise ValueError(text)
    try:
        return json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
    except (binascii.Error, UnicodeError, RecursionError) as error:
        raise ValueError(text) from error


def after(rows, keys, text):
    """The rows that come after the cursor's own. ``keys``: one column and the id, or the id alone."""
    try:
        old_keys, values = decoded(text)
        if old_keys != keys or len(values) != len(keys):
            raise ValueError(text)
        first = keys[0].lstrip("-")
        if first.endswith("_at"):
            values[0] = datetime.fromisoformat(values[0])
            if values[0].tzinfo is None:
                raise ValueError(text)
        if not all(
            isinstance(value, int | str | datetime) and not isinstance(value, bool) for value in values
        ):
            raise ValueError(text)
        if not isinstance(values[-1], int) or abs(values[-1]) > 2**62 or "\0" in str(values[0]):
            raise ValueError(text)
        if (
            isinstance(values[0], int)
            and abs(values[0]) > 2**62
            or (first == "title") != isinstance(values[0], str)
        ):
            raise ValueError(text)
    except (ValueError, TypeError, OverflowError) as error:
        raise _wrong() from error
    side = "lte" if keys[0].startswith("-") else "gte"
    past = "gte" if keys[-1].startswith("-") else "lte"
    if len(keys) == 1:
        return rows.filter(**{f"{first}__{'lt' if side == 'lte' else 'gt'}": values[0]})
    # So that a database goes along the index from here on, instead of reading all that comes before.
    same = {first: values[0], f"{keys[-1].lstrip('-')}__{past}": values[-1]}
    return rows.filter(**{f"{first}__{side}": values[0]}).exclude(**same)
