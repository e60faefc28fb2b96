from django.urls import path

from pages.letters import web_views as letters
from pages.subscribing import private_views as private
from pages.subscribing import views

urlpatterns = [
    path("", views.SubscribeView.as_view(), name="subscribe"),
    path("asked/", views.AskedView.as_view(), name="subscribe_asked"),
    path("prove/<str:token>/", private.ProveView.as_view(), name="subscription_prove"),
    path("my/<str:token>/", private.SettingsView.as_view(), name="subscription"),
    path("end/<str:token>/", private.EndView.as_view(), name="subscription_end"),
    path("letters/", letters.NewsletterListView.as_view(), name="newsletters"),
    path("letters/<slug:slug>/", letters.NewsletterView.as_view(), name="newsletter"),
]
