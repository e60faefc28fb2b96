"""The facts of one facility, made of one row."""

import hashlib
import re
from datetime import date

from django.utils import timezone

from directory.importing import kinds
from directory.importing.cleaning import count, dates, email, fee, fold_name, phones, postcode, text, website
from directory.importing.cleaning.addresses import folded
from directory.importing.cleaning.phones import FAX
from directory.importing.facility_hours import read_hours
from directory.importing.facility_places import LONGEST_ADDRESS, FacilityPlaces
from directory.importing.facility_values import plain, plain_hours
from directory.importing.target import Item, Problem, Reader, RowError
from directory.models import LegalDong
from directory.models.importing import Severity
from directory.models.operating import OperatingStatus, Precision

LONGEST_TITLE, LONGEST_KEY, LONGEST_OPERATOR, LONGEST_SUMMARY = 100, 60, 100, 200
STATUSES = {
    OperatingStatus.OPERATING: {
        "",
        "정상",
        "재개",
        "영업/정상",
        "영업",
        "운영",
        "운영중",
        "개원",
        "승인",
        "지정",
    },
    OperatingStatus.SUSPENDED: {
        "휴지",
        "휴업",
        "휴원",
        "휴관",
        "일시중지",
        "운영중지",
        "휴지중",
        "제외/삭제/전출",
    },
    OperatingStatus.CLOSED: {
        *("폐지", "폐업", "폐원", "폐쇄", "폐관", "말소", "취소", "지정취소", "미운영", "운영종료"),
        "취소/말소/만료/정지/중지",
    },
}
STATUS_OF = {word: status for status, words in STATUSES.items() for word in words}
KIND_FIELDS = ("kind_small", "kind", "kind_detail", "kind_middle", "kind_group", "kind_large")
CULTURE_CODE = re.compile(r"[?&]cultcode=([0-9]+)")


