from django.urls import path

from directory.lending import views

urlpatterns = [
    path("<uuid:uuid>/", views.AskView.as_view(), name="lending_ask"),
    path("requests/<uuid:uuid>/", views.RequestView.as_view(), name="lending_request"),
]
