"""What is public, once, flat and ready to be sent; and how far the numbering of its changes has come."""

import secrets

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from wagtail.models import Site


class Doubt(models.IntegerChoices):
    """How far a row may be believed before it is worked out again."""

    NONE = 0
    MAY_BE_OLD = 1  # says what was true a moment ago, and nothing that is hidden now
    MUST_WAIT = 2  # may be hidden by now: not read before it is worked out


class Action(models.TextChoices):
    """What happened to a thing last, as the public sees it."""

    NEVER = "", "never public"
    PUBLISH = "publish", "publish"
    UPDATE = "update", "update"
    MOVE = "move", "move"
    UNPUBLISH = "unpublish", "unpublish"
    DELETE = "delete", "delete"
    MERGE = "merge", "merge"


GONE = (Action.UNPUBLISH, Action.DELETE, Action.MERGE)


class PublicObjectQuerySet(models.QuerySet):
    def shown(self):
        """What may leave the house now."""
        return self.filter(
            Q(shown_until__isnull=True) | Q(shown_until__gt=timezone.now()),
            is_gone=False,
            doubt__lt=Doubt.MUST_WAIT,
        )

    def in_site(self, site):
        """Pages of one district; what belongs to every district has none and is not among them."""
        return self.filter(site=site)

    def of_site(self, site):
        """All that the district tells: its pages, and what belongs to every district."""
        return self.filter(Q(site=site) | Q(site__isnull=True))

    def told(self):
        """What was public at some time: only of that is anything said."""
        return self.exclude(action=Action.NEVER).filter(position__isnull=False)


class PublicObject(models.Model):
    """One public thing, page or benefit: its JSON as it is sent, and what lists sort and narrow by.

    The transaction that changes the thing marks its row (`doubt`); the row is worked out from what was
    committed, by whoever comes first: the next reader, or the worker. What was
    public and is no more stays as a tombstone. `position` numbers the changes in the order in which they
    can be seen: whoever has seen one number has seen all lower ones.
    """

    type = models.CharField(max_length=60)
    object_id = models.BigIntegerField()
    uuid = models.UUIDField(unique=True)
    site = models.ForeignKey(Site, models.CASCADE, null=True, related_name="+")
    path = models.CharField(max_length=255, blank=True)
    title = models.CharField(max_length=255, blank=True)
    slug = models.CharField(max_length=255, blank=True)
    url = models.TextField(blank=True)
    first_published_at = models.DateTimeField(default=timezone.now)
    last_published_at = models.DateTimeField(default=timezone.now)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    record = models.TextField(blank=True)
    parent = models.TextField(blank=True)
    brief = models.TextField(blank=True)
    etag = models.CharField(max_length=32, blank=True)
    shown_until = models.DateTimeField(null=True)
    stale_at = models.DateTimeField(null=True)
    is_gone = models.BooleanField(default=True)
    action = models.CharField(max_length=10, choices=Action.choices, default=Action.NEVER, blank=True)
    merged_into = models.BigIntegerField(null=True)
    changed_at = models.DateTimeField(default=timezone.now)
    position = models.BigIntegerField(null=True, unique=True)
    doubt = models.PositiveSmallIntegerField(choices=Doubt.choices, default=Doubt.MUST_WAIT)
    # How often it was doubted: what was worked out before the last time is thrown away.
    marks = models.BigIntegerField(default=1)

    objects = PublicObjectQuerySet.as_manager()

    class Meta:
        verbose_name = "공개된 것"
        verbose_name_plural = "공개된 것"
        constraints = [
            models.UniqueConstraint(fields=["type", "object_id"], name="public_object_once"),
            models.CheckConstraint(
                condition=Q(is_gone=True) | ~Q(action__in=["", *GONE]), name="public_object_is_shown_or_gone"
            ),
            models.CheckConstraint(
                condition=Q(is_gone=False) | Q(record="", brief="", parent=""),
                name="public_object_gone_says_nothing",
            ),
        ]
        indexes = [
            *(
                models.Index(
                    fields=["site", *of_type, *key, "object_id"],
                    condition=Q(is_gone=False),
                    name=f"public_{'type' if of_type else 'all'}_{key[0] if key else 'id'}"[:30],
                )
                for of_type in ((), ("type",))
                for key in ((), ("title",), ("first_published_at",), ("last_published_at",))
            ),
            models.Index(fields=["object_id"], name="public_object_id"),
            models.Index(fields=["doubt", "id"], condition=Q(doubt__gt=0), name="public_doubted"),
            models.Index(fields=["stale_at"], condition=Q(stale_at__isnull=False), name="public_stale"),
            models.Index(
                fields=["changed_at"], condition=Q(is_gone=True, position__isnull=False), name="public_gone"
            ),
            models.Index(
                fields=["latitude", "longitude"],
                condition=Q(latitude__isnull=False, is_gone=False),
                name="public_on_the_map",
            ),
        ]

    def __str__(self):
        return f"{self.type} {self.object_id}"

    @property
    def whole(self):
        """The item as its own address gives it: with the page above."""
        return (
            self.record.replace('"meta":{', f'"meta":{{"parent":{self.parent},', 1)
            if self.parent
            else self.record
        )


