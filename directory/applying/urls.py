from django.urls import path

from directory.applying import views

urlpatterns = [
    path("mine/<uuid:uuid>/", views.ApplicationView.as_view(), name="application"),
    path("prove/<str:token>/", views.ProveView.as_view(), name="apply_prove"),
    path("<uuid:uuid>/", views.ApplyView.as_view(), name="apply"),
    path("<uuid:uuid>/sent/", views.SentView.as_view(), name="apply_sent"),
]
