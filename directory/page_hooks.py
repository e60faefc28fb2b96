"""Where moderation meets Wagtail: registration only."""

from django.urls import path
from wagtail import hooks
from wagtail.admin.views.pages import bulk_actions as page_bulk
from wagtail.documents.views import bulk_actions as file_bulk
from wagtail.images.views import bulk_actions as image_bulk

from common.references import choosable_pages
from directory import choosers, page_log, page_menus, panels, reports
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


@hooks.register("construct_page_chooser_queryset")
def page_chooser(pages, request):
    return choosable_pages(request.user, pages)


@hooks.register("construct_reports_menu")
def reports_menu(request, menu_items):
    reports.hide_from_menu(request, menu_items)


@hooks.register("construct_admin_api", order=10)
def admin_api(router):
    choosers.register_api(router)


@hooks.register("before_bulk_action")
def before_bulk(request, action_type, objects, action):
    return choosers.refuse_publishing_past_a_review(request, action_type, objects, action)


for action in (
    *(page_bulk.DeleteBulkAction, page_bulk.MoveBulkAction),
    *(choosers.publishing_all_or_none(page_bulk.PublishBulkAction), page_bulk.UnpublishBulkAction),
    *(image_bulk.AddToCollectionBulkAction, image_bulk.DeleteBulkAction),
    *(file_bulk.AddToCollectionBulkAction, file_bulk.DeleteBulkAction),
):
    hooks.register("register_bulk_action", choosers.discreet(action), order=10)
for action in (image_bulk.AddTagsBulkAction, file_bulk.AddTagsBulkAction):
    hooks.register("register_bulk_action", choosers.withdrawn(action), order=10)


@hooks.register("construct_homepage_panels", order=10)
def dashboard(request, panels_shown):
    panels.arrange(request, panels_shown)


@hooks.register("construct_homepage_summary_items", order=10)
def no_summary(request, items):
    items[:] = []


@hooks.register("construct_main_menu", order=10)
def main_menu(request, items):
    """Wagtail's help leads outside and to pages for developers."""
    items[:] = [item for item in items if item.name != "help"]
