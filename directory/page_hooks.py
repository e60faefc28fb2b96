"""Where moderation meets Wagtail: registration only."""

from django.urls import path
from wagtail import hooks

from directory import page_log, page_menus
from directory.emergency_views import EmergencyView
from directory.page_views import AgencyPageViewSet
from directory.review_views import ReviewView


@hooks.register("register_log_actions")
def log_actions(actions):
    page_log.register(actions)


# After Wagtail's own (order 0), which serves all page types: ours takes its place.
@hooks.register("register_admin_viewset", order=10)
def page_views():
    return AgencyPageViewSet()


@hooks.register("register_admin_urls")
def urls():
    return [
        path("pages/<int:pk>/review/", ReviewView.as_view(), name="nurinet_review"),
        path("emergency/", EmergencyView.as_view(), name="nurinet_emergency"),
    ]


@hooks.register("construct_page_action_menu", order=10)
def action_menu(menu_items, request, context):
    page_menus.arrange(menu_items, request, context)


@hooks.register("register_page_header_buttons")
def header_buttons(page, user, view_name, next_url=None):
    return page_menus.emergency_buttons(page, user)


@hooks.register("register_page_listing_more_buttons")
def listing_buttons(page, user, next_url=None):
    return page_menus.emergency_buttons(page, user)


@hooks.register("construct_wagtail_userbar")
def userbar(request, items, page):
    if page and page.pk and page.live and page_menus.may_stop(request.user, page):
        items.append(page_menus.EmergencyUserbarItem(page))
