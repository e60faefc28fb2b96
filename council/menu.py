"""협의체 in the menu of the admin."""

from wagtail.admin.viewsets.base import ViewSetGroup

from council.admin.viewsets import COUNCIL_VIEWSETS
from council.room.viewsets import ROOM_VIEWSETS


class CouncilGroup(ViewSetGroup):
    menu_label = "협의체"
    menu_icon = "group"
    menu_order = 245
    items = (*COUNCIL_VIEWSETS, *ROOM_VIEWSETS)
