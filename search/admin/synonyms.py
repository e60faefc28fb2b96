"""동의어: the list, one group, and many lines at once."""

import django_filters
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.generic import CreateView, IndexView
from wagtail.admin.widgets.button import HeaderButton

from directory.action_views import DeedView
from directory.admin_lists import TotalOrder
from directory.importing.admin.source_views import CarefulDeleteView
from search.admin.forms import PasteForm
from search.korean.letters import tidied
from search.models import Synonym
from search.synonyms import add_many

ORIGINS = (("ours", "우리 구가 넣음"), ("shipped", "처음부터 있음"))


class SynonymFilterSet(WagtailFilterSet):
    is_on = django_filters.BooleanFilter(label="찾을 때 쓰기")
    origin = django_filters.ChoiceFilter(label="누가 넣었나", method="of_origin", choices=ORIGINS)

    class Meta:
        model = Synonym
        fields = ["is_on"]

    def of_origin(self, synonyms, name, value):
        return synonyms.filter(shipped_as="") if value == "ours" else synonyms.exclude(shipped_as="")


def origin_of(synonym):
    if not synonym.shipped_as:
        return "우리 구가 넣음"
    return "처음부터 있음(고침)" if synonym.is_edited else "처음부터 있음"


class SynonymIndexView(TotalOrder, IndexView):
    filterset_class = SynonymFilterSet
    then = ("words",)
    columns = [
        TitleColumn("words", label="찾는 말", url_name="synonyms:edit", sort_key="words"),
        Column("instead", label="함께 찾을 말", accessor=lambda row: row.instead or "서로 찾음"),
        Column(
            "is_on", label="찾을 때 쓰기", accessor=lambda row: "씀" if row.is_on else "끔", sort_key="is_on"
        ),
        Column("origin", label="누가 넣었나", accessor=origin_of),
        Column("note", label="메모"),
    ]

    @property
    def header_buttons(self):
        url = reverse("synonyms:paste")
        return [*super().header_buttons, HeaderButton("여러 줄 넣기", url=url, icon_name="list-ul")]


class SynonymAddView(CreateView):
    """``?words=`` comes from a word that residents searched for in vain."""

    def get_initial_form_instance(self):
        words = Synonym._meta.get_field("words")
        return Synonym(words=tidied(self.request.GET.get("words", "")[: words.max_length]))


class SynonymDeleteView(CarefulDeleteView):
    def refusal(self):
        if not self.object.shipped_as:
            return ""
        return "누리넷에 처음부터 들어 있던 동의어라 지우지 않습니다. 쓰지 않으려면 ‘찾을 때 쓰기’를 꺼 주십시오."


class PasteView(DeedView):
    """Many lines, all or none."""

    page_title = "동의어 여러 줄 넣기"
    header_icon = "list-ul"
    form_class = PasteForm
    button = "넣기"

    def dispatch(self, request, *args, **kwargs):
        if not request.user.has_perm("search.add_synonym"):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def perform(self, data):
        added, known = add_many(data["lines"], by=self.request.user)
        self.done = f"동의어 {added}묶음을 넣었습니다." + (
            f" 이미 있는 {known}묶음은 그대로입니다." if known else ""
        )

    def get_success_url(self):
        return reverse("synonyms:index")

    def trail(self):
        return [{"url": self.get_success_url(), "label": "동의어"}]
