"""Addresses below /directory/ that are no pages: forms of residents, and links of mails."""

from django.urls import path

from directory.keeping.confirm_pages import ConfirmByMailView
from directory.keeping.correction_pages import CorrectionStatusView, CorrectionView

urlpatterns = [
    path("correct/status/<uuid:uuid>/", CorrectionStatusView.as_view(), name="correction_status"),
    path("correct/<uuid:uuid>/", CorrectionView.as_view(), name="correction"),
    path("confirm/<str:token>/", ConfirmByMailView.as_view(), name="confirm_by_mail"),
]
