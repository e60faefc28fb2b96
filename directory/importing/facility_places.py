"""Where the rows of a list are: which are ours, which points can be believed, in which 동 each lies."""

from collections import defaultdict

from directory.importing.cleaning import addresses, coordinates, text
from directory.importing.cleaning.regions import sido_of
from directory.importing.places import district
from directory.importing.target import Elsewhere, Problem
from directory.models import Dong
from directory.models.importing import Severity

# Different addresses on one point: a geocoder's default, or the point of a whole 동.
CROWDED = 5
# Of converted points so many must lie in the district, or the coordinate system was another.
RIGHT_SHARE = 0.95
LARGEST_DEGREES = 1000
LONGEST_ADDRESS, LONGEST_DETAIL = 200, 100
REFUSED = {
    "crowd": f"서로 다른 주소 {CROWDED}곳 이상이 한 점에 있어 비웠습니다.",
    "drag": "앞줄의 좌표에 1씩 더해진 값이라 비웠습니다. 표를 끌어 채운 것으로 보입니다.",
    "crs": "바꾼 좌표가 이 구에 있지 않아 비웠습니다.",
}
PAIRS = (("latitude", "longitude"), ("y", "x"))
ADDRESS_FIELDS = ("road_address", "address", "lot_address")


class FacilityPlaces:
    """Looks at all rows first: only the whole list tells which points and which rows can be believed."""

    def __init__(self, source, columns):
        self.source, self.columns = source, columns
        self.district = district()
        self.points, self.verdicts, self.elsewhere = {}, {}, {}
        dongs = Dong.objects.current().values_list("name", "official_name", "code")
        self.named = {spelling: code for *names, code in dongs for spelling in names}
        self.lines = {}

    # The whole list ----------------------------------------------------------------------------

    def survey(self, rows):
        undecided, ours = [], []
        for row in rows:
            region = self._region(row)
            if region is False:
                self.elsewhere[row.number] = None
            else:
                (undecided if region is None else ours).append(row)
        if self.elsewhere and undecided:
            # The list is of a wider region: who says nothing may be anywhere.
            ours += [row for row in undecided if self._is_here_by_point(row)]
            undecided = [row for row in undecided if row.number not in self.points]
            for row in undecided:
                told = "어느 지역인지 적혀 있지 않아 싣지 않았습니다."
                self.elsewhere[row.number] = Problem("주소", self._name(row), "undecided", told)
        else:
            ours += undecided
        ours.sort(key=lambda row: row.number)
        for row in ours:
            if row.number not in self.points:
                self.points[row.number] = self._point(row)
        return self._judge(rows, ours)

    def _judge(self, rows, ours):
        for position in coordinates.drag_filled([self._pair(row) for row in rows]):
            self.verdicts[rows[position].number] = "drag"
            self.verdicts[rows[position - 1].number] = "drag"
        self._refuse_crowds(ours)
        return [*self._refuse_projection(ours), *self._nowhere(ours)]

    def _nowhere(self, ours):
        """Told once, not for each row, where rows have neither an address nor a point."""
        lost = sum(not self.line(row) and not self.points[row.number].value for row in ours)
        if lost:
            told = f"주소도 좌표도 없는 {lost}곳은 행정동을 정하지 못했습니다. 편집 화면에서 골라 주십시오."
            yield Problem("주소", "", "nowhere", told)

    def _refuse_crowds(self, ours):
        """By road and number, so that the rooms of one building and the blocks of one estate are one address."""
        crowds = defaultdict(list)
        for row in ours:
            place = self.points[row.number].value
            if place:
                crowds[place[:2]].append(row)
        for crowd in crowds.values():
            if len(crowd) >= CROWDED and self._addresses(crowd) >= CROWDED:
                self.verdicts |= dict.fromkeys((row.number for row in crowd), "crowd")

    def _addresses(self, rows):
        """How many different ones; of roads, if any row names one: a lot number may be the same place."""
        found = [self.address(row)[0] for row in rows]
        roads = {addresses.folded(address.road) for address in found if address.road}
        return len(roads or {addresses.folded(address.lot) for address in found if address.lot})

    def _refuse_projection(self, ours):
        """A wrong coordinate system moves every point; a slip in one row moves one."""
        converted = [row for row in ours if self._is_projected(row) and self.points[row.number].value]
        inside = sum(bool(self.district.dong_at(*self.points[row.number].value[:2])) for row in converted)
        if not converted or inside >= RIGHT_SHARE * len(converted):
            return []
        self.verdicts |= dict.fromkeys((row.number for row in converted), "crs")
        told = (
            f"바꾼 좌표 {len(converted)}개 가운데 {inside}개만 {self.district.sigungu}에 있어 좌표를 모두 비웠습니다. "
            "출처의 좌표계(EPSG 번호)를 확인해 주십시오."
        )
        return [Problem("좌표", "", "crs", told)]

    def _pair(self, row):
        for north, east in PAIRS:
            if north in self.columns and east in self.columns:
                pair = self.columns.raw(row, north), self.columns.raw(row, east)
                if any(cell.strip() for cell in pair):
                    return pair
        return "", ""

    def _point(self, row):
        return coordinates.point(*self._pair(row), self.source.crs)

    def _is_projected(self, row):
        number = coordinates.degrees(self._pair(row)[0])
        return number is not None and abs(number) > LARGEST_DEGREES

    # One row -----------------------------------------------------------------------------------

    def _name(self, row):
        return text(self.columns.raw(row, "name"))

    def line(self, row):
        """The address as written, whichever column holds it."""
        return next((line for name in ADDRESS_FIELDS if (line := text(self.columns.raw(row, name)))), "")

    def _region(self, row):
        """True if the row says that it is the district's, False if another's, None if it does not say."""
        sido = sido_of(text(self.columns.raw(row, "sido")))
        if sido and sido != self.district.sido:
            return False
        stated = text(self.columns.raw(row, "sigungu"))
        if self.district.sigungu in stated:
            return True
        if stated and stated != "-":
            return False
        line = self.line(row)
        return self._region_of(line) if line else None

    def _region_of(self, line):
        sigungu, sido = addresses.sigungu_of(line), sido_of(line)
        if sigungu:
            return sigungu == self.district.sigungu and sido in ("", self.district.sido)
        if sido and sido != self.district.sido:
            return False
        return None

    def _is_here_by_point(self, row):
        found = self._point(row)
        here = bool(found.value and self.district.dong_at(*found.value[:2]))
        if here:
            self.points[row.number] = found
        return here

    def is_elsewhere(self, row):
        return row.number in self.elsewhere

    def admit(self, row):
        if row.number in self.elsewhere:
            problem = self.elsewhere[row.number]
            raise Elsewhere(*([problem] if problem else []))

    def verdict(self, row):
        return self.verdicts.get(row.number, "")

    def point(self, row):
        """(point or None, problems) of one row."""
        found, refused = self.points.get(row.number), self.verdicts.get(row.number)
        raw = ", ".join(cell for cell in self._pair(row) if cell)
        if refused and found and (found.value or refused == "drag"):
            return None, [Problem("좌표", raw, refused, REFUSED[refused])]
        if not found:
            return None, []
        problems = []
        if found.remark:
            severity = Severity.CHANGE if found.value else Severity.WORRY
            problems.append(Problem("좌표", raw, "point", found.remark, severity))
        if found.value and not self.district.dong_at(*found.value[:2]):
            told = f"{self.district.sigungu} 밖의 좌표입니다. 확인해 주십시오."
            problems.append(Problem("좌표", raw, "outside", told))
        return found.value, problems

    def address(self, row):
        """(Address, problems) out of up to three columns, each sorted by what it says."""
        names = self.district.sido, self.district.sigungu
        found = [
            addresses.address(raw, *names)
            for name in ADDRESS_FIELDS
            if (raw := self.columns.raw(row, name)).strip()
        ]
        problems = [Problem("주소", self.line(row), "address", each.remark) for each in found if each.remark]
        first = {
            name: next((value for each in found if (value := getattr(each, name))), "")
            for name in ("road", "lot", "detail", "legal_dong")
        }
        given = text(self.columns.raw(row, "address_detail")).strip("()/ ,")
        if given and given not in first["detail"]:
            first["detail"] = ", ".join(filter(None, (first["detail"], given)))
        if len(first["detail"]) > LONGEST_DETAIL:
            told = f"상세주소가 {LONGEST_DETAIL}자보다 길어 뒤를 잘랐습니다."
            problems.append(Problem("주소", first["detail"], "long", told, Severity.CHANGE))
            first["detail"] = first["detail"][:LONGEST_DETAIL].rstrip(" ,")
        return addresses.Address(**first), problems

    def dongs(self, row, place, legal_dong):
        """(codes, problems): by the boundary around the point, else by a 법정동 that lies in a single 행정동."""
        candidates = self.district.dongs_of(legal_dong) if legal_dong else []
        found = place and self.district.dong_at(*place[:2])
        line = self.line(row)
        if found:
            if candidates and found not in candidates:
                told = f"좌표는 {legal_dong} 밖입니다. 확인해 주십시오."
                return [found], [Problem("주소", line, "dong", told)]
            return [found], []
        if len(candidates) == 1:
            return candidates, []
        named = self.named.get(text(self.columns.raw(row, "dong")))
        if named:
            return [named], []
        told = "행정동을 알 수 없습니다. 편집 화면에서 골라 주십시오."
        return [], [Problem("주소", line, "no_dong", told)] if line else []
