"""Registration of the screens and log lines about agencies and people."""

from wagtail import hooks

from directory import people_log
from directory.viewsets import StaffGroup

hooks.register("register_log_actions", people_log.register)
hooks.register("register_admin_viewset", StaffGroup)
