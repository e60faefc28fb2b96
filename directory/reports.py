"""Reports that Wagtail shows to everybody although they name everybody's pages and people.

The report of page types names the last edited page of each type, draft or not; the site's history offers
the names of all who ever wrote. Both are for headquarters; an agency has its pages' own histories.
"""

from django.core.exceptions import PermissionDenied
from wagtail.admin.auth import require_admin_access
from wagtail.admin.views.reports.audit_logging import LogEntriesView
from wagtail.admin.views.reports.page_types_usage import PageTypesUsageReportView

from accounts.roles import is_headquarters

MENU_NAMES = {"page-types-usage", "site-history"}


def _for_headquarters(view):
    def of_headquarters(request, *args, **kwargs):
        if not is_headquarters(request.user):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return require_admin_access(of_headquarters)


page_types = _for_headquarters(PageTypesUsageReportView.as_view())
page_types_results = _for_headquarters(PageTypesUsageReportView.as_view(results_only=True))
site_history = _for_headquarters(LogEntriesView.as_view())
site_history_results = _for_headquarters(LogEntriesView.as_view(results_only=True))


def hide_from_menu(request, menu_items):
    """An agency's menu does not offer what would refuse it."""
    if not is_headquarters(request.user):
        menu_items[:] = [item for item in menu_items if item.name not in MENU_NAMES]
