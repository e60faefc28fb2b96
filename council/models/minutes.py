"""회의록: the whole record, for members and staff. What everybody reads is a `PublishedMinutes` made of it."""

import uuid

from django.conf import settings
from django.contrib.contenttypes.fields import GenericRelation
from django.db import models, transaction
from django.db.models import Q
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel
from wagtail.models import DraftStateMixin, LockableMixin, Orderable, RevisionMixin, WorkflowMixin

from council.models.agenda import AgendaItem
from council.models.meeting import Meeting


class Minutes(WorkflowMixin, DraftStateMixin, LockableMixin, RevisionMixin, ClusterableModel):
    """The five items of the ordinance's Article 7; time and place are the meeting's own, results the items'.

    Never shown in public, live or not: it may hold what must not be known. Its revisions neither.
    """

    meeting = models.OneToOneField(Meeting, models.PROTECT, related_name="minutes", verbose_name="회의")
    attendance = models.TextField(
        "출석위원과 참석자", max_length=4000, blank=True,
        help_text="직위와 구분으로 적습니다. 예: 위원장, 민간위원 8명, 공공위원 4명, 참관 2명",
    )  # fmt: skip
    results = models.TextField(
        "심의결과",
        max_length=8000,
        blank=True,
        help_text="안건마다의 결과는 ‘결정’에서 옵니다. 덧붙일 말만 적습니다.",
    )
    other = models.TextField("그 밖의 사항", max_length=8000, blank=True)
    created_at = models.DateTimeField("만든 때", auto_now_add=True)
    updated_at = models.DateTimeField("바뀐 때", auto_now=True)

    revisions = GenericRelation(
        "wagtailcore.Revision", content_type_field="content_type", object_id_field="object_id",
        related_query_name="minutes", for_concrete_model=False,
    )  # fmt: skip
    workflow_states = GenericRelation(
        "wagtailcore.WorkflowState", content_type_field="base_content_type", object_id_field="object_id",
        related_query_name="minutes", for_concrete_model=False,
    )  # fmt: skip
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = "회의록"
        verbose_name_plural = "회의록"
        ordering = ["-meeting__starts_at", "-pk"]

    def __str__(self):
        return f"{self.meeting} 회의록"

    def publish(self, revision, user=None, **kwargs):
        """There is no way of publishing that does not make the public face anew, with its phrases hidden."""
        from council.actions.publishing import let_out

        with transaction.atomic():
            super().publish(revision, user=user, **kwargs)
            state = revision.task_states.order_by("-pk").first()
            minutes = Minutes.objects.get(pk=self.pk)
            let_out(minutes, by=user, correction=state.comment if state else "")


class MinutesSection(Orderable):
    """심의사항: one thing that was talked about, with the item it belongs to."""

    minutes = ParentalKey(Minutes, on_delete=models.CASCADE, related_name="sections", verbose_name="회의록")
    item = models.ForeignKey(
        AgendaItem, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="안건"
    )
    heading = models.CharField("제목", max_length=120)
    text = models.TextField("내용", max_length=20000)

    panels = [FieldPanel("heading"), FieldPanel("text")]

    class Meta(Orderable.Meta):
        verbose_name = "심의사항"
        verbose_name_plural = "심의사항"
        default_permissions = []

    def __str__(self):
        return self.heading


class Ground(models.TextChoices):
    """Why something is hidden, or why what looks like personal data is shown."""

    PERSONAL = "personal", "개인정보"
    PRIVACY = "privacy", "사생활"
    BUSINESS = "business", "법인·단체의 비밀"
    OTHER = "other", "그 밖"
    OFFICE = "office", "기관의 공개된 연락처"
    HARMLESS = "harmless", "개인정보가 아님"


HIDING = (Ground.PERSONAL, Ground.PRIVACY, Ground.BUSINESS, Ground.OTHER)


class Redaction(models.Model):
    """A phrase of the minutes that everybody must not read (``hides``), or that may stay although it looks so."""

    minutes = models.ForeignKey(Minutes, models.CASCADE, related_name="redactions", verbose_name="회의록")
    phrase = models.CharField("말", max_length=300)
    hides = models.BooleanField("가림", default=True)
    ground = models.CharField("까닭", max_length=8, choices=Ground.choices, default=Ground.PERSONAL)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name="정한 사람",
    )  # fmt: skip
    at = models.DateTimeField("정한 때", auto_now_add=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = "가림"
        verbose_name_plural = "가림"
        default_permissions = []
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["minutes", "phrase"], name="redaction_once_per_phrase"),
            models.CheckConstraint(
                condition=Q(hides=True, ground__in=HIDING) | (Q(hides=False) & ~Q(ground__in=HIDING)),
                name="redaction_has_a_ground_of_its_kind",
            ),
        ]

    def __str__(self):
        return f"{self.minutes_id} {self.get_ground_display()}"


class FileKind(models.TextChoices):
    ORIGINAL = "original", "원본"
    PUBLIC = "public", "공개본(가린 것)"


def minutes_path(file, name):
    return f"council/{file.uuid}/{name}"


class MinutesFile(models.Model):
    """The minutes as a file (HWPX, PDF …). It is public only as part of a `PublishedMinutes` that names it."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    minutes = models.ForeignKey(Minutes, models.CASCADE, related_name="files", verbose_name="회의록")
    kind = models.CharField("구분", max_length=8, choices=FileKind.choices, default=FileKind.ORIGINAL)
    file = models.FileField("파일", upload_to=minutes_path)
    name = models.CharField("파일 이름", max_length=120)
    size = models.PositiveIntegerField("크기")
    sha512 = models.CharField("SHA-512", max_length=128, blank=True, editable=False)
    # Where nothing can be read out of it, a person says by hand that nothing hidden is in it.
    is_readable = models.BooleanField("글을 읽을 수 있음", default=False, editable=False)
    text = models.TextField("파일 안의 글", blank=True, editable=False)
    looked_through = models.BooleanField("가릴 말이 없음을 눈으로 확인함", default=False)
    created_at = models.DateTimeField("올린 때", auto_now_add=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = "회의록 파일"
        verbose_name_plural = "회의록 파일"
        default_permissions = []
        ordering = ["pk"]

    def __str__(self):
        return self.name
