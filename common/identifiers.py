"""Numbers that identify a person and that the law forbids us to hold (개인정보 보호법 제24조의2)."""

import re
import unicodedata

# Six digits that may be a birthday, a mark of the century; no checksum, which numbers since 2020 do not keep.
RESIDENT_NUMBER = re.compile(r"(?<!\d)\d{2}[01]\d[0-3]\d\s{0,5}[-–.·]?\s{0,5}[1-8]\d{6}(?!\d)")


def holds_resident_number(text):
    """Whether a 주민등록번호 or 외국인등록번호 seems to stand in the text."""
    return bool(RESIDENT_NUMBER.search(unicodedata.normalize("NFKC", text)))
