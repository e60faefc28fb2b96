"""What Wagtail may embed: films of known sites, by the addresses of their players."""

from django.utils.html import format_html
from wagtail.embeds.finders.base import EmbedFinder

from common.films import found_film


class KnownHostFinder(EmbedFinder):
    """Asks nobody: Wagtail's own finder would ask any of some forty sites whenever an editor gives an address."""

    def accept(self, url):
        return found_film(url)[0] is not None

    def find_embed(self, url, max_width=None, max_height=None):
        host, player = found_film(url)
        return {
            "title": "",
            "author_name": "",
            "provider_name": host.label,
            "type": "video",
            "thumbnail_url": "",
            "width": 560,
            "height": 315,
            "html": format_html(
                '<iframe src="{}" width="560" height="315" allowfullscreen></iframe>', player
            ),
        }
