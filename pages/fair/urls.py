from django.urls import path

from pages.fair import views

urlpatterns = [
    path("questions/<uuid:uuid>/", views.QuestionView.as_view(), name="booth_question"),
    path("<int:year>/fair.ics", views.calendar_file, name="fair_calendar_file"),
    path("<int:year>/booths/<str:slug>/ask/", views.AskView.as_view(), name="booth_ask"),
]
