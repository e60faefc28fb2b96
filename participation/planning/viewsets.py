"""지역사회보장계획 in the menu of headquarters, below 공유복지."""

from django.urls import path
from wagtail.admin.panels import ObjectList
from wagtail.admin.viewsets.base import ViewSet
from wagtail.admin.viewsets.model import ModelViewSet

from directory.importing.admin.viewsets import PlainViewSet
from directory.viewsets import HeadquartersMenuItem
from participation.models import Plan, Project, YearPlan
from participation.planning import admin_views as views
from participation.planning import deed_views as deeds
from participation.planning import notice_views as notices
from participation.planning.row_forms import PlanForm, ProjectForm


class PanelsViewSet(PlainViewSet):
    """The same with the panels of the model."""

    menu_item_class = HeadquartersMenuItem

    def get_form_class(self, for_update=False):
        return ModelViewSet.get_form_class(self, for_update)


class PlanViewSet(PanelsViewSet):
    model = Plan
    name = "plans"
    icon = "list-ol"
    menu_label = "계획"
    edit_handler = ObjectList(Plan.panels, base_form_class=PlanForm)
    index_view_class = views.PlanIndexView
    add_view_class = views.PlanAddView
    edit_view_class = views.PlanEditView
    delete_view_class = views.PlanDeleteView
    ordering = "-first_year"

    def get_urlpatterns(self):
        return [
            *super().get_urlpatterns(),
            path("<int:pk>/", views.PlanInspectView.as_view(), name="inspect"),
            path("<int:pk>/announce/", deeds.AnnounceView.as_view(), name="announce"),
            path("<int:pk>/move/", deeds.MovePlanView.as_view(), name="move"),
            path("<int:pk>/leave-out/", deeds.LeaveOutView.as_view(), name="leave_out"),
        ]


class ProjectViewSet(PanelsViewSet):
    model = Project
    name = "plan_projects"
    icon = "list-ul"
    menu_label = "세부사업"
    edit_handler = ObjectList(Project.panels, base_form_class=ProjectForm)
    index_view_class = views.ProjectIndexView
    add_view_class = views.ProjectAddView
    edit_view_class = views.ProjectEditView
    delete_view_class = views.ProjectDeleteView
    search_fields = ["title", "content", "department_text"]
    list_filter = ["strategy__plan", "state"]
    ordering = "strategy__number"

    def get_urlpatterns(self):
        return [
            *super().get_urlpatterns(),
            path("<int:pk>/", views.ProjectInspectView.as_view(), name="inspect"),
            path("<int:pk>/progress/", deeds.ProgressView.as_view(), name="progress"),
            path("<int:pk>/move/", deeds.MoveProjectView.as_view(), name="move"),
            path("<int:pk>/link/", deeds.LinkView.as_view(), name="link"),
        ]


class YearPlanViewSet(PanelsViewSet):
    model = YearPlan
    name = "plan_years"
    icon = "calendar"
    menu_label = "연차별 시행계획"
    index_view_class = views.YearPlanIndexView
    delete_view_class = views.YearPlanDeleteView
    ordering = "nth"

    def get_urlpatterns(self):
        return [
            *super().get_urlpatterns(),
            path("<int:pk>/publish/", deeds.PublishYearView.as_view(), name="publish"),
        ]


class PlanLinkViewSet(ViewSet):
    """Deeds on one link; they are reached from its 세부사업."""

    name = "plan_links"
    add_to_admin_menu = False

    def get_urlpatterns(self):
        return [path("<int:pk>/unlink/", deeds.UnlinkView.as_view(), name="unlink")]


class OpinionViewSet(ViewSet):
    name = "plan_opinions"
    icon = "comment"
    menu_label = "계획에 대한 의견"
    menu_item_class = HeadquartersMenuItem

    def get_urlpatterns(self):
        listing = notices.OpinionListView
        return [
            path("", listing.as_view(), name="index"),
            path("results/", listing.as_view(results_only=True), name="index_results"),
            path("<int:pk>/", notices.OpinionInspectView.as_view(), name="inspect"),
            path("<int:pk>/answer/", notices.AnswerView.as_view(), name="answer"),
            path("<int:pk>/forget/", notices.ForgetView.as_view(), name="forget"),
        ]


class PlanNoticeViewSet(ViewSet):
    """Deeds on one 공고; they are reached from its plan."""

    name = "plan_notices"
    add_to_admin_menu = False

    def get_urlpatterns(self):
        return [path("<int:pk>/note/", notices.NoteView.as_view(), name="note")]


# What stands in the menu of 공유복지, and what has addresses only.
PLAN_VIEWSETS = (PlanViewSet, ProjectViewSet, YearPlanViewSet, OpinionViewSet)
PLAN_DEED_VIEWSETS = (PlanLinkViewSet, PlanNoticeViewSet)
