"""행사: what happens in the district, as a list, by week and by month."""

from common.addresses import EVENTS
from common.feeds.links import feed_links
from common.pages import PublicPage
from directory.choices import Choices
from pages.calendar.context import calendar_context
from pages.filters import EventFilterForm
from pages.models.events import EventPage


class EventIndexPage(PublicPage):
    """The calendar: soonest first; the past on request."""

    max_count_per_parent = 1
    parent_page_types = ["pages.HomePage"]
    subpage_types = []

    class Meta:
        verbose_name = "행사"
        verbose_name_plural = "행사"

    def get_context(self, request, *args, **kwargs):
        root = self.site_root(request)
        url = self.get_url(request) or EVENTS
        form = EventFilterForm(request.GET, choices=Choices(root))
        events = EventPage.objects.published().descendant_of(root)
        feeds = feed_links(url, "events", form.query_string(without=form.not_filters))
        return (
            super().get_context(request, *args, **kwargs)
            | calendar_context(request, form, events, url=url)
            | {"feeds": feeds}
        )
