"""The field that takes a dong, or the position a browser tells."""

from django import forms

from directory.finding.near import as_text, point_in

MY_PLACE = "내 위치"


class NearField(forms.ChoiceField):
    """A dong's code, or ``latitude,longitude``, which is rounded before anything is done with it."""

    def to_python(self, value):
        point = point_in(str(value or ""))
        return as_text(point) if point else super().to_python(value)

    def valid_value(self, value):
        return point_in(value) is not None or super().valid_value(value)

    def in_words(self, value):
        return f"{dict(self.choices).get(value, MY_PLACE)}에서 가까운 순"
