from django.urls import path

from search.suggestion_views import suggest
from search.views import SearchView

app_name = "search"
urlpatterns = [
    path("", SearchView.as_view(), name="search"),
    path("suggest/", suggest, name="suggest"),
]
