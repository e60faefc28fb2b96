"""설문 in the admin, for headquarters."""

from django.urls import path
from wagtail.admin.viewsets.base import ViewSet

from directory.viewsets import HeadquartersMenuItem
from participation.surveying import admin_views as views


class SurveyViewSet(ViewSet):
    name = "surveys_admin"
    url_prefix = "surveys"
    icon = "form"
    menu_label = "설문"
    menu_item_class = HeadquartersMenuItem

    def get_urlpatterns(self):
        question = "<int:pk>/questions/<int:number>"
        return [
            path("", views.SurveyListView.as_view(), name="index"),
            path("results/", views.SurveyListView.as_view(results_only=True), name="index_results"),
            path("new/", views.SurveyAddView.as_view(), name="add"),
            path("<int:pk>/", views.SurveyInspectView.as_view(), name="inspect"),
            path("<int:pk>/edit/", views.SurveyEditView.as_view(), name="edit"),
            path("<int:pk>/questions/new/", views.QuestionAddView.as_view(), name="question_add"),
            path(f"{question}/", views.QuestionEditView.as_view(), name="question_edit"),
            path(f"{question}/out/", views.QuestionOutView.as_view(), name="question_out"),
            path("<int:pk>/publish/", views.PublishView.as_view(), name="publish"),
            path("<int:pk>/cancel/", views.CancelView.as_view(), name="cancel"),
            path("<int:pk>/export/", views.ExportView.as_view(), name="export"),
        ]
