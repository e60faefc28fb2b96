"""행정동: where people live, as dated records, because districts are redrawn."""

from django.db import models
from django.db.models import Q
from django.utils import timezone


class DongQuerySet(models.QuerySet):
    def current(self):
        """Dongs in force today: from ``valid_from`` inclusive to ``valid_until`` exclusive."""
        today = timezone.localdate()
        return self.filter(
            Q(valid_from__isnull=True) | Q(valid_from__lte=today),
            Q(valid_until__isnull=True) | Q(valid_until__gt=today),
        )


class Dong(models.Model):
    """One 행정동 by its ten-digit 행정안전부 code. A retired one points to its successors."""

    code = models.CharField("행정동코드", max_length=10, unique=True)
    name = models.CharField("이름", max_length=30, help_text="사람들이 쓰는 이름. 예: 전농1동")
    official_name = models.CharField("공식 이름", max_length=30, help_text="예: 전농제1동")
    valid_from = models.DateField("시행일", null=True, blank=True)
    valid_until = models.DateField("폐지일", null=True, blank=True)
    successors = models.ManyToManyField("self", verbose_name="이어받은 동", symmetrical=False, blank=True)

    objects = DongQuerySet.as_manager()

    class Meta:
        verbose_name = "행정동"
        verbose_name_plural = "행정동"
        ordering = ["code"]

    def __str__(self):
        return self.name

    def facts(self):
        return {"code": self.code, "label": self.name}
