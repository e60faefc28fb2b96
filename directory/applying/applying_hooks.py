"""Registration only."""

from wagtail import hooks

from directory.applying import applying_log
from directory.applying.viewsets import ApplyingViewSet

hooks.register("register_log_actions", applying_log.register)
hooks.register("register_admin_viewset", ApplyingViewSet)
