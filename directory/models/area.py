"""행정동, where people live, and 법정동, which addresses name: dated records, because districts are redrawn."""

from django.db import models
from django.db.models import Q
from django.utils import timezone


class AreaQuerySet(models.QuerySet):
    def current(self):
        """Those in force today: from ``valid_from`` inclusive to ``valid_until`` exclusive."""
        today = timezone.localdate()
        return self.filter(
            Q(valid_from__isnull=True) | Q(valid_from__lte=today),
            Q(valid_until__isnull=True) | Q(valid_until__gt=today),
        )


class Area(models.Model):
    name = models.CharField("이름", max_length=30, help_text="사람들이 쓰는 이름. 예: 전농1동")
    valid_from = models.DateField("시행일", null=True, blank=True)
    valid_until = models.DateField("폐지일", null=True, blank=True)

    objects = AreaQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["code"]

    def __str__(self):
        return self.name

    def facts(self):
        return {"code": self.code, "label": self.name}


class Dong(Area):
    """One 행정동 by its ten-digit 행정안전부 code. A retired one points to its successors."""

    code = models.CharField("행정동코드", max_length=10, unique=True)
    official_name = models.CharField("공식 이름", max_length=30, help_text="예: 전농제1동")
    successors = models.ManyToManyField("self", verbose_name="이어받은 동", symmetrical=False, blank=True)

    class Meta(Area.Meta):
        verbose_name = "행정동"
        verbose_name_plural = "행정동"


class LegalDong(Area):
    """One 법정동 by its ten-digit code, and the 행정동 it lies in: one, or several that share it."""

    code = models.CharField("법정동코드", max_length=10, unique=True)
    dongs = models.ManyToManyField(Dong, related_name="legal_dongs", verbose_name="행정동", blank=True)

    class Meta(Area.Meta):
        verbose_name = "법정동"
        verbose_name_plural = "법정동"
