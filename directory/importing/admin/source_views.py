"""공개 자료, 칸 이름, 시설종류: what the importer knows of lists, and headquarters may change."""

import django_filters
from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Count, ProtectedError, RestrictedError
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.generic import CreateView, DeleteView, EditView, IndexView
from wagtail.admin.widgets.button import Button

from directory.admin_lists import TotalOrder
from directory.importing.headers import IGNORED, LONGEST_HEADER, PERSON, header_key
from directory.importing.target import TARGETS, target_of
from directory.models import FacilityKind, HeaderAlias, ImportSource
from directory.models.source import SourceKind

SCOPES = (("every", "모든 공개 자료"), ("one", "한 공개 자료"))
OTHERS = {IGNORED: "원본에만 둠", PERSON: "사람 이름이라 읽지 않음"}


def field_label(alias):
    labels = {field.name: field.label for field in target_of(alias.kind).fields} | OTHERS
    return labels.get(alias.field, alias.field)


class CarefulDeleteView(DeleteView):
    """Refused with a sentence where something still needs it. ``needed_by`` counts by name."""

    def needed_by(self):
        return {}

    def refusal(self):
        told = [f"{name} {count:,}건" for name, count in self.needed_by().items() if count]
        return f"쓰고 있어 지울 수 없습니다: {', '.join(told)}." if told else ""

    def get(self, request, *args, **kwargs):
        return self._refuse(self.refusal()) if self.refusal() else super().get(request, *args, **kwargs)

    def form_valid(self, form):
        if told := self.refusal():
            return self._refuse(told)
        try:
            return super().form_valid(form)
        except (ProtectedError, RestrictedError):
            return self._refuse("그사이 쓰이기 시작해 지울 수 없습니다.")

    def _refuse(self, told):
        messages.error(self.request, f"{self.object}: {told}")
        return redirect(self.edit_url_name, self.object.pk)


class SourceForm(WagtailAdminModelForm):
    url = forms.URLField(label="자료 안내 주소", max_length=500, required=False, assume_scheme="https")

    class Meta:
        model = ImportSource
        fields = [
            *("name", "code", "kind", "publisher", "url", "licence", "attribution"),
            *("origin", "crs", "default_kind", "agency"),
        ]
        help_texts = {
            "code": "파일 이름에서 날짜를 뺀 것과 같으면 올릴 때 알아봅니다.",
            "crs": "비우면 숫자의 범위로 알아봅니다.",
        }

    def clean_kind(self):
        kind, source = self.cleaned_data["kind"], self.instance
        if source.pk and source.kind != kind and (source.runs.exists() or source.records.exists()):
            raise ValidationError("이미 가져온 자료라 무엇의 목록인지 바꿀 수 없습니다.")
        return kind


class SourceIndexView(TotalOrder, IndexView):
    columns = [
        TitleColumn("name", label="이름", url_name="import_sources:edit", sort_key="name"),
        Column("kind", label="무엇의 목록", accessor="get_kind_display", sort_key="kind"),
        Column("publisher", label="공개한 기관", sort_key="publisher"),
        Column("licence", label="이용 조건", accessor="get_licence_display"),
        Column("run_count", label="가져온 횟수", sort_key="run_count"),
    ]

    def get_base_queryset(self):
        return ImportSource.objects.annotate(run_count=Count("runs"))


class SourceEditView(EditView):
    @cached_property
    def header_more_buttons(self):
        aliases = f"{reverse('header_aliases:index')}?source={self.object.pk}"
        runs = f"{reverse('imports:index')}?source={self.object.pk}"
        return [
            *super().header_more_buttons,
            Button("칸 이름", url=aliases, icon_name="table", priority=30),
            Button("가져온 기록", url=runs, icon_name="history", priority=40),
        ]


class SourceDeleteView(CarefulDeleteView):
    def needed_by(self):
        source = self.object
        return {
            "가져오기": source.runs.count(),
            "시설": source.facilities.count(),
            "복지서비스": source.benefits.count(),
            "목록의 줄": source.records.count(),
        }


