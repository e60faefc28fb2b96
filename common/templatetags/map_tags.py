"""What the maps are drawn with: the built library, and a tile server if the operator chose one."""

from django import template
from django.conf import settings

from common.templatetags.nurinet_tags import built_address

register = template.Library()


@register.simple_tag
def built(path):
    """The address of a file that the build makes; None on an install without Node, which shows no map."""
    return built_address(path)


@register.simple_tag
def map_tiles():
    """None by default: then a map asks nobody else for anything."""
    if not settings.MAP_TILES_URL:
        return None
    return {"url": settings.MAP_TILES_URL, "attribution": settings.MAP_TILES_ATTRIBUTION}
