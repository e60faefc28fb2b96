"""공개 자료 in the menu, for headquarters."""

from django.urls import path
from wagtail.admin.viewsets.base import ViewSet, ViewSetGroup
from wagtail.admin.viewsets.model import ModelViewSet

from directory.importing.admin import record_views as records
from directory.importing.admin import run_lists as lists
from directory.importing.admin import run_views as runs
from directory.importing.admin import source_views as sources
from directory.importing.admin import upload_views as uploads
from directory.models import FacilityKind, HeaderAlias, ImportSource
from directory.viewsets import HeadquartersMenuItem


class ImportViewSet(ViewSet):
    name = "imports"
    icon = "upload"
    menu_label = "가져오기"
    menu_item_class = HeadquartersMenuItem

    def get_urlpatterns(self):
        problems = lists.ProblemListView
        return [
            path("", lists.RunListView.as_view(), name="index"),
            path("results/", lists.RunListView.as_view(results_only=True), name="index_results"),
            path("new/", uploads.UploadView.as_view(), name="add"),
            path("<int:pk>/", runs.ReportView.as_view(), name="inspect"),
            path("<int:pk>/mapping/", uploads.MappingView.as_view(), name="mapping"),
            path("<int:pk>/progress/", runs.ProgressView.as_view(), name="progress"),
            path("<int:pk>/rehearse/", runs.AskView.as_view(rehearsal=True), name="rehearse"),
            path("<int:pk>/import/", runs.AskView.as_view(), name="bring"),
            path("<int:pk>/force/", runs.ForceView.as_view(), name="force"),
            path("<int:pk>/undo/", runs.UndoView.as_view(), name="undo"),
            path("<int:pk>/errors/", runs.ErrorFileView.as_view(), name="errors"),
            path("<int:pk>/problems/", problems.as_view(), name="problems"),
            path("<int:pk>/problems/results/", problems.as_view(results_only=True), name="problems_results"),
            path("<int:pk>/held/", records.HeldView.as_view(), name="held"),
            path("facilities/<int:pk>/", records.RecordsView.as_view(), name="records"),
            path("rows/<int:pk>/<slug:field>/", records.TakeListedView.as_view(), name="take_listed"),
        ]


class PlainViewSet(ModelViewSet):
    """Rows to list, write and delete. Where they are used is said when one is to be deleted."""

    add_to_reference_index = False
    copy_view_enabled = False
    list_per_page = 50
    search_backend_name = None

    def get_urlpatterns(self):
        return [pattern for pattern in super().get_urlpatterns() if pattern.name != "usage"]

    def get_common_view_kwargs(self, **kwargs):
        return super().get_common_view_kwargs(**kwargs) | {"usage_url_name": None}

    def get_form_class(self, for_update=False):
        return self.form_class


class SourceViewSet(PlainViewSet):
    model = ImportSource
    name = "import_sources"
    icon = "doc-full"
    menu_label = "공개 자료"
    form_class = sources.SourceForm
    index_view_class = sources.SourceIndexView
    edit_view_class = sources.SourceEditView
    delete_view_class = sources.SourceDeleteView
    search_fields = ["name", "code", "publisher"]
    ordering = "name"
    list_filter = ["kind", "licence"]


class AliasViewSet(PlainViewSet):
    model = HeaderAlias
    name = "header_aliases"
    icon = "table"
    menu_label = "칸 이름"
    form_class = sources.AliasForm
    index_view_class = sources.AliasIndexView
    add_view_class = sources.AliasAddView
    search_fields = ["header"]
    ordering = "field"


class KindViewSet(PlainViewSet):
    model = FacilityKind
    name = "facility_kinds"
    icon = "list-ul"
    menu_label = "시설종류"
    form_class = sources.KindForm
    index_view_class = sources.KindIndexView
    delete_view_class = sources.KindDeleteView
    search_fields = ["label", "code", "official_code"]
    ordering = "order"


class ImportGroup(ViewSetGroup):
    menu_label = "공개 자료"
    menu_icon = "upload"
    menu_order = 305
    items = (ImportViewSet, SourceViewSet, AliasViewSet, KindViewSet)
