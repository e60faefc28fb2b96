"""Registration only."""

from wagtail import hooks

from search.admin.viewsets import SearchGroup

hooks.register("register_admin_viewset", SearchGroup)
