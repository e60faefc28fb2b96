"""A look at what a resident typed, as this district looks: its offices' published numbers are nobody's secret."""

import re

from django.core.cache import cache

from directory.models import AgencyPage, FacilityPage, ProgramPage
from participation.screening import screen

KEPT_SECONDS = 10 * 60
NUMBER = re.compile(r"0\d{1,2}[-) ]{0,2}\d{3,4}[- ]?\d{4}")


def look_at(*texts):
    """`screen`, which reads the published numbers only where a number has been found."""
    findings = screen(*texts)
    if not any(finding.kind in ("phone", "account") for finding in findings.personal):
        return findings
    return screen(*texts, public=published_numbers())


def published_numbers():
    """The telephone numbers, as digits, of everything published in the directory."""
    numbers = cache.get("moderating:numbers")
    if numbers is None:
        numbers = frozenset(
            re.sub(r"\D", "", number)
            for model in (AgencyPage, FacilityPage, ProgramPage)
            for phone in model.objects.live().exclude(phone="").order_by().values_list("phone", flat=True)
            for number in NUMBER.findall(phone)
        )
        cache.set("moderating:numbers", numbers, KEPT_SECONDS)
    return numbers
