"""``order=``: always total, with the id as the last key, so that pages of a list do not overlap."""

from django.db.models import OuterRef, Subquery

from api.errors import bad_request, echo
from pages.models import EventPage

ORDERS = {
    "id": "object_id",
    "title": "title",
    "first_published_at": "first_published_at",
    "last_published_at": "last_published_at",
}
OF_EVENTS = ("starts_at", "ends_at")
RANDOM = "random"


def orders_of(model):
    return (*ORDERS, *(OF_EVENTS if model and issubclass(model, EventPage) else ()))


class Order:
    """``keys``: columns with a minus before those that fall; the id is the last."""

    def __init__(self, text, model):
        self.is_random = text == RANDOM
        self.from_pages = []
        self.keys = [] if self.is_random else [self._key(name, model) for name in text.split(",") if text]
        if not self.keys or self.keys[-1].lstrip("-") != "object_id":
            # The same way as the first key, so that one index serves both.
            self.keys.append("-object_id" if self.keys and self.keys[0].startswith("-") else "object_id")

    def _key(self, name, model):
        plain = name.removeprefix("-")
        if plain not in orders_of(model):
            raise bad_request(
                f"{echo(name)}(으)로는 차례를 정할 수 없습니다.", f"cannot order by '{echo(name)}'."
            )
        if plain in OF_EVENTS:
            self.from_pages.append(plain)
        return ("-" if name.startswith("-") else "") + ORDERS.get(plain, plain)

    def prepare(self, rows):
        """Rows with the columns of the pages that they are put in order by."""
        events = EventPage.objects.filter(pk=OuterRef("object_id")).order_by()
        return rows.annotate(**{name: Subquery(events.values(name)) for name in self.from_pages})

    @property
    def backwards(self):
        return [key[1:] if key.startswith("-") else f"-{key}" for key in self.keys]
