"""Registration of 웹훅."""

from wagtail import hooks

from accounts.roles import is_headquarters
from api.webhooks import webhooks_log
from api.webhooks.admin.panel import SwitchedOffPanel
from api.webhooks.admin.viewsets import WebhookViewSet

hooks.register("register_log_actions", webhooks_log.register)
hooks.register("register_admin_viewset", WebhookViewSet)


@hooks.register("construct_homepage_panels", order=22)
def switched_off(request, panels_shown):
    if is_headquarters(request.user):
        panels_shown.append(SwitchedOffPanel())
