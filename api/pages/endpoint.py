"""Where the pages' views stand in Wagtail's router."""

from django.urls import path

from api.pages.views import PageDetail, PageFind, PageList
from api.projection.serializing import WholePages


class PagesEndpoint(WholePages):
    """The router knows by it which things have an address here, and what their fields are."""

    @classmethod
    def get_urlpatterns(cls):
        return [
            path("", PageList.as_view(), name="listing"),
            path("<int:pk>/", PageDetail.as_view(), name="detail"),
            path("find/", PageFind.as_view(), name="find"),
        ]
