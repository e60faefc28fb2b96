"""The facts of one facility, made of one row."""

import hashlib
from dataclasses import dataclass, field

from directory.importing import addresses, cleaning, mapping
from directory.importing.places import coordinates, district
from directory.models.facility import OperatingStatus

LONGEST_TITLE = 100


class RowError(Exception):
    """A row that cannot become a facility: column, raw value, reason in Korean."""


@dataclass
class Facility:
    """What the list says of one facility; ``fields`` are fields of ``FacilityPage``."""

    number: int
    source_id: str
    name: str
    fields: dict
    kind: str
    dongs: list
    remarks: list = field(default_factory=list)

    @property
    def is_closed(self):
        return self.fields["status"] == OperatingStatus.CLOSED

    @property
    def address(self):
        return self.fields["road_address"] or self.fields["lot_address"]

    @property
    def terms(self):
        """Whom the kind serves and with what, as (axis, code)."""
        key = "daycare" if self.kind.startswith("daycare-") else self.kind
        return mapping.SERVED.get(key, [])


class RowReader:
    """Reads rows of one sheet by its columns. ``kinds`` gives a kind's code by its folded label."""

    def __init__(self, columns, source, kinds):
        self.columns = columns
        self.source = source
        self.kinds = kinds
        self.district = district()

    def raw(self, row, name):
        position, _ = self.columns.get(name, (None, ""))
        return row.cells[position] if position is not None and position < len(row.cells) else ""

    def is_elsewhere(self, row):
        """Whether the row says that it belongs to another district."""
        sigungu = cleaning.text(self.raw(row, "sigungu"))
        return bool(sigungu) and self.district.sigungu not in sigungu

    def read(self, row):
        remarks = []

        def keep(name, mended):
            if mended.remark:
                remarks.append((self.columns[name][1], self.raw(row, name), mended.remark))
            return mended.value

        name = self._name(row)
        kind = self._kind(row, remarks)
        place = self._place(row)
        point = keep("latitude", coordinates(self.raw(row, "latitude"), self.raw(row, "longitude")))
        latitude, longitude = point or (None, None)
        dongs = self._dongs(row, point, place.legal_dong, remarks)
        day = cleaning.day(self.raw(row, "reference_date"))
        fields = {
            "title": name,
            "status": self._status(row, remarks),
            "summary": self._summary(row),
            "road_address": place.road,
            "lot_address": place.lot,
            "postcode": keep("postcode", cleaning.postcode(self.raw(row, "postcode"))),
            "phone": keep("phone", cleaning.phone(self.raw(row, "phone"))),
            "fax": keep("fax", cleaning.phone(self.raw(row, "fax"))),
            "website": keep("website", cleaning.website(self.raw(row, "website"))),
            "capacity": keep("capacity", cleaning.count(self.raw(row, "capacity"))),
            "operator": cleaning.text(self.raw(row, "operator")),
            "latitude": latitude,
            "longitude": longitude,
            "licence": self.source.licence,
            "source_date": day,
            "confirmed_on": day,
        }
        return Facility(row.number, self._source_id(row, name, kind), name, fields, kind, dongs, remarks)

    def _name(self, row):
        raw = self.raw(row, "name")
        name = cleaning.text(raw)
        if not name:
            raise RowError(self.columns["name"][1], raw, "시설 이름이 없습니다.")
        if len(name) > LONGEST_TITLE:
            raise RowError(self.columns["name"][1], raw, f"이름이 {LONGEST_TITLE}자보다 깁니다.")
        return name

    def _kind(self, row, remarks):
        """The first of the row's kind columns that is known; otherwise 기타, and a remark."""
        daycare = cleaning.text(self.raw(row, "daycare_kind"))
        given = [f"{daycare}어린이집"] if daycare else []
        given += [cleaning.text(self.raw(row, name)) for name in ("kind", "kind_detail")]
        for text in filter(None, given):
            key = mapping.fold(text)
            if key in self.kinds:
                return self.kinds[key]
        column = next((self.columns[c][1] for c in ("kind", "daycare_kind") if c in self.columns), "시설종류")
        remarks.append((column, next(filter(None, given), ""), "모르는 시설종류라 ‘기타 시설’로 두었습니다."))
        return mapping.UNKNOWN_KIND

    def _status(self, row, remarks):
        raw = self.raw(row, "status")
        status = mapping.STATUSES.get(cleaning.text(raw))
        if status is None:
            remarks.append((self.columns["status"][1], raw, "모르는 운영 상태라 ‘운영 중’으로 두었습니다."))
        return status or OperatingStatus.OPERATING

    def _place(self, row):
        names = self.district.sido, self.district.sigungu
        first = addresses.address(self.raw(row, "address"), *names)
        second = addresses.address(self.raw(row, "lot_address"), *names)
        place = addresses.Address(
            first.road or second.road, first.lot or second.lot, first.legal_dong or second.legal_dong
        )
        for line in place[:2]:
            if len(line) > 200:
                raise RowError("주소", line, "주소가 200자보다 깁니다.")
        return place

    def _dongs(self, row, point, legal_dong, remarks):
        """By the boundary the point is in; without one, by a 법정동 that lies in a single 행정동."""
        candidates = self.district.dongs_of(legal_dong)
        found = self.district.dong_at(*point) if point else None
        if point and not self.district.near(*point):
            remarks.append(("좌표", f"{point[0]}, {point[1]}", f"{self.district.sigungu} 밖의 좌표입니다."))
        if found:
            if candidates and found not in candidates:
                remarks.append(
                    ("주소", self.raw(row, "address"), f"좌표는 {legal_dong} 밖입니다. 확인해 주십시오.")
                )
            return [found]
        if len(candidates) == 1:
            return candidates
        remarks.append(
            ("주소", self.raw(row, "address"), "행정동을 알 수 없습니다. 편집 화면에서 골라 주십시오.")
        )
        return []

    def _summary(self, row):
        services = cleaning.text(self.raw(row, "services")).replace(",", ", ")
        bus = {"운영": "다님", "미운영": "없음"}.get(cleaning.text(self.raw(row, "school_bus")))
        parts = [f"제공 서비스: {services}"] if services else []
        parts += [f"통학차량: {bus}"] if bus else []
        return " · ".join(parts)[:200]

    def _source_id(self, row, name, kind):
        """The list's own number as text; without one, a key of what editions of a list keep."""
        given = cleaning.text(self.raw(row, "source_id"))
        if given and len(given) <= 60:
            return given
        key = "|".join((self.source.name, self.district.sigungu, mapping.fold(name), kind))
        return "name-" + hashlib.sha1(key.encode(), usedforsecurity=False).hexdigest()
