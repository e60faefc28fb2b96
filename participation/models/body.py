"""담당: the bodies and departments that decide about issues, as records the secretariat edits."""

from django.db import models
from wagtail.models import Site


class BodyKind(models.TextChoices):
    SECRETARIAT = "secretariat", "사무국"
    SUBCOMMITTEE = "subcommittee", "실무분과"
    WORKING = "working", "실무협의체"
    COUNCIL = "council", "대표협의체"
    DEPARTMENT = "department", "구청 부서"


class DecidingBody(models.Model):
    """Whoever an issue may lie with. Names are the district's own, and change."""

    site = models.ForeignKey(Site, models.CASCADE, related_name="+", verbose_name="누리집")
    kind = models.CharField("구분", max_length=12, choices=BodyKind.choices)
    name = models.CharField("이름", max_length=60)
    email = models.EmailField(
        "이메일",
        blank=True,
        help_text="과제가 넘어오거나 공감이 기준을 넘으면 여기로 알립니다. 비우면 사무국에 알립니다.",
    )
    is_active = models.BooleanField("활동 중", default=True)

    class Meta:
        verbose_name = "담당"
        verbose_name_plural = "담당"
        ordering = ["kind", "name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["site", "name"], name="deciding_body_once_per_name"),
        ]

    def __str__(self):
        return self.name
