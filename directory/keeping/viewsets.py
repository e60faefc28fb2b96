"""Where the screens that keep the register right stand in the menu."""

from django.urls import path, reverse
from wagtail.admin.viewsets.base import ViewSet, ViewSetGroup

from directory.keeping import claim_screens as claims
from directory.keeping import correction_screens as corrections
from directory.keeping import duplicate_screens as duplicates
from directory.viewsets import HeadquartersMenuItem


class CorrectionViewSet(ViewSet):
    name = "corrections"
    icon = "mail"
    menu_label = "정보 수정 요청"

    def get_urlpatterns(self):
        return [
            path("", corrections.CorrectionListView.as_view(), name="index"),
            path("results/", corrections.CorrectionListView.as_view(results_only=True), name="index_results"),
            path("<int:pk>/", corrections.CorrectionInspectView.as_view(), name="inspect"),
            path("<int:pk>/fixed/", corrections.FixedView.as_view(), name="fixed"),
            path("<int:pk>/kept/", corrections.KeptView.as_view(), name="kept"),
        ]


class ClaimViewSet(ViewSet):
    name = "claims"
    icon = "home"
    menu_label = "공공데이터 시설"

    @property
    def menu_url(self):
        return reverse("claims:facilities")

    def get_urlpatterns(self):
        facilities = claims.ClaimableListView
        return [
            path("", claims.ClaimListView.as_view(), name="index"),
            path("results/", claims.ClaimListView.as_view(results_only=True), name="index_results"),
            path("facilities/", facilities.as_view(), name="facilities"),
            path("facilities/results/", facilities.as_view(results_only=True), name="facilities_results"),
            path("facilities/<int:pk>/ask/", claims.AskView.as_view(), name="ask"),
            path("facilities/<int:pk>/hand-over/", claims.HandOverView.as_view(), name="hand_over"),
            path("<int:pk>/grant/", claims.GrantView.as_view(), name="grant"),
            path("<int:pk>/refuse/", claims.RefuseView.as_view(), name="refuse"),
        ]


class DuplicateViewSet(ViewSet):
    name = "duplicates"
    icon = "copy"
    menu_label = "같은 곳일 수 있는 시설"
    menu_item_class = HeadquartersMenuItem

    def get_urlpatterns(self):
        suggestions = duplicates.SuggestionListView
        return [
            path("", suggestions.as_view(), name="index"),
            path("results/", suggestions.as_view(results_only=True), name="index_results"),
            path("<int:pk>/", duplicates.DecideView.as_view(), name="decide"),
        ]


class KeepingGroup(ViewSetGroup):
    menu_label = "정보 돌보기"
    menu_icon = "tasks"
    menu_order = 310
    items = (CorrectionViewSet, ClaimViewSet, DuplicateViewSet)
