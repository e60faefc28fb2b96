"""Registration only."""

from wagtail import hooks

from pages.letters import log
from pages.letters.viewsets import NewsletterViewSet

hooks.register("register_log_actions", log.register)
hooks.register("register_admin_viewset", NewsletterViewSet)
