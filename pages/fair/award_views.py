"""표창 and 훈격 in the admin. Names that nobody may read yet are personal data: every look is written down."""

from django import forms
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.generic import CreateView, EditView, IndexView
from wagtail.admin.widgets import AdminDateInput
from wagtail.admin.widgets.button import Button

from accounts.models import AccessLog, Verb
from common.contact_fields import refuse_resident_numbers
from common.sites import staff_site_of
from directory.action_views import ActionView
from directory.admin_lists import TotalOrder
from directory.importing.admin.source_views import CarefulDeleteView
from pages.fair.actions import withdraw
from pages.models.awards import Award, AwardKind


class AwardForm(WagtailAdminModelForm):
    """A name is public with the day of consent beside it, or not at all."""

    class Meta:
        model = Award
        fields = [
            *("year", "kind", "recipient", "affiliation", "merit", "order"),
            *("is_public", "consented_on"),
        ]
        widgets = {"consented_on": AdminDateInput}
        help_texts = {
            "recipient": "동의하지 않은 분도 적습니다. 이름은 아래에서 공개를 고른 때에만 보입니다.",
            "merit": "무엇을 하신 분인지 한두 문장으로 적습니다.",
            "order": "같은 훈격 안에서 작은 수가 먼저 보입니다.",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.instance.pk:
            self.initial.setdefault("year", timezone.localdate().year)
        for name in ("recipient", "affiliation", "merit"):
            self.fields[name].validators.append(refuse_resident_numbers)

    def clean_year(self):
        year = self.cleaned_data["year"]
        if not 1990 <= year <= 2100:
            raise ValidationError("해를 2026처럼 적어 주십시오.")
        return year

    def clean(self):
        cleaned = super().clean()
        if self.errors:
            return cleaned
        consented_on = cleaned.get("consented_on")
        if cleaned["is_public"] and not consented_on:
            self.add_error("consented_on", "이름을 공개하려면 본인이 동의한 날을 적어 주십시오.")
        elif consented_on and consented_on > timezone.localdate():
            self.add_error("consented_on", "오늘보다 뒤의 날입니다.")
        elif cleaned["is_public"] and self._was_withdrawn(consented_on):
            self.add_error(
                "consented_on", "동의를 거두신 분입니다. 다시 동의하셨으면 그 뒤의 날을 적어 주십시오."
            )
        return cleaned

    def _was_withdrawn(self, consented_on):
        withdrawn_on = self.instance.withdrawn_on
        return withdrawn_on is not None and consented_on < withdrawn_on

    def save(self, commit=True):
        if self.cleaned_data["is_public"]:
            self.instance.withdrawn_on = None
        return super().save(commit)


class SeenMixin:
    def dispatch(self, request, *args, **kwargs):
        response = super().dispatch(request, *args, **kwargs)
        if response.status_code == 200:
            AccessLog.objects.record(Verb.VIEWED, reason="표창을 받은 분", request=request)
        return response


def _consent(award):
    if award.withdrawn_on:
        return f"{award.withdrawn_on:%Y-%m-%d}에 거둠"
    return f"{award.consented_on:%Y-%m-%d}에 동의" if award.consented_on else "동의하지 않음"


class AwardIndexView(SeenMixin, IndexView):
    columns = [
        TitleColumn("recipient", label="받은 분", url_name="awards:edit", sort_key="recipient"),
        Column("affiliation", label="소속"),
        Column("kind", label="훈격", accessor=lambda award: award.kind.label),
        Column("year", label="해", sort_key="year"),
        Column("is_public", label="이름", accessor=lambda award: "공개" if award.is_public else "비공개"),
        Column("consent", label="동의", accessor=_consent),
    ]

    def get_base_queryset(self):
        return Award.objects.filter(site=staff_site_of(self.request)).select_related("kind")

    def order_queryset(self, queryset):
        if self.ordering in ("-year", None):
            return queryset.newest_first()
        return queryset.order_by(self.ordering, "pk")


class AwardAddView(CreateView):
    def save_instance(self):
        self.form.instance.site = staff_site_of(self.request)
        return super().save_instance()


class AwardEditView(SeenMixin, EditView):
    @cached_property
    def header_more_buttons(self):
        buttons = super().header_more_buttons
        if self.object.consented_on and not self.object.withdrawn_on:
            url = reverse("awards:withdraw", args=[self.object.pk])
            buttons = [*buttons, Button("공개 동의 거두기", url=url, icon_name="cross", priority=30)]
        return buttons


class WithdrawView(ActionView):
    page_title = "공개 동의 거두기"
    header_icon = "cross"
    form_class = forms.Form
    sentence = "누르시면 이 분의 이름이 모든 화면과 자료에서 바로 빠집니다. 명단에는 이름 없이 남습니다."
    button = "거두기"
    done = "이름을 내렸습니다."
    is_dangerous = True

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.award = get_object_or_404(Award, pk=kwargs["pk"])

    def get_page_subtitle(self):
        return str(self.award)

    def get_success_url(self):
        return reverse("awards:index")

    def trail(self):
        return [{"url": reverse("awards:index"), "label": "표창"}]

    def perform(self, data):
        withdraw(self.award, by=self.request.user)


class AwardKindForm(WagtailAdminModelForm):
    class Meta:
        model = AwardKind
        fields = ["label", "order"]


class AwardKindIndexView(TotalOrder, IndexView):
    columns = [
        TitleColumn("label", label="훈격", url_name="award_kinds:edit", sort_key="label"),
        Column("order", label="차례", sort_key="order"),
    ]


class AwardKindDeleteView(CarefulDeleteView):
    def needed_by(self):
        return {"표창": self.object.awards.count()}
