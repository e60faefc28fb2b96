"""세부사업: who does what with how much money, how far it has come, and what is measured."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Orderable

from directory.models import AgencyPage
from participation.models.body import BodyKind, DecidingBody
from participation.models.plan import YEARS, Plan, Strategy, nth_field, nth_is_one_of_four

MOST_MONEY = 1_000_000_000
ACHIEVED = [MinValueValidator(0), MaxValueValidator(100)]


class ProjectState(models.TextChoices):
    READY = "ready", "준비"
    UNDER_WAY = "under_way", "추진 중"
    COMPLETED = "completed", "완료"
    STOPPED = "stopped", "중단"


class ProjectQuerySet(models.QuerySet):
    def published(self, now=None):
        return self.filter(strategy__plan__in=Plan.objects.published(now))

    def of_plan(self, plan):
        return self.filter(strategy__plan=plan)

    def in_order(self):
        return self.order_by("strategy__number", "position", "pk")

    def numbered(self, strategy, position):
        return self.filter(strategy__number=strategy, position=position)

    def active_in(self, nth):
        """With money or a goal for that year of the plan."""
        return self.filter(
            models.Exists(YearBudget.objects.filter(project=models.OuterRef("pk"), nth=nth))
            | models.Exists(YearlyTarget.objects.filter(indicator__project=models.OuterRef("pk"), nth=nth))
        )

    def for_cards(self):
        return self.select_related("strategy__plan__site", "department").prefetch_related(
            "budgets", "indicators__targets"
        )

    def for_facts(self):
        """All that is told of each, in a number of queries that does not depend on how many they are."""
        return self.for_cards().prefetch_related("partners", "progress")


class Project(ClusterableModel):
    """Its number, such as 1-2, is its strategy's and its own place there."""

    strategy = models.ForeignKey(Strategy, models.PROTECT, related_name="projects", verbose_name="추진전략")
    position = models.PositiveSmallIntegerField(
        "번호",
        validators=[MinValueValidator(1), MaxValueValidator(99)],
        help_text="추진전략 안의 번호입니다. 1-2이면 2를 적습니다.",
    )
    title = models.CharField("세부사업", max_length=100)
    content = models.TextField("내용", max_length=4000)
    department = models.ForeignKey(
        DecidingBody,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="담당 부서",
        limit_choices_to={"kind": BodyKind.DEPARTMENT},
    )
    department_text = models.CharField(
        "그 밖의 담당", max_length=60, blank=True, help_text="목록에 없는 부서면 이름을 적습니다."
    )
    partners = ParentalManyToManyField(AgencyPage, blank=True, related_name="+", verbose_name="함께하는 기관")
    partners_text = models.CharField("그 밖에 함께하는 곳", max_length=200, blank=True)
    state = models.CharField(
        "상태", max_length=10, choices=ProjectState.choices, default=ProjectState.READY, editable=False
    )
    state_reason = models.TextField("상태를 바꾼 까닭", max_length=1000, blank=True, editable=False)
    updated_at = models.DateTimeField("바뀐 때", auto_now=True)

    objects = ProjectQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    panels = [
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("strategy"), FieldPanel("position")]),
                FieldPanel("title"),
                FieldPanel("content"),
            ],
            "세부사업",
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("department"), FieldPanel("department_text")]),
                FieldPanel("partners"),
                FieldPanel("partners_text"),
            ],
            "누가 하는가",
        ),
        InlinePanel("budgets", heading="예산", label="한 해의 예산", max_num=YEARS),
        InlinePanel("indicators", heading="성과지표", label="성과지표", max_num=10),
    ]

    class Meta:
        verbose_name = "세부사업"
        verbose_name_plural = "세부사업"
        ordering = ["strategy__number", "position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["strategy", "position"], name="project_once_per_number"),
            models.CheckConstraint(
                name="project_that_is_stopped_says_why",
                condition=~Q(state=ProjectState.STOPPED) | ~Q(state_reason=""),
            ),
        ]
        indexes = [models.Index(fields=["updated_at", "id"], name="project_modified_since")]

    def __str__(self):
        return f"{self.number} {self.title}"

    def clean(self):
        if not self.department_id and not self.department_text.strip():
            raise ValidationError({"department": "담당 부서를 고르거나 이름을 적어 주십시오."})

    def get_absolute_url(self):
        strategy = self.strategy
        return reverse("plan_project", args=[strategy.plan.term, strategy.number, self.position])

    @property
    def plan(self):
        return self.strategy.plan

    @property
    def number(self):
        return f"{self.strategy.number}-{self.position}"

    @property
    def department_name(self):
        return self.department.name if self.department else self.department_text


