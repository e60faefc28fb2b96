"""비용: what can be filtered; the words beside it say the rest."""

from django.db import models


class FeeKind(models.TextChoices):
    FREE = "free", "무료"
    PARTLY = "partly", "일부 유료"
    PAID = "paid", "유료"
