from django.urls import path

from participation.telling import views

urlpatterns = [
    path("", views.NoticesView.as_view(), name="notices"),
    path("settings/", views.SettingsView.as_view(), name="notice_settings"),
    path("mute/<int:number>/", views.MuteView.as_view(), name="notice_mute"),
    path("end/<str:token>/", views.EndView.as_view(), name="notices_end"),
]
