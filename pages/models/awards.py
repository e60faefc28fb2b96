"""표창: who was honoured at the fair of a year. A name is told only with that person's consent.

Awards stand beside the fair's page and not in it: taken back, a name is gone at once, also from every version.
"""

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from wagtail.models import Site

from pages.models.settings import DistrictSettings

# The kinds given at the fair of 2017; a district changes them as it likes.
FIRST_KINDS = (
    *("서울시장", "구청장", "국회의원", "구의회의장"),
    *("서울시 사회복지협의회장", "서울시 사회복지사협회장", "동대문구 사회복지협의회장"),
)


class AwardKind(models.Model):
    """훈격: in whose name an award is given."""

    label = models.CharField("훈격", max_length=60, unique=True, help_text="예: 구청장")
    order = models.PositiveSmallIntegerField("차례", default=0, help_text="작은 수가 먼저 보입니다.")

    class Meta:
        verbose_name = "훈격"
        verbose_name_plural = "훈격"
        ordering = ["order", "pk"]

    def __str__(self):
        return self.label

    def facts(self):
        return {"id": self.pk, "label": self.label}


def holds(today=None):
    """A condition on district settings: awards are off the pages today (공직선거법 제86조), both days included."""
    today = today or timezone.localdate()
    return (
        (Q(awards_held_from__isnull=False) | Q(awards_held_until__isnull=False))
        & (Q(awards_held_from__isnull=True) | Q(awards_held_from__lte=today))
        & (Q(awards_held_until__isnull=True) | Q(awards_held_until__gte=today))
    )


def held_paths():
    """The tree paths of the districts that hold their awards back today."""
    held = DistrictSettings.objects.filter(holds())
    return set(held.values_list("site__root_page__path", flat=True))


class AwardQuerySet(models.QuerySet):
    def of(self, root):
        """Those of the district below ``root``."""
        return self.filter(site__root_page=root)

    def not_held(self):
        return self.filter(~Exists(DistrictSettings.objects.filter(holds(), site=OuterRef("site"))))

    def public(self):
        """Those whose names everybody may read now."""
        return self.not_held().filter(is_public=True)

    def unnamed(self):
        """Those that are told without a name: how many, of which kind, and nothing else."""
        return self.not_held().filter(is_public=False)

    def newest_first(self):
        return self.order_by("-year", "kind__order", "kind", "order", "pk")

    def for_cards(self):
        return self.select_related("kind")


class Award(models.Model):
    """One award to one person or body. Without consent nothing of it leaves the house but its kind."""

    site = models.ForeignKey(Site, models.CASCADE, related_name="+", verbose_name="누리집")
    year = models.PositiveSmallIntegerField("해")
    kind = models.ForeignKey(AwardKind, models.PROTECT, related_name="awards", verbose_name="훈격")
    recipient = models.CharField("받은 분", max_length=60)
    affiliation = models.CharField("소속", max_length=80, blank=True)
    merit = models.CharField("공적", max_length=300, blank=True)
    order = models.PositiveSmallIntegerField("차례", default=0)
    is_public = models.BooleanField(
        "이름을 공개합니다",
        default=False,
        help_text="본인이 동의한 때에만 고릅니다. 동의한 날도 적어 주십시오.",
    )
    consented_on = models.DateField("공개에 동의한 날", null=True, blank=True)
    withdrawn_on = models.DateField("동의를 거둔 날", null=True, blank=True, editable=False)

    objects = AwardQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = "표창"
        verbose_name_plural = "표창"
        ordering = ["-year", "kind__order", "order", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(is_public=False) | Q(consented_on__isnull=False, withdrawn_on__isnull=True),
                name="award_is_public_by_consent",
            ),
            models.CheckConstraint(condition=Q(year__gte=1990, year__lte=2100), name="award_year_is_a_year"),
        ]
        indexes = [models.Index(fields=["site", "-year"], name="awards_of_a_year")]

    def __str__(self):
        """Never a name: this stands in logs that outlive the consent."""
        return f"{self.year}년 {self.kind} 표창 {self.pk or ''}".strip()
