"""Forms of the importer's screens. What they decide is decided in ``directory.importing.asking``."""

from django import forms
from django.core.exceptions import ValidationError
from wagtail.admin.widgets import AdminDateInput

from directory.importing.headers import IGNORED, PERSON
from directory.importing.target import target_of
from directory.models import ImportSource
from directory.models.source import SourceKind

MAX_UPLOAD = 30 * 2**20
LEFT_OUT = "버리지 않고 원본에만 둠"
ALIKE = "이름이 비슷한 칸"


class UploadForm(forms.Form):
    file = forms.FileField(
        label="파일",
        help_text="CSV, 엑셀(XLSX·XLS), HTML, JSON, XML을 읽습니다. 30MB까지 올릴 수 있습니다.",
        error_messages={
            "required": "파일을 골라 주십시오.",
            "empty": "빈 파일입니다. 내용이 있는 파일을 올려 주십시오.",
        },
    )
    kind = forms.ChoiceField(
        label="무엇의 목록",
        choices=SourceKind.choices,
        initial=SourceKind.FACILITIES,
        widget=forms.RadioSelect,
    )
    source = forms.ModelChoiceField(
        label="공개 자료",
        queryset=ImportSource.objects.order_by("kind", "name", "pk"),
        required=False,
        empty_label="파일 이름과 칸을 보고 알아보기",
        help_text="같은 자료의 새 판이면 같은 공개 자료로 올려야 고친 것과 사라진 것을 알 수 있습니다.",
    )
    new_source = forms.CharField(
        label="새 공개 자료의 이름",
        max_length=60,
        required=False,
        help_text="처음 가져오는 자료일 때만 적습니다. 비우면 파일 이름에서 따옵니다.",
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > MAX_UPLOAD:
            raise ValidationError("파일이 30MB보다 큽니다. 나누어 올려 주십시오.")
        return file

    def clean(self):
        given = super().clean()
        source = given.get("source")
        if source and given.get("new_source"):
            self.add_error("new_source", "공개 자료를 골랐으면 새 이름은 비워 주십시오.")
        if source and given.get("kind") and source.kind != given["kind"]:
            told = f"‘{source}’은(는) {source.get_kind_display()}의 목록입니다."
            self.add_error("source", told)
        return given


class MappingForm(forms.Form):
    """One select for each column of the file, named by its place: headers are anything."""

    reference_date = forms.DateField(
        label="자료 기준일",
        required=False,
        widget=AdminDateInput,
        help_text="언제의 자료인지 적습니다. 파일 이름에 있으면 미리 적혀 있습니다. 줄마다 날짜가 있으면 그것을 씁니다.",
        error_messages={"invalid": "날짜를 2026-07-31처럼 적어 주십시오."},
    )

    def __init__(self, *args, run, columns, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial.setdefault("reference_date", run.reference_date)
        self.target, self.columns = target_of(run.source.kind), columns
        self.labels = {field.name: field.label for field in self.target.fields}
        for place, column in enumerate(columns):
            if column.field != PERSON:
                self.fields[f"column-{place}"] = forms.ChoiceField(
                    label=column.header,
                    required=False,
                    choices=self._choices(column.offered),
                    initial="" if column.field == IGNORED else column.field,
                    error_messages={"invalid_choice": "목록에 있는 칸을 골라 주십시오."},
                )

    def _choices(self, offered):
        fields = [(field.name, self._label(field)) for field in self.target.fields]
        alike = [(ALIKE, [(offered, self.labels[offered])])] if offered in self.labels else []
        return [("", LEFT_OUT), *alike, *fields]

    @staticmethod
    def _label(field):
        return f"{field.label} (꼭 있어야 함)" if field.required else field.label

    def rows(self):
        """(column, its bound field or None, label of what its name resembles)."""
        for place, column in enumerate(self.columns):
            name = f"column-{place}"
            field = self[name] if name in self.fields else None
            yield column, field, self.labels.get(column.offered, "")

    def clean(self):
        given = super().clean()
        chosen = {}
        for place in range(len(self.columns)):
            name = f"column-{place}"
            if field := given.get(name):
                if field in chosen:
                    first = self.columns[chosen[field]].header
                    told = (
                        f"‘{self.labels[field]}’은(는) ‘{first}’ 칸에 이미 골랐습니다. 하나만 골라 주십시오."
                    )
                    self.add_error(name, told)
                chosen.setdefault(field, place)
        for field in self.target.required:
            if field.name not in chosen:
                self.add_error(None, f"‘{field.label}’이(가) 적힌 칸을 골라 주십시오.")
        return given

    def mapping(self):
        """{header: field}; what was left out before stays left out in the same way."""
        found = {}
        for place, column in enumerate(self.columns):
            if column.field != PERSON:
                chosen = self.cleaned_data[f"column-{place}"]
                found[column.header] = chosen or (IGNORED if column.field == IGNORED else "")
        return found
