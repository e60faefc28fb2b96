"""표창 and 훈격 for headquarters; 부스 질문 also for the agencies that are asked."""

from django.urls import path
from wagtail.admin.viewsets.base import ViewSet, ViewSetGroup

from directory.importing.admin.viewsets import PlainViewSet
from directory.lending.viewsets import GiverMenuItem
from directory.viewsets import HeadquartersMenuItem
from pages.fair import award_views as awards
from pages.fair import question_views as questions
from pages.models import Award, AwardKind


class AwardViewSet(PlainViewSet):
    model = Award
    name = "awards"
    icon = "pick"
    menu_label = "표창"
    menu_item_class = HeadquartersMenuItem
    form_class = awards.AwardForm
    index_view_class = awards.AwardIndexView
    add_view_class = awards.AwardAddView
    edit_view_class = awards.AwardEditView
    search_fields = ["recipient", "affiliation"]
    ordering = "-year"
    list_filter = ["year", "kind", "is_public"]

    def get_urlpatterns(self):
        return [
            *super().get_urlpatterns(),
            path("<int:pk>/withdraw/", awards.WithdrawView.as_view(), name="withdraw"),
        ]


class AwardKindViewSet(PlainViewSet):
    model = AwardKind
    name = "award_kinds"
    icon = "list-ul"
    menu_label = "훈격"
    menu_item_class = HeadquartersMenuItem
    form_class = awards.AwardKindForm
    index_view_class = awards.AwardKindIndexView
    delete_view_class = awards.AwardKindDeleteView
    search_fields = ["label"]
    ordering = "order"


class FairGroup(ViewSetGroup):
    menu_label = "박람회 표창"
    menu_icon = "pick"
    menu_order = 255
    items = (AwardViewSet, AwardKindViewSet)


class BoothQuestionViewSet(ViewSet):
    name = "booth_questions"
    icon = "help"
    menu_label = "부스 질문"
    menu_order = 252
    menu_item_class = GiverMenuItem
    add_to_admin_menu = True

    def get_urlpatterns(self):
        views = questions
        return [
            path("", views.QuestionListView.as_view(), name="index"),
            path("results/", views.QuestionListView.as_view(results_only=True), name="index_results"),
            path("<int:pk>/", views.QuestionInspectView.as_view(), name="inspect"),
            path("<int:pk>/answer/", views.AnswerView.as_view(), name="answer"),
            path("<int:pk>/close/", views.CloseView.as_view(), name="close"),
            path("<int:pk>/forget/", views.ForgetView.as_view(), name="forget"),
        ]
