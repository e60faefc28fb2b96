"""Public addresses of 살핌, included at ``issues/`` before the issues' own."""

from django.urls import path

from participation.moderating import author_views, log_views, report_views, takedown_views

urlpatterns = [
    path("moderation/", log_views.LogView.as_view(), name="moderation_log"),
    path("moderation.csv", log_views.log_table, name="moderation_table"),
    path("moderation/mine/", author_views.MineView.as_view(), name="moderation_mine"),
    path("moderation/rules/", log_views.RulesView.as_view(), name="moderation_rules"),
    path(
        "moderation/decisions/<uuid:uuid>/", author_views.DecisionView.as_view(), name="moderation_decision"
    ),
    path("takedown/", takedown_views.TakedownView.as_view(), name="takedown"),
    path("takedown/sent/", takedown_views.SentView.as_view(), name="takedown_sent"),
    path("takedown/prove/<str:token>/", takedown_views.ProveView.as_view(), name="takedown_prove"),
    path("takedown/mine/<uuid:uuid>/", takedown_views.StatusView.as_view(), name="takedown_status"),
    path("<int:number>/report/", report_views.ReportView.as_view(), name="issue_report"),
    path(
        "<int:number>/comments/<uuid:uuid>/report/", report_views.ReportView.as_view(), name="comment_report"
    ),
]
