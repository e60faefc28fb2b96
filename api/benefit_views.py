"""Benefits as the API answers for them: one that went is said to be gone."""

from api.benefits import WholeBenefits
from api.models import PublicObject
from api.projection.settling import state_for_reading
from api.tombstones import gone
from api.validators import etag_of
from directory.models import Benefit


class BenefitsEndpoint(WholeBenefits):
    def detail_view(self, request, pk):
        """What went is said to be gone; its validator is the one that the feed of changes tells."""
        state_for_reading()
        row = PublicObject.objects.told().filter(type=Benefit._meta.label, object_id=pk, doubt__lt=2)
        row = row.defer("record").first() if pk < 2**63 else None
        if row and row.is_gone:
            return gone(row)
        response = super().detail_view(request, pk)
        if row and not row.is_gone:
            response.headers["ETag"] = etag_of(row.etag, request.GET.get("fields", ""))
        return response
