"""Type and number of the peer's first page."""

import json

import django

django.setup()

from bench.peer.models import PeerPage  # noqa: E402

print(json.dumps([PeerPage._meta.label, PeerPage.objects.order_by("pk").first().pk]))
