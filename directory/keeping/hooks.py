"""Registration of what keeps the register right."""

from django.templatetags.static import static
from django.urls import path, reverse
from django.utils.html import format_html
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from directory.keeping import log, stale_screens
from directory.keeping.link_screens import LinkReportView
from directory.keeping.quality_screen import QualityReportView
from directory.keeping.viewsets import KeepingGroup

REPORTS = (
    ("unconfirmed", stale_screens.UnconfirmedReportView, 60),
    ("links", LinkReportView, 61),
    ("quality", QualityReportView, 62),
)

hooks.register("register_log_actions", log.register)
hooks.register("register_admin_viewset", KeepingGroup)


@hooks.register("register_admin_urls")
def urls():
    patterns = [
        path("keeping/confirm/<int:pk>/", stale_screens.ConfirmView.as_view(), name="nurinet_confirm"),
        path("keeping/ask/", stale_screens.AskToConfirmView.as_view(), name="nurinet_ask_to_confirm"),
    ]
    for name, view, _order in REPORTS:
        patterns += [
            path(f"reports/{name}/", view.as_view(), name=f"nurinet_{name}"),
            path(f"reports/{name}/results/", view.as_view(results_only=True), name=f"nurinet_{name}_results"),
        ]
    return patterns


def _report(name, view, order):
    @hooks.register("register_reports_menu_item")
    def in_reports():
        url = reverse(f"nurinet_{name}")
        return MenuItem(view.page_title, url, name=f"nurinet-{name}", icon_name=view.header_icon, order=order)


for report in REPORTS:
    _report(*report)


@hooks.register("insert_global_admin_css")
def printed_reports():
    """Wagtail's menu would be printed over the first column."""
    return format_html('<link rel="stylesheet" media="print" href="{}">', static("nurinet/admin-print.css"))


@hooks.register("register_page_header_buttons")
def header_buttons(page, user, view_name, next_url=None):
    return stale_screens.confirm_buttons(page, user, next_url)


@hooks.register("register_page_listing_more_buttons")
def listing_buttons(page, user, next_url=None):
    return stale_screens.confirm_buttons(page, user, next_url)
