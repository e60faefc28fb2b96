"""Registration only; the logic is in the modules named here."""

from django.urls import path
from wagtail import hooks

from pages.fair import fair_log
from pages.fair.viewsets import BoothQuestionViewSet, FairGroup
from pages.letters import log
from pages.letters.viewsets import NewsletterViewSet
from pages.meetings import log as meetings_log
from pages.meetings.screen import OpenSignUpView
from pages.pulling.admin import hooks as pulling_hooks  # noqa: F401
from pages.renewing import screen

hooks.register("register_log_actions", log.register)
hooks.register("register_log_actions", meetings_log.register)
hooks.register("register_admin_viewset", NewsletterViewSet)
hooks.register("register_log_actions", fair_log.register)
hooks.register("register_admin_viewset", FairGroup)
hooks.register("register_admin_viewset", BoothQuestionViewSet)


@hooks.register("register_admin_urls")
def urls():
    return [
        path("pages/<int:pk>/renew/", screen.RenewView.as_view(), name="nurinet_renew"),
        path("meetings/<int:pk>/sign-up/", OpenSignUpView.as_view(), name="nurinet_meeting_sign_up"),
    ]


@hooks.register("register_page_header_buttons")
def header_buttons(page, user, view_name, next_url=None):
    return screen.renew_buttons(page, user)


@hooks.register("register_page_listing_more_buttons")
def listing_buttons(page, user, next_url=None):
    return screen.renew_buttons(page, user)