class Departure(models.Model):
    """That a page left a district for another: its tombstone in the feed of the one it left.

    Where the page stands now, its `PublicObject` tells of it. It is read as a row that is gone.
    """

    site = models.ForeignKey(Site, models.CASCADE, related_name="+")
    type = models.CharField(max_length=60)
    object_id = models.BigIntegerField()
    uuid = models.UUIDField(db_index=True)
    changed_at = models.DateTimeField(db_index=True)
    position = models.BigIntegerField(unique=True)
    is_gone, action, merged_into = True, Action.UNPUBLISH, None

    class Meta:
        verbose_name = "다른 구로 간 것"
        verbose_name_plural = "다른 구로 간 것"
        constraints = [
            models.UniqueConstraint(fields=["site", "object_id"], name="departure_once"),
        ]
        indexes = [models.Index(fields=["site", "position"], name="departure_position")]

    def __str__(self):
        return f"{self.type} {self.object_id}"

    @classmethod
    def of(cls, row, site_id):
        """Of a row that stands in another district now."""
        return cls(
            site_id=site_id,
            type=row.type,
            object_id=row.object_id,
            uuid=row.uuid,
            changed_at=row.changed_at,
        )


class Reach(models.TextChoices):
    """What a mark reaches, once the change that made it is committed."""

    PAGE = "page", "one page"
    BENEFIT = "benefit", "one benefit"
    BELOW = "below", "what stands below a page"
    IMAGE = "image", "pages that show a picture"
    DOCUMENT = "document", "pages that give a document"
    COLLECTION = "collection", "pages with files in a collection"
    EVERYTHING = "everything", "everything"


class Mark(models.Model):
    """That something changed, noted by the transaction that changes it.

    Only added there, and read and taken away after the commit (`api.projection.marking.expand`): so nobody
    waits for anybody, and what a change reaches is asked when everybody can see it. ``thing``: a number.
    """

    reach = models.CharField(max_length=10, choices=Reach.choices)
    thing = models.BigIntegerField(default=0)
    doubt = models.PositiveSmallIntegerField(choices=Doubt.choices, default=Doubt.MUST_WAIT)
    merged_into = models.BigIntegerField(null=True)

    class Meta:
        verbose_name = "변경 표시"
        verbose_name_plural = "변경 표시"

    def __str__(self):
        return f"{self.reach} {self.thing}"


def _new_epoch():
    return secrets.token_hex(4)


class ChangeCounter(models.Model):
    """One row. Whoever numbers changes holds its lock until it has committed: so numbers appear in order.

    ``epoch`` is new in every database, so that a cursor of another one is recognised.
    """

    last = models.BigIntegerField(default=0)
    forgotten = models.BigIntegerField(default=0)
    epoch = models.CharField(max_length=16, default=_new_epoch)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = "변경 번호"
        verbose_name_plural = "변경 번호"
        constraints = [
            models.CheckConstraint(condition=Q(pk=1), name="one_change_counter"),
            models.CheckConstraint(condition=Q(forgotten__lte=F("last")), name="forgotten_was_numbered"),
        ]

    def __str__(self):
        return str(self.last)

    @classmethod
    def read(cls):
        """The one row, with ``waits``: whether some row is not to be read before it is worked out. One query."""
        found = next(iter(cls.objects.raw(_READ, [Doubt.MUST_WAIT])), None)
        if found is None:
            cls.objects.get_or_create(pk=1)
            found = next(iter(cls.objects.raw(_READ, [Doubt.MUST_WAIT])))
        return found

    @property
    def version(self):
        """Another one whenever a row says something else."""
        return f"{self.epoch}:{self.last}"

    @classmethod
    def restart(cls):
        """The database is another one than those who sync know: their cursors are of none."""
        cls.read()
        cls.objects.filter(pk=1).update(epoch=_new_epoch(), changed_at=timezone.now())

    @classmethod
    def take(cls, number):
        """The next ``number`` positions. The lock lasts until the transaction has ended: ask last of all."""
        cls.read()
        counter = cls.objects.select_for_update().get(pk=1)
        first = counter.last + 1
        counter.last += number
        counter.save(update_fields=["last", "changed_at"])
        return range(first, first + number)


_READ = (
    "SELECT counter.*, EXISTS (SELECT 1 FROM api_publicobject WHERE doubt = %s)"
    " OR EXISTS (SELECT 1 FROM api_mark) AS waits FROM api_changecounter AS counter WHERE counter.id = 1"
)
