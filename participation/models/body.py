"""담당: the bodies and departments that decide about issues, as records the secretariat edits."""

from django.db import models
from django.db.models import Q
from django.utils.text import slugify
from wagtail.models import Site


class BodyKind(models.TextChoices):
    SECRETARIAT = "secretariat", "사무국"
    SUBCOMMITTEE = "subcommittee", "실무분과"
    WORKING = "working", "실무협의체"
    COUNCIL = "council", "대표협의체"
    DONG = "dong", "동희망복지위원회"
    DEPARTMENT = "department", "구청 부서"


# Bodies of the 협의체, which the floor above keeps with members and meetings; the others are offices.
OF_THE_COUNCIL = (BodyKind.COUNCIL, BodyKind.WORKING, BodyKind.SUBCOMMITTEE, BodyKind.DONG)


class DecidingBody(models.Model):
    """Whoever an issue may lie with. Names are the district's own, and change."""

    site = models.ForeignKey(Site, models.CASCADE, related_name="+", verbose_name="누리집")
    kind = models.CharField("구분", max_length=12, choices=BodyKind.choices)
    name = models.CharField("이름", max_length=60)
    slug = models.SlugField(
        "주소", max_length=60, allow_unicode=True, blank=True, help_text="협의체 조직의 주소 끝에 옵니다."
    )
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
            models.UniqueConstraint(
                fields=["site", "slug"], condition=~Q(slug=""), name="deciding_body_once_per_address"
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=OF_THE_COUNCIL) | ~Q(slug=""), name="body_of_the_council_has_an_address"
            ),
        ]

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        if self.kind in OF_THE_COUNCIL and not self.slug:
            self.slug = slugify(self.name, allow_unicode=True)
        super().save(*args, **kwargs)
