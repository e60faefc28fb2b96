"""What has come by key: which page is whose external id, and what came together."""

from django.db import models
from django.db.models import Q
from wagtail.models import Page

from api.keys.models import ApiKey
from directory.models import Agency, FacilityPage, ProgramPage, ResourcePage
from pages.models import EventPage, NewsPage

LONGEST_ID = 200
NOT_AN_ID = f"번호는 보이는 글자로 {LONGEST_ID}자까지이고, 앞뒤의 빈칸과 ‘/’는 쓸 수 없습니다."


def is_external_id(text):
    """Whether an agency may call a thing so, in a line as in an address."""
    return 0 < len(text) <= LONGEST_ID and text.isprintable() and text == text.strip() and "/" not in text


class ItemType(models.TextChoices):
    NEWS = "news", "소식"
    EVENTS = "events", "행사"
    PROGRAMS = "programs", "프로그램"
    FACILITIES = "facilities", "시설"
    RESOURCES = "resources", "공유자원"

    @property
    def model(self):
        return PAGES[self]

    @property
    def scope(self):
        return f"{self.value}:write"


PAGES = {
    ItemType.NEWS: NewsPage,
    ItemType.EVENTS: EventPage,
    ItemType.PROGRAMS: ProgramPage,
    ItemType.FACILITIES: FacilityPage,
    ItemType.RESOURCES: ResourcePage,
}


class PushBatch(models.Model):
    """What one question brought together. ``counts`` by outcome; ``failures``: [title, sentence] of a deciding."""

    agency = models.ForeignKey(Agency, models.CASCADE, related_name="push_batches", verbose_name="기관")
    key = models.ForeignKey(ApiKey, models.SET_NULL, null=True, related_name="+", verbose_name="열쇠")
    created_at = models.DateTimeField("들어온 때", auto_now_add=True)
    counts = models.JSONField("결과", default=dict)
    deciding_since = models.DateTimeField("승인을 시작한 때", null=True, editable=False)
    failures = models.JSONField("승인하지 못한 것", default=list, editable=False)

    class Meta:
        verbose_name = "묶음"
        verbose_name_plural = "묶음"
        default_permissions = []
        ordering = ["-created_at", "-pk"]

    def __str__(self):
        return f"{self.agency} 묶음 {self.pk}"


class AgencyItemQuerySet(models.QuerySet):
    def asked_to_withdraw(self):
        """Waiting for the secretariat to take them out of the public."""
        return self.filter(withdrawal_asked_at__isnull=False, page__live=True)


class AgencyItem(models.Model):
    """One thing of an agency's own system, and the page it is here.

    ``digest`` and ``revision_id`` say what was written last: the same again is no new revision, and what a
    person has written since is not overwritten unseen. ``page`` is empty after the page was deleted.
    """

    agency = models.ForeignKey(Agency, models.CASCADE, related_name="pushed", verbose_name="기관")
    type = models.CharField("종류", max_length=10, choices=ItemType.choices)
    external_id = models.CharField("기관의 번호", max_length=LONGEST_ID)
    page = models.OneToOneField(
        Page, models.SET_NULL, null=True, related_name="pushed_item", verbose_name="페이지"
    )
    batch = models.ForeignKey(
        PushBatch, models.SET_NULL, null=True, related_name="items", verbose_name="묶음"
    )
    key = models.ForeignKey(ApiKey, models.SET_NULL, null=True, related_name="+", verbose_name="열쇠")
    digest = models.CharField(max_length=64, blank=True)
    revision_id = models.BigIntegerField(null=True)
    created_at = models.DateTimeField("처음 받은 때", auto_now_add=True)
    changed_at = models.DateTimeField("마지막으로 받은 때", auto_now=True)
    withdrawal_asked_at = models.DateTimeField("거두어 달라고 한 때", null=True)
    withdrawal_reason = models.CharField("거두어 달라는 까닭", max_length=500, blank=True)
    withdrawal_refusal = models.CharField("거두지 않은 까닭", max_length=500, blank=True)

    objects = AgencyItemQuerySet.as_manager()

    class Meta:
        verbose_name = "연동 자료"
        verbose_name_plural = "연동 자료"
        default_permissions = []
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "type", "external_id"], name="external_id_once_per_agency_and_type"
            ),
            models.CheckConstraint(condition=~Q(external_id=""), name="external_id_says_something"),
        ]
        indexes = [
            models.Index(
                fields=["withdrawal_asked_at"],
                condition=Q(withdrawal_asked_at__isnull=False),
                name="withdrawal_asked",
            )
        ]

    def __str__(self):
        return f"{self.get_type_display()} {self.external_id}"


class StoredAnswer(models.Model):
    """What was answered to an ``Idempotency-Key``, kept a day. Without a ``status`` it is still being done."""

    key = models.ForeignKey(ApiKey, models.CASCADE, related_name="+")
    name = models.CharField(max_length=100)
    digest = models.CharField(max_length=64)
    created_at = models.DateTimeField(auto_now_add=True, db_index=True)
    status = models.PositiveSmallIntegerField(null=True)
    content_type = models.CharField(max_length=60, blank=True)
    body = models.TextField(blank=True)

    class Meta:
        verbose_name = "간직한 답"
        verbose_name_plural = "간직한 답"
        default_permissions = []
        constraints = [models.UniqueConstraint(fields=["key", "name"], name="idempotency_key_once_per_key")]

    def __str__(self):
        return self.name