class AliasForm(WagtailAdminModelForm):
    """Which kind of list it is for is said by the field, as fields differ from kind to kind."""

    column = forms.ChoiceField(
        label="무엇으로 읽나", error_messages={"invalid_choice": "목록에서 골라 주십시오."}
    )

    class Meta:
        model = HeaderAlias
        fields = ["source", "header"]
        help_texts = {
            "source": "비우면 모든 공개 자료에 씁니다.",
            "header": "파일의 제목 줄에 적힌 그대로 적습니다. 띄어쓰기는 달라도 됩니다.",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["column"].choices = [
            ("", "고르십시오"),
            *((SourceKind(kind).label, list(self._fields(kind))) for kind in TARGETS),
        ]
        self.fields["source"].queryset = ImportSource.objects.order_by("name", "pk")
        self.fields["source"].empty_label = "모든 공개 자료"
        if self.instance.pk:
            self.initial["column"] = f"{self.instance.kind}:{self.instance.field}"

    @staticmethod
    def _fields(kind):
        for field in target_of(kind).fields:
            yield f"{kind}:{field.name}", field.label
        for name, label in OTHERS.items():
            yield f"{kind}:{name}", label

    def clean_header(self):
        header = self.cleaned_data["header"]
        if not header_key(header):
            raise ValidationError("글자가 있는 이름을 적어 주십시오.")
        return header

    def clean(self):
        given = super().clean()
        header, column, source = given.get("header"), given.get("column"), given.get("source")
        if not header or not column:
            return given
        alias = self.instance
        alias.kind, alias.field = column.split(":", 1)
        alias.key = header_key(header)[:LONGEST_HEADER]
        if source and source.kind != alias.kind:
            self.add_error("column", f"‘{source}’은(는) {source.get_kind_display()}의 목록입니다.")
        scope = {"source": source} if source else {"source__isnull": True, "kind": alias.kind}
        if HeaderAlias.objects.filter(key=alias.key, **scope).exclude(pk=alias.pk).exists():
            self.add_error("header", "이미 적어 둔 이름입니다.")
        return given


class AliasFilterSet(WagtailFilterSet):
    source = django_filters.ModelChoiceFilter(
        label="공개 자료", queryset=ImportSource.objects.order_by("name", "pk")
    )
    scope = django_filters.ChoiceFilter(label="어디에 쓰나", method="in_scope", choices=SCOPES)
    kind = django_filters.ChoiceFilter(label="무엇의 목록", choices=SourceKind.choices)

    class Meta:
        model = HeaderAlias
        fields = ["source", "kind"]

    def in_scope(self, aliases, name, value):
        return aliases.filter(source__isnull=value == "every")


class AliasIndexView(TotalOrder, IndexView):
    filterset_class = AliasFilterSet
    then = ("header",)
    columns = [
        TitleColumn("header", label="제목 줄의 이름", url_name="header_aliases:edit", sort_key="header"),
        Column("field", label="무엇으로 읽나", accessor=field_label, sort_key="field"),
        Column("source", label="공개 자료", accessor=lambda alias: alias.source or "모두"),
        Column("kind", label="무엇의 목록", accessor="get_kind_display", sort_key="kind"),
    ]

    def get_base_queryset(self):
        return HeaderAlias.objects.select_related("source")


class AliasAddView(CreateView):
    def get_initial_form_instance(self):
        given = self.request.GET.get("source", "")
        known = (
            ImportSource.objects.filter(pk=int(given))
            if given.isdecimal() and len(given) < 10
            else ImportSource.objects.none()
        )
        return HeaderAlias(source=known.first())


class KindForm(WagtailAdminModelForm):
    class Meta:
        model = FacilityKind
        fields = ["label", "code", "parent", "official_code", "order"]
        help_texts = {"code": "주소와 오픈API에 쓰입니다. 이미 쓰고 있으면 바꾸지 마십시오."}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["parent"].queryset = FacilityKind.objects.filter(parent=None).exclude(pk=self.instance.pk)
        self.fields["parent"].empty_label = "없음(큰 갈래)"

    def clean_parent(self):
        parent = self.cleaned_data["parent"]
        if parent and self.instance.pk and self.instance.children.exists():
            raise ValidationError("아래에 종류가 있는 큰 갈래입니다. 갈래는 두 단계까지입니다.")
        return parent


class KindIndexView(TotalOrder, IndexView):
    columns = [
        TitleColumn("label", label="이름", url_name="facility_kinds:edit", sort_key="label"),
        Column(
            "parent", label="상위 종류", accessor=lambda kind: kind.parent or "—", sort_key="parent__order"
        ),
        Column("code", label="코드", sort_key="code"),
        Column("official_code", label="공식 코드", accessor=lambda kind: kind.official_code or "—"),
        Column("order", label="순서", sort_key="order"),
    ]

    def get_base_queryset(self):
        return FacilityKind.objects.select_related("parent")


class KindDeleteView(CarefulDeleteView):
    def needed_by(self):
        kind = self.object
        return {
            "시설": kind.facilities.count(),
            "아래 종류": kind.children.count(),
            "공개 자료": ImportSource.objects.filter(default_kind=kind).count(),
        }
