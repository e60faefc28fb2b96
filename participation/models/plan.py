"""지역사회보장계획: four years, their strategies, and what the law wants beside them (법 제35·36조)."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Orderable, Site

# 사회보장급여법 제35조 제1항: a plan is made for four years.
YEARS = 4
FIRST_POSSIBLE, LAST_POSSIBLE = 2000, 2100


class PlanState(models.TextChoices):
    DRAFT = "draft", "초안"
    NOTICE = "notice", "공고 중"
    DELIBERATION = "deliberation", "심의"
    SETTLED = "settled", "확정"


class FileKind(models.TextChoices):
    PLAN = "plan", "계획서"
    YEARLY = "yearly", "연차별 시행계획"
    RESULT = "result", "시행결과"
    REVIEW = "review", "평가"
    OTHER = "other", "그 밖의 자료"


def nth_field():
    """The year of a plan as 1 to 4: counted from its first year, it is never outside of the plan."""
    choices = [(nth, f"{nth}년차") for nth in range(1, YEARS + 1)]
    return models.PositiveSmallIntegerField("연차", choices=choices)


def nth_is_one_of_four(name, *, blank=False):
    condition = Q(nth__range=(1, YEARS))
    return models.CheckConstraint(
        name=name, condition=condition | Q(nth__isnull=True) if blank else condition
    )


class PlanQuerySet(models.QuerySet):
    """``published()`` is the one rule of which plans may leave the house."""

    def published(self, now=None):
        return self.exclude(state=PlanState.DRAFT).filter(published_at__lte=now or timezone.now())

    def in_site(self, site):
        return self.filter(site=site)

    def newest_first(self):
        return self.order_by("-first_year", "-pk")

    def current(self, today=None):
        """The one whose years we live in; before and after it the newest that there is."""
        year = (today or timezone.localdate()).year
        running = self.filter(first_year__lte=year, last_year__gte=year)
        return running.newest_first().first() or self.newest_first().first()


class Plan(ClusterableModel):
    site = models.ForeignKey(Site, models.PROTECT, related_name="+", verbose_name="누리집")
    term = models.PositiveSmallIntegerField(
        "기수", validators=[MinValueValidator(1), MaxValueValidator(99)], help_text="제6기이면 6을 적습니다."
    )
    first_year = models.PositiveSmallIntegerField(
        "첫해",
        validators=[MinValueValidator(FIRST_POSSIBLE), MaxValueValidator(LAST_POSSIBLE)],
        help_text="계획은 4년입니다. 첫해가 2027년이면 2030년까지입니다.",
    )
    last_year = models.PositiveSmallIntegerField("마지막 해", editable=False)
    vision = models.CharField("비전", max_length=120)
    summary = models.TextField("소개", max_length=2000, blank=True, help_text="주민에게 쉬운 말로 적습니다.")
    state = models.CharField(
        "상태", max_length=12, choices=PlanState.choices, default=PlanState.DRAFT, editable=False
    )
    published_at = models.DateTimeField("공개한 때", null=True, blank=True, editable=False)
    settled_on = models.DateField("확정한 날", null=True, blank=True, editable=False)
    updated_at = models.DateTimeField("바뀐 때", auto_now=True)

    objects = PlanQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    panels = [
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("term"), FieldPanel("first_year")]), FieldPanel("vision")], "계획"
        ),
        FieldPanel("summary"),
        InlinePanel("strategies", heading="추진전략", label="추진전략", max_num=20),
        InlinePanel("files", heading="원본 파일", label="파일", max_num=50),
    ]

    class Meta:
        verbose_name = "지역사회보장계획"
        verbose_name_plural = "지역사회보장계획"
        ordering = ["-first_year", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["site", "term"], name="plan_once_per_term"),
            models.UniqueConstraint(fields=["site", "first_year"], name="plan_once_per_period"),
            models.CheckConstraint(
                name="plan_lasts_exactly_four_years", condition=Q(last_year=F("first_year") + YEARS - 1)
            ),
            models.CheckConstraint(
                name="plan_is_published_exactly_when_it_is_no_draft",
                condition=Q(state=PlanState.DRAFT, published_at__isnull=True)
                | (~Q(state=PlanState.DRAFT) & Q(published_at__isnull=False)),
            ),
        ]

    def __str__(self):
        return self.title

    def save(self, *args, **kwargs):
        self.last_year = self.first_year + YEARS - 1
        super().save(*args, **kwargs)

    def clean(self):
        others = Plan.objects.filter(site=self.site_id).exclude(pk=self.pk)
        if self.term and others.filter(term=self.term).exists():
            raise ValidationError({"term": "이미 있는 기수입니다."})
        if self.first_year and others.filter(first_year=self.first_year).exists():
            raise ValidationError({"first_year": "같은 해에 시작하는 계획이 이미 있습니다."})
        if self.pk and self.state != PlanState.DRAFT:
            before = Plan.objects.get(pk=self.pk)
            if (before.term, before.first_year) != (self.term, self.first_year):
                raise ValidationError(
                    "공개한 계획의 기수와 첫해는 바꿀 수 없습니다. 주소와 연도가 달라집니다."
                )

    def get_absolute_url(self):
        return reverse("plan", args=[self.term])

    @property
    def title(self):
        return f"제{self.term}기 지역사회보장계획"

    @property
    def years(self):
        return range(self.first_year, self.last_year + 1)

    @property
    def is_public(self):
        return self.published_at is not None and self.published_at <= timezone.now()

    def nth(self, year):
        """Which of the four years it is; None outside of them."""
        return year - self.first_year + 1 if year in self.years else None

    def year(self, nth):
        return self.first_year + nth - 1


class Strategy(Orderable):
    plan = ParentalKey(Plan, on_delete=models.CASCADE, related_name="strategies", verbose_name="계획")
    number = models.PositiveSmallIntegerField(
        "번호", validators=[MinValueValidator(1), MaxValueValidator(99)]
    )
    title = models.CharField("추진전략", max_length=100)
    why = models.TextField("왜 필요한가", max_length=1000, blank=True)

    panels = [FieldPanel("number"), FieldPanel("title"), FieldPanel("why")]

    class Meta(Orderable.Meta):
        verbose_name = "추진전략"
        verbose_name_plural = "추진전략"
        default_permissions = []
        ordering = ["number", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="strategy_once_per_number"),
        ]

    def __str__(self):
        return f"{self.number}. {self.title}"


class PlanFile(Orderable):
    """The plan as it was signed: the original beside our pages. Public with the plan, not before."""

    plan = ParentalKey(Plan, on_delete=models.CASCADE, related_name="files", verbose_name="계획")
    kind = models.CharField("구분", max_length=8, choices=FileKind.choices, default=FileKind.PLAN)
    title = models.CharField("이름", max_length=100)
    document = models.ForeignKey(
        "directory.AgencyDocument", models.CASCADE, related_name="+", verbose_name="파일"
    )

    panels = [FieldPanel("kind"), FieldPanel("title"), FieldPanel("document")]

    class Meta(Orderable.Meta):
        verbose_name = "계획의 파일"
        verbose_name_plural = "계획의 파일"
        default_permissions = []

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("plan_file", args=[self.plan.term, self.pk])


class YearPlanQuerySet(models.QuerySet):
    def published(self, now=None):
        """Told, and of a plan that is."""
        plans = Plan.objects.published(now)
        return self.filter(published_at__lte=now or timezone.now(), plan__in=plans)


class YearPlan(models.Model):
    """연차별 시행계획: what is done in one of the four years, and afterwards what came of it."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="year_plans", verbose_name="계획")
    nth = nth_field()
    summary = models.TextField("주요 내용", max_length=4000)
    result = models.TextField("시행결과와 평가", max_length=4000, blank=True)
    published_at = models.DateTimeField("공개한 때", null=True, blank=True, editable=False)
    updated_at = models.DateTimeField("바뀐 때", auto_now=True)

    objects = YearPlanQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    panels = [
        FieldRowPanel([FieldPanel("plan"), FieldPanel("nth")]),
        FieldPanel("summary"),
        FieldPanel("result"),
    ]

    class Meta:
        verbose_name = "연차별 시행계획"
        verbose_name_plural = "연차별 시행계획"
        ordering = ["-plan__first_year", "nth", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "nth"], name="year_plan_once_per_year"),
            nth_is_one_of_four("year_plan_is_of_one_of_four_years"),
        ]

    def __str__(self):
        return self.title

    @property
    def year(self):
        return self.plan.year(self.nth)

    @property
    def title(self):
        return f"{self.year}년 시행계획"

    def get_absolute_url(self):
        return reverse("plan_year", args=[self.plan.term, self.year])
