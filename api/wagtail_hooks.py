"""Where keys and what comes by them meet the admin: registration only."""

from wagtail import hooks

from api.agency import panels
from api.agency.viewsets import PushGroup
from api.keys import log
from api.keys.viewsets import KeyViewSet
from api.projection.marking import mark_naming
from api.webhooks.admin import hooks as webhooks_hooks  # noqa: F401 - registers its own
from directory.models import AgencyDocument, AgencyImage


@hooks.register("register_log_actions")
def log_actions(actions):
    log.register(actions)


@hooks.register("register_admin_viewset")
def key_screens():
    return KeyViewSet()


@hooks.register("register_admin_viewset")
def push_screens():
    return PushGroup()


@hooks.register("after_bulk_action")
def files_moved(request, action_type, files, action):
    """Many at once are written by one statement, of which no signal tells."""
    for file in files:
        if isinstance(file, AgencyImage | AgencyDocument):
            mark_naming(file)


# After the house's own panels have been laid out.
@hooks.register("construct_homepage_panels", order=20)
def dashboard(request, panels_shown):
    panels.arrange(request, panels_shown)
