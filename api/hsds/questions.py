"""What a list of ``/hsds/`` can be asked: narrowed by all that stands in the question at once."""

from dataclasses import dataclass, field

from django.db.models import Avg

from api.errors import bad_request, echo
from api.filters import words_of
from api.hsds.models import HsdsObject, Kind
from api.hsds.vocabulary import term_and_below
from api.memory import COUNTS
from api.pages import places
from api.pages.lookups import identifier, moment, truth, words
from api.pagination import whole_number

DEFAULT_SIZE, LARGEST_SIZE, LARGEST_PAGE = 50, 500, 10_000_000
PAGING = {"page", "per_page", "format"}
COMMON = PAGING | {"search", "taxonomy_term_id", "taxonomy_id", "full", "modified_after"}
PARAMETERS = {
    Kind.SERVICE: COMMON | {"organization_id", "minimal"},
    Kind.ORGANIZATION: COMMON | {"full_service"},
    Kind.PLACED: COMMON | {"organization_id", "postcode", "proximity", "latitude", "longitude"},
}
FORMATS = ("json", "ndjson")
LONGEST = 300


def refuse(data, known):
    """Whatever is not known, or said twice, or too long, is refused with a sentence."""
    if unknown := sorted(data.keys() - known):
        name = echo(unknown[0])
        raise bad_request(f"모르는 조건입니다: {name}.", f"Unknown parameter: {name}.")
    for name, text in data.items():
        if len(data.getlist(name)) > 1:
            raise bad_request(f"{name}은(는) 한 번만 적습니다.", f"{name} may be given once.")
        if len(text) > LONGEST:
            raise bad_request(f"{name}의 값이 너무 깁니다.", f"The value of {name} is too long.")
        words(name, text)


@dataclass
class Window:
    """``page`` of so many; ``is_stream``: all of them, a line each."""

    page: int
    size: int
    is_stream: bool

    @classmethod
    def of(cls, data):
        sizes = whole_number("per_page", data.get("per_page", str(DEFAULT_SIZE)), LARGEST_SIZE)
        page = whole_number("page", data.get("page", "1"), LARGEST_PAGE)
        if not page or not sizes:
            raise bad_request("page와 per_page는 1부터입니다.", "page and per_page begin with 1.")
        if (wanted := data.get("format", "json")) not in FORMATS:
            raise bad_request("format은 json이나 ndjson입니다.", "format is json or ndjson.")
        return cls(page, sizes, wanted == "ndjson")

    @property
    def start(self):
        return (self.page - 1) * self.size

    def envelope(self, total, contents):
        """HSDS's page around ``contents``, JSON texts."""
        pages = -(-total // self.size)
        return (
            f'{{"total_items":{total},"total_pages":{pages},"page_number":{self.page},'
            f'"size":{len(contents)},"first_page":{_json(self.page == 1)},'
            f'"last_page":{_json(self.page >= pages)},"empty":{_json(not contents)},'
            f'"contents":[{",".join(contents)}]}}'
        )


def _json(truth):
    return "true" if truth else "false"


@dataclass
class Question:
    """What is asked of one kind of thing in one district; ``state``: of the projection, when it was asked."""

    kind: Kind
    data: dict
    site: object
    state: object
    order: tuple = ("pk",)
    rows: object = field(init=False)

    def __post_init__(self):
        data = self.data
        refuse(data, PARAMETERS[self.kind])
        self.window = Window.of(data)
        self.is_full = self._truth("full")
        self.is_minimal = self._truth("minimal")
        self.with_services = self._truth("full_service")
        rows = HsdsObject.objects.shown(self.site, self.state.waits).filter(kind=self.kind)
        for word in words_of(data).casefold().split():
            rows = rows.filter(words__contains=word)
        if "organization_id" in data:
            rows = rows.filter(organization=identifier("organization_id", data["organization_id"]))
        if "modified_after" in data:
            rows = rows.filter(modified_at__gte=moment("modified_after", data["modified_after"]))
        self.rows = self._near(self._of_terms(rows))

    def _truth(self, name):
        return truth(name, self.data.get(name, "false"))

    def _of_terms(self, rows):
        data, things = self.data, rows
        if self.kind == Kind.ORGANIZATION:
            # Agencies are of a term where one of their services is.
            things = HsdsObject.objects.shown(self.site, self.state.waits).filter(kind=Kind.SERVICE)
        asked = things
        if "taxonomy_term_id" in data:
            asked = asked.of_terms(term_and_below(identifier("taxonomy_term_id", data["taxonomy_term_id"])))
        if "taxonomy_id" in data:
            asked = asked.of_taxonomy(identifier("taxonomy_id", data["taxonomy_id"]))
        if self.kind != Kind.ORGANIZATION:
            return asked
        return rows if asked is things else rows.filter(uuid__in=asked.values("organization"))

    def _near(self, rows):
        data = self.data
        has_point = "latitude" in data or "longitude" in data
        if "proximity" in data and not (has_point or "postcode" in data):
            raise bad_request(
                "proximity는 postcode나 latitude, longitude와 함께 씁니다.",
                "proximity goes with postcode, or with latitude and longitude.",
            )
        point, metres = self._point() if has_point else None, self._metres()
        if "postcode" in data:
            code = data["postcode"]
            if not (code.isascii() and code.isdecimal() and len(code) == 5):
                raise bad_request("postcode는 숫자 다섯 자리입니다.", "postcode is five digits.")
            in_it = rows.filter(postcode=code)
            if has_point or "proximity" not in data:
                rows = in_it
            elif (point := self._middle(code)) is None:
                return rows.none()
        if point is None:
            return rows
        self.order = ("away", "pk")
        return places.near(rows, f"{point[0]},{point[1]}", metres)

    def _metres(self):
        metres = self.data.get("proximity", str(places.WITHIN))
        if not whole_number("proximity", metres, places.MOST_METRES):
            raise bad_request("proximity는 1미터부터입니다.", "proximity begins with 1 metre.")
        return metres

    def _point(self):
        try:
            latitude, longitude = float(self.data["latitude"]), float(self.data["longitude"])
            if -90 < latitude < 90 and -180 <= longitude <= 180:
                return latitude, longitude
        except (KeyError, ValueError):
            pass
        raise bad_request(
            "latitude와 longitude는 37.5744와 127.0396처럼 함께 적습니다.",
            "latitude and longitude go together, as 37.5744 and 127.0396.",
        )

    def _middle(self, postcode):
        """The middle of a postcode as far as it is known: of the places we have in it."""
        rows = HsdsObject.objects.shown(self.site, self.state.waits)
        known = rows.filter(postcode=postcode, latitude__isnull=False)
        middle = known.aggregate(north=Avg("latitude"), east=Avg("longitude"))
        return None if middle["north"] is None else (middle["north"], middle["east"])

    @property
    def total(self):
        """Counted once for each version of what is public, where nothing is in doubt."""
        if self.state.waits:
            return self.rows.count()
        asked = sorted((name, text) for name, text in self.data.items() if name not in PAGING)
        key = ("hsds", self.state.version, self.site.pk, self.kind, str(asked))
        return COUNTS.of(key, self.rows.count)

    def pks(self, window=slice(None)):
        return list(self.rows.order_by(*self.order).values_list("pk", flat=True)[window])
