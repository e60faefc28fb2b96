"""시설종류: a tree of two levels, the group (노인, 영유아 …) and the kind."""

from django.db import models


class FacilityKind(models.Model):
    code = models.SlugField("코드", max_length=40, unique=True)
    label = models.CharField("이름", max_length=60)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name="상위 종류"
    )
    official_code = models.CharField(
        "공식 코드", max_length=6, blank=True, help_text="사회복지시설정보시스템의 시설종류코드"
    )
    order = models.PositiveSmallIntegerField("순서", default=0)

    class Meta:
        verbose_name = "시설종류"
        verbose_name_plural = "시설종류"
        ordering = ["order", "pk"]

    def __str__(self):
        return self.label

    def facts(self):
        return {"code": self.code, "label": self.label}
