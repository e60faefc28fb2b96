"""Where a facility is: the only file that reads the columns of its address.

Some places must not be found: a shelter. Everything that leaves the house (page, card, API, search index,
JSON-LD, map, download) takes the place from `public_place()`, and rows from `Located`; neither tells a
hidden address. `tests/directory/test_hidden_address.py` walks what goes out.
"""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from common.bodies import prose

NOWHERE = {
    "address_public": False,
    "road_address": None,
    "address_detail": None,
    "lot_address": None,
    "postcode": None,
    "legal_dong": None,
    "latitude": None,
    "longitude": None,
    "transport": None,
}


class Located(models.QuerySet):
    """Reads by place; a hidden one is found by none of them."""

    def with_public_place(self):
        return self.filter(address_public=True)

    def on_the_map(self):
        """Those that may be drawn, and measured from."""
        return self.with_public_place().filter(latitude__isnull=False, longitude__isnull=False)


class Place(models.Model):
    road_address = models.CharField("도로명주소", max_length=200, blank=True)
    address_detail = models.CharField("상세주소", max_length=100, blank=True, help_text="층, 호, 건물 이름")
    lot_address = models.CharField("지번주소", max_length=200, blank=True)
    postcode = models.CharField("우편번호", max_length=5, blank=True)
    legal_dong = models.ForeignKey(
        "directory.LegalDong", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="법정동"
    )
    address_public = models.BooleanField(
        "주소를 공개합니다",
        default=True,
        help_text="쉼터처럼 위치를 알리면 안 되는 곳은 끄십시오. 주소와 지도, 좌표, 오시는 길이 어디에도 나가지 않습니다. "
        "아래에서 고르는 동은 보이므로, 동도 알리면 안 되면 고르지 마십시오.",
    )
    latitude = models.DecimalField("위도", max_digits=9, decimal_places=6, null=True, blank=True)
    longitude = models.DecimalField("경도", max_digits=9, decimal_places=6, null=True, blank=True)
    transport = models.CharField("오시는 길", max_length=200, blank=True, help_text="가까운 역과 버스")

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(latitude__range=(33, 39), longitude__range=(124, 132)),
                name="facility_stands_in_korea_or_nowhere",
            ),
        ]

    def clean(self):
        super().clean()
        if (self.latitude is None) != (self.longitude is None):
            raise ValidationError({"longitude": "위도와 경도는 함께 적거나 함께 비워 주십시오."})
        if not self.address_public and self._tells_its_address():
            raise ValidationError(
                {
                    "address_public": "공개하지 않는 주소가 제목이나 소개, 본문에 적혀 있습니다. 그 글에서 지워 주십시오."
                }
            )

    def _tells_its_address(self):
        """A hidden address that stands in the page's own words would be hidden nowhere."""
        secrets = {text for text in (self.road_address, self.lot_address) if len(text) > 3}
        told = "\n".join([self.title, self.summary, self.search_description, *prose([self])])
        return any(secret in told for secret in secrets)

    @property
    def public_address(self):
        """One line, for lists and for the search index; '' where there is none to tell."""
        return (self.road_address or self.lot_address) if self.address_public else ""

    @property
    def public_lot_address(self):
        """For the search index."""
        return self.lot_address if self.address_public else ""

    def public_place(self):
        """All that may be told of where it is. Every key is there, also when nothing may be told."""
        if not self.address_public:
            return dict(NOWHERE)
        return {
            "address_public": True,
            "road_address": self.road_address,
            "address_detail": self.address_detail,
            "lot_address": self.lot_address,
            "postcode": self.postcode,
            "legal_dong": self.legal_dong.facts() if self.legal_dong_id else None,
            "latitude": float(self.latitude) if self.latitude is not None else None,
            "longitude": float(self.longitude) if self.longitude is not None else None,
            "transport": self.transport,
        }
