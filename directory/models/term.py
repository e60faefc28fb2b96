"""복지로's three axes: for whom, in what situation, about what; and one of ours: how one gets in."""

from django.db import models


class Axis(models.TextChoices):
    """The axes by 복지로's own names, and 편의시설, which is ours; codes are unique within an axis."""

    LIFE = "life", "생애주기"
    HOUSEHOLD = "household", "가구상황"
    TOPIC = "topic", "관심주제"
    ACCESS = "access", "편의시설"


class Term(models.Model):
    """One choice of an axis, such as 노년 or 돌봄, with 복지로's code."""

    axis = models.CharField("축", max_length=10, choices=Axis.choices)
    code = models.CharField("코드", max_length=3)
    label = models.CharField("이름", max_length=30)

    class Meta:
        verbose_name = "대상·주제"
        verbose_name_plural = "대상·주제"
        ordering = ["axis", "code"]
        constraints = [models.UniqueConstraint(fields=["axis", "code"], name="term_code_once_per_axis")]

    def __str__(self):
        return self.label

    def facts(self):
        return {"axis": self.axis, "code": self.code, "label": self.label}
