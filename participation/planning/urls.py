from django.urls import path

from participation.planning import opinion_views, views

urlpatterns = [
    path("", views.CurrentPlanView.as_view(), name="plan_now"),
    path("notices/<int:pk>/", views.NoticeView.as_view(), name="plan_notice"),
    path("notices/<int:pk>/opinion/", opinion_views.OpinionView.as_view(), name="plan_say"),
    path(
        "notices/<int:pk>/opinion/<uuid:uuid>/", opinion_views.OwnOpinionView.as_view(), name="plan_opinion"
    ),
    path("<int:term>/", views.PlanView.as_view(), name="plan"),
    path("<int:term>/projects.csv", views.projects_csv, name="plan_csv"),
    path("<int:term>/years/<int:year>/", views.YearView.as_view(), name="plan_year"),
    path("<int:term>/files/<int:pk>/", views.plan_file, name="plan_file"),
    path("<int:term>/<int:strategy>-<int:position>/", views.ProjectView.as_view(), name="plan_project"),
]
