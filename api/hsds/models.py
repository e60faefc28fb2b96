"""What `/hsds/` says, ready to be sent: one row per service, organization and service at a location."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from api.projection.models import Doubt, PublicObject


class Kind(models.TextChoices):
    SERVICE = "service", "service"
    ORGANIZATION = "organization", "organization"
    PLACED = "service_at_location", "service_at_location"


class HsdsQuerySet(models.QuerySet):
    def shown(self, site, waits):
        """What the district tells now. ``waits``: whether something is in doubt that may be hidden by now."""
        rows = self.filter(
            Q(site=site) | Q(site__isnull=True),
            Q(shown_until__isnull=True) | Q(shown_until__gt=timezone.now()),
        )
        return rows.exclude(source__doubt__gte=Doubt.MUST_WAIT) if waits else rows

    def of_terms(self, terms):
        return self.filter(pk__in=HsdsUse.objects.filter(term__in=terms).values("object"))

    def of_taxonomy(self, taxonomy):
        return self.filter(pk__in=HsdsUse.objects.filter(taxonomy=taxonomy).values("object"))


class HsdsObject(models.Model):
    """``brief`` and ``whole`` are JSON texts; the organization of a service is joined to them when they are read.

    ``source`` is the row of the projection that it was made of; organizations that only benefits name have none.
    """

    kind = models.CharField(max_length=20, choices=Kind.choices)
    uuid = models.UUIDField()
    source = models.ForeignKey(PublicObject, models.CASCADE, null=True, related_name="hsds")
    site = models.ForeignKey("wagtailcore.Site", models.CASCADE, null=True, related_name="+")
    organization = models.UUIDField(null=True)
    words = models.TextField(blank=True)
    brief = models.TextField()
    whole = models.TextField()
    postcode = models.CharField(max_length=5, blank=True)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    modified_at = models.DateTimeField()
    shown_until = models.DateTimeField(null=True)

    objects = HsdsQuerySet.as_manager()

    class Meta:
        verbose_name = "HSDS 자료"
        verbose_name_plural = "HSDS 자료"
        constraints = [models.UniqueConstraint(fields=["kind", "uuid"], name="hsds_object_once")]
        indexes = [
            models.Index(fields=["kind", "id"], name="hsds_in_order"),
            models.Index(fields=["kind", "organization", "id"], name="hsds_of_organization"),
            models.Index(fields=["kind", "modified_at"], name="hsds_modified"),
            models.Index(
                fields=["latitude", "longitude"],
                condition=Q(latitude__isnull=False),
                name="hsds_on_the_map",
            ),
            models.Index(fields=["postcode"], condition=~Q(postcode=""), name="hsds_postcode"),
        ]

    def __str__(self):
        return f"{self.kind} {self.uuid}"


class HsdsUse(models.Model):
    """That a thing is of a term."""

    object = models.ForeignKey(HsdsObject, models.CASCADE, related_name="uses")
    term = models.UUIDField()
    taxonomy = models.UUIDField()

    class Meta:
        verbose_name = "HSDS 분류"
        verbose_name_plural = "HSDS 분류"
        constraints = [models.UniqueConstraint(fields=["object", "term"], name="hsds_use_once")]
        indexes = [
            models.Index(fields=["term", "object"], name="hsds_use_of_term"),
            models.Index(fields=["taxonomy", "object"], name="hsds_use_of_taxonomy"),
        ]

    def __str__(self):
        return str(self.term)
