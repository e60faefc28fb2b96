"""Registration of the importer's screens."""

from wagtail import hooks

from directory.importing import log
from directory.importing.admin.record_views import record_buttons
from directory.importing.admin.viewsets import ImportGroup

hooks.register("register_log_actions", log.register)
hooks.register("register_admin_viewset", ImportGroup)


@hooks.register("register_page_header_buttons")
def header_buttons(page, user, view_name, next_url=None):
    return record_buttons(page, user, view_name)