class YearBudget(Orderable):
    """In thousands of won, as the plan's own tables are."""

    project = ParentalKey(Project, on_delete=models.CASCADE, related_name="budgets", verbose_name="세부사업")
    nth = nth_field()
    amount = models.PositiveBigIntegerField("예산(천원)", validators=[MaxValueValidator(MOST_MONEY)])
    spent = models.PositiveBigIntegerField(
        "집행(천원)", null=True, blank=True, validators=[MaxValueValidator(MOST_MONEY)]
    )

    panels = [FieldRowPanel([FieldPanel("nth"), FieldPanel("amount"), FieldPanel("spent")])]

    class Meta(Orderable.Meta):
        verbose_name = "한 해의 예산"
        verbose_name_plural = "한 해의 예산"
        default_permissions = []
        ordering = ["nth", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["project", "nth"], name="budget_once_per_year"),
            nth_is_one_of_four("budget_is_of_one_of_four_years"),
        ]

    def __str__(self):
        return f"{self.nth}년차 {self.amount}천원"


class Indicator(ClusterableModel, Orderable):
    project = ParentalKey(
        Project, on_delete=models.CASCADE, related_name="indicators", verbose_name="세부사업"
    )
    name = models.CharField("성과지표", max_length=100)
    unit = models.CharField("단위", max_length=20)
    baseline = models.DecimalField("기준값", max_digits=14, decimal_places=2, null=True, blank=True)
    less_is_better = models.BooleanField("낮을수록 좋음", default=False)

    panels = [
        FieldRowPanel([FieldPanel("name"), FieldPanel("unit"), FieldPanel("baseline")]),
        FieldPanel("less_is_better"),
        InlinePanel("targets", heading="연도별 목표와 실적", label="한 해", max_num=YEARS),
    ]

    class Meta(Orderable.Meta):
        verbose_name = "성과지표"
        verbose_name_plural = "성과지표"
        default_permissions = []
        ordering = ["sort_order", "pk"]

    def __str__(self):
        return f"{self.name}({self.unit})"


class YearlyTarget(Orderable):
    indicator = ParentalKey(
        Indicator, on_delete=models.CASCADE, related_name="targets", verbose_name="성과지표"
    )
    nth = nth_field()
    target = models.DecimalField("목표", max_digits=14, decimal_places=2)
    result = models.DecimalField("실적", max_digits=14, decimal_places=2, null=True, blank=True)

    panels = [FieldRowPanel([FieldPanel("nth"), FieldPanel("target"), FieldPanel("result")])]

    class Meta(Orderable.Meta):
        verbose_name = "한 해의 목표와 실적"
        verbose_name_plural = "한 해의 목표와 실적"
        default_permissions = []
        ordering = ["nth", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["indicator", "nth"], name="target_once_per_year"),
            nth_is_one_of_four("target_is_of_one_of_four_years"),
        ]

    def __str__(self):
        return f"{self.nth}년차 {self.target}"

    def percent(self, less_is_better=False):
        """How much of the goal was reached, 0 to 100; None where nothing can be said."""
        if self.result is None:
            return None
        if less_is_better and self.result <= self.target:
            return 100
        part, whole = (self.target, self.result) if less_is_better else (self.result, self.target)
        return min(100, max(0, round(part / whole * 100))) if whole > 0 else None


class ProjectProgress(models.Model):
    """One dated line of what was done. Written once; the issues it came from tell it too."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="progress", verbose_name="세부사업")
    nth = nth_field()
    on = models.DateField("날짜", default=timezone.localdate)
    text = models.TextField("한 일", max_length=2000)
    achieved = models.PositiveSmallIntegerField("진도(%)", null=True, blank=True, validators=ACHIEVED)
    office = models.CharField("적은 곳", max_length=60)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="적은 사람",
    )
    created_at = models.DateTimeField("적은 때", auto_now_add=True)

    class Meta:
        verbose_name = "세부사업의 진행"
        verbose_name_plural = "세부사업의 진행"
        default_permissions = []
        ordering = ["-on", "-pk"]
        constraints = [
            nth_is_one_of_four("progress_is_of_one_of_four_years"),
            models.CheckConstraint(name="progress_says_what_was_done", condition=~Q(text="")),
            models.CheckConstraint(
                name="progress_is_at_most_all", condition=Q(achieved__isnull=True) | Q(achieved__lte=100)
            ),
        ]

    def __str__(self):
        return f"{self.on} {self.project_id}"
