"""What the importer remembers: what each run did, and of every row what it last said.

Rows of files and values the import wrote are kept apart from the pages: revisions do not carry them,
and no public answer reads them.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q

from directory.models.source import ImportSource


class RunState(models.TextChoices):
    DRAFT = "draft", "올려 둠"
    QUEUED = "queued", "기다리는 중"
    RUNNING = "running", "가져오는 중"
    REHEARSED = "rehearsed", "연습 끝"
    DONE = "done", "가져옴"
    STOPPED = "stopped", "멈춤"
    FAILED = "failed", "실패"
    UNDONE = "undone", "되돌림"


class ImportRun(models.Model):
    """One edition of a list, brought in once: what was read and what became of every row.

    ``counts`` hold the number of rows by outcome and add up to ``rows_read``. ``content`` is the file
    itself, kept in the database so that any worker can read it and no public address leads to it.
    """

    source = models.ForeignKey(ImportSource, models.PROTECT, related_name="runs", verbose_name="공개 자료")
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="가져온 사람",
    )
    state = models.CharField("상태", max_length=10, choices=RunState.choices, default=RunState.DRAFT)
    is_rehearsal = models.BooleanField("연습", default=False)
    is_forced = models.BooleanField("많이 바뀌어도 계속", default=False)
    file_name = models.CharField("파일 이름", max_length=200)
    content = models.BinaryField("파일", null=True, editable=False)
    sha256 = models.CharField("SHA-256", max_length=64)
    size = models.PositiveIntegerField("크기")
    format = models.CharField("형식", max_length=8, blank=True)
    encoding = models.CharField("인코딩", max_length=20, blank=True)
    reference_date = models.DateField("자료 기준일", null=True, blank=True)
    header_map = models.JSONField("칸 이음", default=dict, blank=True)
    rows_read = models.PositiveIntegerField("읽은 줄", default=0)
    rows_done = models.PositiveIntegerField("지나온 줄", default=0)
    counts = models.JSONField("줄의 결과", default=dict, blank=True)
    notes = models.JSONField("알아 둘 것", default=list, blank=True)
    created_at = models.DateTimeField("올린 때", auto_now_add=True)
    started_at = models.DateTimeField("시작한 때", null=True, blank=True)
    finished_at = models.DateTimeField("끝난 때", null=True, blank=True)

    class Meta:
        verbose_name = "가져오기"
        verbose_name_plural = "가져오기"
        ordering = ["-pk"]

    def __str__(self):
        return f"{self.source} · {self.file_name}"


class Severity(models.TextChoices):
    ERROR = "error", "오류"
    WORRY = "worry", "확인할 것"
    CHANGE = "change", "고쳐 읽음"
    HELD = "held", "사람이 고쳐서 둔 것"
    GUESS = "guess", "같은 곳일 수 있음"


class ImportProblem(models.Model):
    """One line of the report: which row and column, what stood there, and what is to be known about it."""

    run = models.ForeignKey(ImportRun, models.CASCADE, related_name="problems")
    severity = models.CharField("정도", max_length=6, choices=Severity.choices)
    row = models.PositiveIntegerField("행", null=True)
    column = models.CharField("칸", max_length=80, blank=True)
    raw = models.CharField("적힌 값", max_length=200, blank=True)
    code = models.CharField("코드", max_length=30)
    message = models.CharField("설명", max_length=300)

    class Meta:
        verbose_name = "가져오기 알림"
        verbose_name_plural = "가져오기 알림"
        ordering = ["row", "pk"]
        indexes = [models.Index(fields=["run", "severity", "row"], name="import_problem_of_a_run")]

    def __str__(self):
        return f"{self.row}행 {self.column}: {self.message}" if self.row else self.message


class SourceRecord(models.Model):
    """One row of a list as it was last seen, and what the import last wrote because of it.

    ``written`` holds, field by field, what the import last wrote: where the page says otherwise, a
    person changed it, and the import leaves that field alone and lists the difference in ``held``.
    """

    source = models.ForeignKey(ImportSource, models.CASCADE, related_name="records")
    key = models.CharField("번호", max_length=60)
    facility = models.ForeignKey(
        "directory.FacilityPage", models.CASCADE, null=True, blank=True, related_name="records"
    )
    benefit = models.ForeignKey(
        "directory.Benefit", models.CASCADE, null=True, blank=True, related_name="records"
    )
    raw = models.JSONField("원래 줄", default=dict)
    digest = models.CharField("줄의 요약값", max_length=40)
    written = models.JSONField("가져오기가 쓴 값", default=dict)
    held = models.JSONField("두고 온 차이", default=dict, blank=True)
    missing_since = models.DateField("목록에서 사라진 날", null=True, blank=True)

    class Meta:
        verbose_name = "목록의 줄"
        verbose_name_plural = "목록의 줄"
        ordering = ["source", "key"]
        constraints = [
            models.UniqueConstraint(fields=["source", "key"], name="row_once_per_source"),
            models.CheckConstraint(
                condition=Q(facility__isnull=True) | Q(benefit__isnull=True),
                name="row_is_of_a_facility_or_a_benefit",
            ),
        ]

    def __str__(self):
        return self.key


class RunChange(models.Model):
    """What one run did to one row's record and page: enough to take it back."""

    run = models.ForeignKey(ImportRun, models.CASCADE, related_name="changes")
    record = models.ForeignKey(SourceRecord, models.SET_NULL, null=True, related_name="+")
    is_new = models.BooleanField("새로 만듦", default=False)
    before = models.JSONField("그 전의 값", default=dict)
    after = models.JSONField("쓴 값", default=dict)

    class Meta:
        verbose_name = "가져오기가 바꾼 것"
        verbose_name_plural = "가져오기가 바꾼 것"
        ordering = ["pk"]

    def __str__(self):
        return f"{self.run_id}: {self.record_id}"
