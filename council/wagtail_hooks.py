"""Registration only; the logic is in the modules named here."""

from wagtail import hooks

from accounts.roles import is_headquarters
from council import council_log
from council.admin.panel import MinutesPanel
from council.admin.viewsets import ROW_VIEWSETS
from council.menu import CouncilGroup

hooks.register("register_log_actions", council_log.register)
for viewset in (CouncilGroup, *ROW_VIEWSETS):
    hooks.register("register_admin_viewset", viewset)


@hooks.register("construct_homepage_panels", order=21)
def minutes_that_wait(request, panels_shown):
    if is_headquarters(request.user):
        panels_shown.append(MinutesPanel())
