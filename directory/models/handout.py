"""큰글씨 안내지: one sheet of paper for whoever does not use a screen, with the way back to the page."""

import io

import segno
from django.http import HttpResponse
from wagtail.contrib.routable_page.models import RoutablePageMixin, path


class WithHandout(RoutablePageMixin):
    """Serves ``handout/`` and the page's full address as a picture, ``qr/``, below the page."""

    handout_template = "directory/handout.html"

    def get_context(self, request, *args, **kwargs):
        url = self.get_url(request)
        return super().get_context(request, *args, **kwargs) | {"handout_url": url and f"{url}handout/"}

    @path("handout/", name="handout")
    def handout(self, request):
        return self.render(request, template=self.handout_template)

    @path("qr/", name="qr")
    def qr(self, request):
        picture = io.BytesIO()
        segno.make(self.get_full_url(request), error="m").save(picture, kind="svg", xmldecl=False, border=2)
        return HttpResponse(picture.getvalue(), content_type="image/svg+xml")

    def serve_preview(self, request, mode_name):
        """Wagtail's preview of pages without routes: it marks the request, and keeps the answer from caches."""
        return super(RoutablePageMixin, self).serve_preview(request, mode_name)
