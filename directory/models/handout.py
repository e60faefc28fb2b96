"""큰글씨 안내지: one sheet of paper for whoever does not use a screen, with the way back to the page."""

from wagtail.contrib.routable_page.models import RoutablePageMixin, path

from directory.finding.qr import drawing


class WithHandout(RoutablePageMixin):
    """Serves ``handout/`` below the page."""

    handout_template = "directory/handout.html"

    def get_context(self, request, *args, **kwargs):
        url = self.get_url(request)
        return super().get_context(request, *args, **kwargs) | {"handout_url": url and f"{url}handout/"}

    @path("handout/", name="handout")
    def handout(self, request):
        qr = drawing(self.get_full_url(request) or "")
        return self.render(request, template=self.handout_template, context_overrides={"qr": qr})

    def serve_preview(self, request, mode_name):
        """Wagtail's preview of pages without routes: it marks the request, and keeps the answer from caches."""
        return super(RoutablePageMixin, self).serve_preview(request, mode_name)
