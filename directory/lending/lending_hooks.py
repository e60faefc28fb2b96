"""Registration only."""

from wagtail import hooks

from directory.lending import lending_log
from directory.lending.viewsets import LendingViewSet

hooks.register("register_log_actions", lending_log.register)
hooks.register("register_admin_viewset", LendingViewSet)