class FacilityReader(Reader):
    def __init__(self, source, columns, day):
        super().__init__(source, columns, day)
        self.places = FacilityPlaces(source, columns)
        self.kinds = kinds.KindNames()
        self.default_kind = source.default_kind.code if source.default_kind_id else ""
        self.legal_dongs = dict(LegalDong.objects.current().values_list("name", "code"))
        self.admit, self.verdict = self.places.admit, self.places.verdict
        self.today = timezone.localdate()

    def survey(self, rows):
        return [*self.places.survey(rows), *self._twins(rows)]

    def _twins(self, rows):
        """One body under two numbers: two licences, or a slip. Only a person can tell."""
        first = {}
        for row in rows:
            line, name = self.places.line(row), self.columns.raw(row, "name")
            word = text(self.columns.raw(row, "status")).replace(" ", "")
            if not line or self.places.is_elsewhere(row) or STATUS_OF.get(word) == OperatingStatus.CLOSED:
                continue
            found = first.setdefault((fold_name(name), folded(line)), row)
            if found is not row and self.key(found) != self.key(row):
                told = f"{row.number}행: {found.number}행과 이름·주소가 같습니다. 한 곳인지 확인해 주십시오."
                yield Problem(self.columns.header("name"), text(name), "same_body", told)

    # What the row is known by ------------------------------------------------------------------

    def key(self, row):
        """The list's own number as text; without one, a key of what editions of a list keep."""
        given = text(self.columns.raw(row, "id"))
        scope = text(self.columns.raw(row, "id_scope"))
        in_url = CULTURE_CODE.search(self.columns.raw(row, "id_url"))
        own = f"{scope}-{given}" if given and scope else given or (in_url[1] if in_url else "")
        if own and len(own) <= LONGEST_KEY:
            return own
        name, (kind, _) = self.name(row), self.kind(row)
        told = "|".join((self.source.code, self.places.district.sigungu, fold_name(name), kind))
        return "name-" + hashlib.sha1(told.encode(), usedforsecurity=False).hexdigest()

    def name(self, row):
        raw = self.columns.raw(row, "name")
        name = text(raw)
        if not name:
            raise RowError(Problem(self.columns.header("name"), raw, "no_name", "시설 이름이 없습니다."))
        if len(name) > LONGEST_TITLE:
            told = f"이름이 {LONGEST_TITLE}자보다 깁니다."
            raise RowError(Problem(self.columns.header("name"), raw, "long_name", told))
        return name

    def kind(self, row):
        """(code, problems): the first of the row's kind columns that is known; else the list's, else by name."""
        daycare = text(self.columns.raw(row, "daycare_kind"))
        given = [f"{daycare}어린이집", daycare] if daycare else []
        given += [text(self.columns.raw(row, name)) for name in KIND_FIELDS]
        told = [word for word in given if word]
        code = next((code for word in told if (code := self.kinds.of(word))), "") or self.default_kind
        if code:
            return code, []
        column = next(
            (self.columns.header(name) for name in ("daycare_kind", *KIND_FIELDS) if name in self.columns), ""
        )
        code = self.kinds.by_name(text(self.columns.raw(row, "name")))
        raw = told[-1] if told else ""
        if code:
            told = "시설종류를 이름으로 정했습니다."
            return code, [Problem(column or "시설종류", raw, "kind_by_name", told, Severity.CHANGE)]
        told = "모르는 시설종류라 ‘기타 시설’로 두었습니다."
        return kinds.UNKNOWN, [Problem(column or "시설종류", raw, "unknown_kind", told)]

    # What the row says -------------------------------------------------------------------------

    def read(self, row, key):
        self.row, self.problems = row, []
        title = self.name(row)
        status = self._status()
        if status == OperatingStatus.CLOSED:
            return Item(row.number, key, title, {"status": status.value}, [], is_closed=True)
        kind, problems = self.kind(row)
        self.problems += problems
        values = {"title": title, "kind": kind, "status": status.value, "licence": self.source.licence}
        values |= self._reach(kind) | self._place(kind) | self._contact() | self._numbers() | self._days()
        values |= self._words()
        return Item(row.number, key, title, values, self.problems)

    def _raw(self, field):
        return self.columns.raw(self.row, field)

    def _worry(self, field, code, message, severity=Severity.WORRY):
        self.problems.append(Problem(self.columns.header(field), self._raw(field), code, message, severity))

    def _mended(self, field, mended):
        """The value; what was repaired or dropped is told."""
        if mended.remark:
            dropped = mended.value in ("", None, [])
            self._worry(field, field, mended.remark, Severity.WORRY if dropped else Severity.CHANGE)
        return mended.value

    def _status(self):
        word = text(self._raw("status")) or text(self._raw("status_detail"))
        status = STATUS_OF.get(word.replace(" ", ""))
        if status is None:
            self._worry("status", "status", "모르는 운영 상태라 ‘운영 중’으로 두었습니다.")
            status = OperatingStatus.OPERATING
        closed_on = dates.day(self._raw("closed_on"))
        if not word and closed_on and closed_on <= self.today:
            return OperatingStatus.CLOSED
        return OperatingStatus.CLOSED if text(self._raw("hours_days")) == "미운영" else status

    @staticmethod
    def _reach(kind):
        terms = kinds.served().get(kind, [])
        topics = sorted(term for term in terms if term.startswith("topic:"))
        return {"topics": topics, "targets": sorted(set(terms) - set(topics))}

    def _place(self, kind):
        """Only what the list has columns for; a shelter's address is kept where nobody sees it."""
        address, problems = self.places.address(self.row)
        place, told = self.places.point(self.row)
        dongs, doubts = self.places.dongs(self.row, place, address.legal_dong)
        self.problems += [*problems, *told, *doubts]
        for line in (address.road, address.lot):
            if len(line) > LONGEST_ADDRESS:
                raise RowError(
                    Problem("주소", line, "long_address", f"주소가 {LONGEST_ADDRESS}자보다 깁니다.")
                )
        values = {"dongs": dongs}
        if any(name in self.columns for name in ("address", "road_address", "lot_address")):
            values |= {
                "road_address": address.road,
                "lot_address": address.lot,
                "address_detail": address.detail,
            }
            values["legal_dong"] = self.legal_dongs.get(address.legal_dong, "")
        if any(name in self.columns for name in ("latitude", "y")):
            values["latitude"] = place and plain("latitude", place[0])
            values["longitude"] = place and plain("longitude", place[1])
        if "postcode" in self.columns:
            values["postcode"] = self._mended("postcode", postcode(self._raw("postcode")))
        if kind in kinds.HIDDEN:
            values |= {"address_public": False, "dongs": []}
        return values

    def _contact(self):
        values = {}
        if "phone" in self.columns:
            found = self._mended("phone", phones(self._raw("phone")))
            answering = [one for one in found if one.label != FAX]
            values["phone"] = answering[0].number if answering else ""
            further = (
                [one for one in found if one is not answering[0] or one.extension or one.label]
                if answering
                else found
            )
            values["phones"] = [one._asdict() for one in further]
        if "fax" in self.columns:
            found = self._mended("fax", phones(self._raw("fax"), fax=True))
            values["fax"] = found[0].number if found else ""
        if "email" in self.columns:
            values["email"] = self._mended("email", email(self._raw("email")))
        if "website" in self.columns:
            values["website"] = self._mended("website", website(self._raw("website")))
        if "operator" in self.columns:
            values["operator"] = text(self._raw("operator"))[:LONGEST_OPERATOR]
        return values

    def _numbers(self):
        values = {
            name: self._mended(name, count(self._raw(name)))
            for name in ("capacity", "occupancy")
            if name in self.columns
        }
        if "fee" in self.columns:
            found = self._mended("fee", fee(self._raw("fee")))
            values |= {"fee_kind": found.kind, "fee": found.words}
        return values

    def _days(self):
        known = dates.day(self._raw("reference_date")) or self.day
        values = {"source_date": known and known.isoformat(), "confirmed_on": known and known.isoformat()}
        if "opened_on" in self.columns:
            found = self._mended("opened_on", dates.dated(self._raw("opened_on")))
            values["opened_on"] = found and found.day.isoformat()
            values["opened_precision"] = found.precision if found else Precision.DAY.value
        if "suspended_from" in self.columns:
            start, end = (dates.day(self._raw(name)) for name in ("suspended_from", "suspended_until"))
            if start and end and end < start:
                self._worry("suspended_until", "suspended", "쉬기 시작한 날보다 앞이라 비웠습니다.")
                end = None
            values |= {
                "suspended_from": start and start.isoformat(),
                "suspended_until": end and end.isoformat(),
            }
        ended = dates.day(self._raw("service_until"))
        if isinstance(ended, date) and ended < self.today:
            self._worry("service_until", "over", "운영 기간이 지났습니다. 아직 여는지 확인해 주십시오.")
        return values

    def _words(self):
        """Hours as rows and as they are written, and one line about what is offered."""
        values = {}
        rows, line, problems = read_hours(self._raw, self.columns)
        self.problems += problems
        if rows is not None:
            values |= {"hours": [plain_hours(row) for row in rows], "opening_hours": line}
        parts = []
        services = text(self._raw("services")).replace(",", ", ")
        bus = {"운영": "다님", "미운영": "없음"}.get(text(self._raw("school_bus")))
        for label, words in (
            ("제공 서비스", services),
            ("통학차량", bus),
            ("대상", text(self._raw("target")).replace("+", ", ")),
        ):
            if words:
                parts.append(f"{label}: {words}")
        if any(name in self.columns for name in ("services", "school_bus", "target")):
            values["summary"] = " · ".join(parts)[:LONGEST_SUMMARY]
        return values
