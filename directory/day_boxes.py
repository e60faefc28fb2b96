"""A number whose bits are days, as boxes to tick."""

from django.forms import CheckboxSelectMultiple

from directory.weekdays import DAY_CHOICES, WEEKDAY_CHOICES, bits

WEEK_CHOICES = [
    (1 << number, f"{label}째 주") for number, label in enumerate(("첫", "둘", "셋", "넷", "다섯"))
]

# Wagtail's own classes.
SIDE_BY_SIDE = {"class": "w-flex w-flex-wrap w-gap-4"}


class BitBoxes(CheckboxSelectMultiple):
    """Boxes for an integer field. What is sent is added up; what is no such bit is refused by the field."""

    def format_value(self, value):
        if value in (None, ""):
            return []
        try:
            return [str(bit) for bit in bits(int(value))]
        except (TypeError, ValueError):
            return []

    def value_from_datadict(self, data, files, name):
        sent = super().value_from_datadict(data, files, name) or []
        known = {str(bit) for bit, _ in self.choices}
        if not set(sent) <= known:
            return "?"
        return sum(int(bit) for bit in set(sent))

    def value_omitted_from_data(self, data, files, name):
        """No box ticked is an answer: none."""
        return False


def day_boxes():
    return BitBoxes(SIDE_BY_SIDE, DAY_CHOICES)


def weekday_boxes():
    return BitBoxes(SIDE_BY_SIDE, WEEKDAY_CHOICES)


def week_boxes():
    return BitBoxes(SIDE_BY_SIDE, WEEK_CHOICES)
