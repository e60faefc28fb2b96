"""What lower floors tell the upper ones."""

from django.dispatch import Signal

# Sent by code that changes what the public may see in a way no model signal tells, such as
# ``queryset.update()``. Whoever keeps copies of public answers listens.
public_content_changed = Signal()

# Which things may say something else to the public from now on, or are public no more: ``sender`` is their
# model (a page type or Page, Benefit), ``pks`` a list; ``merged_into``: the number of the page that they now are.
# Pages that are saved send it themselves.
public_things_changed = Signal()
