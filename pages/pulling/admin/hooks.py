"""Registration of 불러오기."""

from wagtail import hooks

from pages.pulling import pulling_log
from pages.pulling.admin.notices import tell_of_the_original
from pages.pulling.admin.viewsets import FeedViewSet

hooks.register("register_log_actions", pulling_log.register)
hooks.register("register_admin_viewset", FeedViewSet)
hooks.register("before_edit_page", tell_of_the_original)
