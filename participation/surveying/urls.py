from django.urls import path

from participation.surveying import views

urlpatterns = [
    path("", views.SurveyListView.as_view(), name="surveys"),
    path("<int:pk>/", views.SurveyView.as_view(), name="survey"),
    path("<int:pk>/answer/", views.AnswerView.as_view(), name="survey_answer"),
    path("<int:pk>/results.csv", views.ResultsTableView.as_view(), name="survey_results_table"),
]
