"""검색 in the menu, for headquarters."""

from django.urls import path
from wagtail.admin.viewsets.base import ViewSet, ViewSetGroup

from directory.importing.admin.viewsets import PlainViewSet
from directory.viewsets import HeadquartersMenuItem
from search.admin import synonyms
from search.admin.forms import SynonymForm
from search.admin.missed import MissedReportView
from search.models import Synonym


class SynonymViewSet(PlainViewSet):
    model = Synonym
    name = "synonyms"
    icon = "link"
    menu_label = "동의어"
    form_class = SynonymForm
    index_view_class = synonyms.SynonymIndexView
    add_view_class = synonyms.SynonymAddView
    delete_view_class = synonyms.SynonymDeleteView
    search_fields = ["words", "instead", "note"]
    ordering = "words"

    def get_urlpatterns(self):
        return [*super().get_urlpatterns(), path("paste/", synonyms.PasteView.as_view(), name="paste")]


class MissedViewSet(ViewSet):
    name = "missed"
    icon = "search"
    menu_label = "주민이 찾지 못한 말"
    menu_item_class = HeadquartersMenuItem

    def get_urlpatterns(self):
        return [
            path("", MissedReportView.as_view(), name="index"),
            path("results/", MissedReportView.as_view(results_only=True), name="index_results"),
        ]


class SearchGroup(ViewSetGroup):
    menu_label = "검색"
    menu_icon = "search"
    menu_order = 320
    items = (SynonymViewSet, MissedViewSet)
