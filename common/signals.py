"""What lower floors tell the roof."""

from django.dispatch import Signal

# Sent by code that changes what the public may see in a way no model signal tells, such as
# ``queryset.update()``. Whoever keeps copies of public answers listens.
public_content_changed = Signal()
