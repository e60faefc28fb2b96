"""Below ``/api/agency/v1/``."""

from django.urls import path, re_path

from api.agency.batch_view import BatchView
from api.agency.views import ItemListView, ItemView, NoSuchAddress

urlpatterns = [
    path("batch", BatchView.as_view(), name="agency_api_batch"),
    path("<slug:type>/", ItemListView.as_view(), name="agency_api_items"),
    path("<slug:type>/<str:external_id>", ItemView.as_view(), name="agency_api_item"),
    re_path("", NoSuchAddress.as_view(), name="agency_api_nothing"),
]
