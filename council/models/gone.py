"""사라진 것: what everybody could read and no longer can, so that copies of it can be cleaned."""

from django.db import models
from django.utils import timezone
from wagtail.models import Site


class Kind(models.TextChoices):
    COMMITTEE = "committee", "조직"
    MEMBERSHIP = "membership", "위원"
    MEETING = "meeting", "회의"
    ITEM = "agenda", "안건"
    PAPER = "paper", "자료"


class GoneQuerySet(models.QuerySet):
    def of(self, kind, site):
        return self.filter(kind=kind, site=site)

    def since(self, moment):
        """In the order in which they went."""
        return self.filter(gone_at__gte=moment).order_by("gone_at", "pk")

    def add(self, kind, site_id, uuids):
        """They went now; whatever went before once more too."""
        now = timezone.now()
        rows = [Gone(kind=kind, site_id=site_id, uuid=uuid, gone_at=now) for uuid in uuids]
        self.bulk_create(rows, update_conflicts=True, unique_fields=["uuid"], update_fields=["gone_at"])


class Gone(models.Model):
    """A number that is left of a thing, written by `council.gone` and removed when the thing is public again."""

    kind = models.CharField("구분", max_length=10, choices=Kind.choices)
    uuid = models.UUIDField("고유 번호", unique=True)
    site = models.ForeignKey(Site, models.CASCADE, related_name="+", verbose_name="누리집")
    gone_at = models.DateTimeField("사라진 때")

    objects = GoneQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = "사라진 것"
        verbose_name_plural = "사라진 것"
        default_permissions = []
        ordering = ["gone_at", "pk"]
        indexes = [models.Index(fields=["kind", "site", "gone_at", "id"], name="gone_since")]

    def __str__(self):
        return f"{self.get_kind_display()} {self.uuid}"
