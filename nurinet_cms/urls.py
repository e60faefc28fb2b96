"""The whole public map; reads like a table of contents."""

from allauth.account.views import logout as account_logout
from django.conf import settings
from django.urls import include, path, re_path
from django.views.generic import RedirectView, TemplateView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from directory import media_views
from nurinet_cms import health, media

handler400 = "nurinet_cms.errors.bad_request"
handler403 = "nurinet_cms.errors.permission_denied"
handler404 = "nurinet_cms.errors.page_not_found"
handler500 = "nurinet_cms.errors.server_error"

urlpatterns = [
    path("healthz", health.healthz),
    path("readyz", health.readyz),
    path("offline/", TemplateView.as_view(template_name="offline.html")),
    path("sw.js", TemplateView.as_view(template_name="sw.js", content_type="text/javascript; charset=utf-8")),
    # One door: Wagtail's and Django's own sign-in, which know no second factor and no limits, are closed.
    path("admin/login/", RedirectView.as_view(pattern_name="account_login", query_string=True)),
    path("_util/login/", RedirectView.as_view(pattern_name="account_login", query_string=True)),
    path("admin/logout/", account_logout),
    re_path("^admin/password_reset/", RedirectView.as_view(pattern_name="account_reset_password")),
    path("admin/", include(wagtailadmin_urls)),
    path("accounts/", include("accounts.urls")),
    path("documents/<int:document_id>/<path:document_filename>", media_views.document),
    path("documents/", include(wagtaildocs_urls)),  # the names of the addresses above
    path("", include(wagtail_urls)),
]

if settings.MEDIA_URL.startswith("/"):
    urlpatterns.insert(0, path(f"{settings.MEDIA_URL.strip('/')}/<path:path>", media.picture))
