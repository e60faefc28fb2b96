"""The whole public map; reads like a table of contents."""

from allauth.account.views import logout as account_logout
from django.conf import settings
from django.urls import include, path, re_path
from django.views.generic import RedirectView, TemplateView
from wagtail import urls as wagtail_urls
from wagtail import views as wagtail_views
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from api.ballots import BallotDetailEndpoint, BallotResultsEndpoint, BallotsEndpoint
from api.changes import ChangesEndpoint
from api.council_tables import meetings_table
from api.hsds.views import RootEndpoint
from api.issues import IssueEndpoint, IssuesEndpoint
from api.openapi import views as openapi_views
from api.plan import PlanDetailEndpoint, PlanListEndpoint, PlanProjectEndpoint
from api.router import router
from api.search import SearchEndpoint
from directory import choosers, media_views, reports
from directory.invitation_views import AcceptInvitationView
from nurinet_cms import health, media
from pages import feeds
from pages import views as pages_views
from participation.opening.feeds import issue_feed, issues_feed
from participation.opening.tables import issues_table

handler400 = "nurinet_cms.errors.bad_request"
handler403 = "nurinet_cms.errors.permission_denied"
handler404 = "nurinet_cms.errors.page_not_found"
handler500 = "nurinet_cms.errors.server_error"

urlpatterns = [
    path("healthz", health.healthz),
    path("readyz", health.readyz),
    path("robots.txt", pages_views.robots),
    path("sitemap.xml", pages_views.sitemap),
    path(".well-known/security.txt", pages_views.security_txt),
    path("me/", include("accounts.residents.urls")),
    path("search/", include("search.urls")),
    path("directory/apply/", include("directory.applying.urls")),
    path("subscribe/", include("pages.subscribing.urls")),
    path("films/", include("pages.films.urls")),
    path("plan/", include("participation.planning.urls")),
    path("directory/lending/", include("directory.lending.urls")),
    path("me/notices/", include("participation.telling.urls")),
    path("directory/", include("directory.urls")),
    path("council/meetings.csv", meetings_table, name="council_meetings_table"),
    path("council/", include("council.urls")),
    path("fair/", include("pages.fair.urls")),
    path("ballots/", include("participation.balloting.urls")),
    path("surveys/", include("participation.surveying.urls")),
    path("issues/<int:number>/feed.atom", issue_feed, name="issue_feed"),
    path("issues.atom", issues_feed, name="issues_feed"),
    path("issues.csv", issues_table, name="issues_table"),
    path("issues/", include("participation.issues.urls")),
    path("issues/", include("participation.moderating.urls")),
    path("offline/", TemplateView.as_view(template_name="offline.html")),
    path("sw.js", TemplateView.as_view(template_name="sw.js", content_type="text/javascript; charset=utf-8")),
    path("api/search/", SearchEndpoint.as_view(), name="search_api"),
    path("api/plan/", PlanListEndpoint.as_view(), name="plan_api"),
    path("api/plan/<int:term>/", PlanDetailEndpoint.as_view(), name="plan_api_detail"),
    path(
        "api/plan/<int:term>/<int:strategy>-<int:position>/",
        PlanProjectEndpoint.as_view(),
        name="plan_api_project",
    ),
    path("api/ballots/", BallotsEndpoint.as_view(), name="ballots_api"),
    path("api/ballots/<int:pk>/", BallotDetailEndpoint.as_view(), name="ballot_api"),
    path("api/ballots/<int:pk>/results/", BallotResultsEndpoint.as_view(), name="ballot_results_api"),
    path("api/issues/", IssuesEndpoint.as_view(), name="issues_api"),
    path("api/issues/<int:number>/", IssueEndpoint.as_view(), name="issue_api"),
    path("api/committees/", include("api.committee_urls")),
    path("api/changes/", ChangesEndpoint.as_view(), name="changes_api"),
    path("api/openapi.json", openapi_views.openapi, name="openapi"),
    path("api/schemas/<str:label>.json", openapi_views.schema, name="api_schema"),
    path("api/docs/", openapi_views.DocsView.as_view(), name="api_docs"),
    path("api/agency/v1/", include("api.agency.urls")),
    path("api/v2/", router.urls),
    path("hsds", RootEndpoint.as_view(), name="hsds_without_slash"),
    path("hsds/", include("api.hsds.urls")),
    # One door: Wagtail's and Django's own sign-in, which know no second factor and no limits, are closed.
    path("admin/login/", RedirectView.as_view(pattern_name="account_login", query_string=True)),
    path("_util/login/", RedirectView.as_view(pattern_name="account_login", query_string=True)),
    path("admin/logout/", account_logout),
    re_path("^admin/password_reset/", RedirectView.as_view(pattern_name="account_reset_password")),
    # Wagtail's page chooser tells titles of any page by its number; these answer in its place.
    path("admin/choose-page/", choosers.browse),
    path("admin/choose-page/<int:parent_page_id>/", choosers.browse),
    path("admin/choose-page/chosen-multiple/", choosers.chosen_multiple),
    path("admin/tag-autocomplete/", choosers.tags),
    path("admin/tag-autocomplete/<slug:app_name>/<slug:model_name>/", choosers.tags),
    path("admin/reports/page-types-usage/", reports.page_types),
    path("admin/reports/page-types-usage/results/", reports.page_types_results),
    path("admin/reports/site-history/", reports.site_history),
    path("admin/reports/site-history/results/", reports.site_history_results),
    path("admin/", include(wagtailadmin_urls)),
    path("accounts/invitation/<str:token>/", AcceptInvitationView.as_view(), name="invitation"),
    path("accounts/", include("accounts.urls")),
    path("documents/<int:document_id>/<path:document_filename>", media_views.document),
    path("documents/", include(wagtaildocs_urls)),  # the names of the addresses above
    # Wagtail's own pattern knows no dot; these are routes of the directory's page.
    re_path(
        r"^(directory/(?:facilities|programs)\.(?:csv|xlsx))$", wagtail_views.serve, name="directory_table"
    ),
    re_path(r"^(directory/map/(?:dongs|facilities)\.json)$", wagtail_views.serve, name="directory_map_layer"),
    # The lists of the district and of each agency, for machines.
    re_path(r"^((?:[\w-]+/)*)(news|events|programs)\.(rss|atom|json)$", feeds.feed, name="feed"),
    re_path(r"^((?:[\w-]+/)*)events\.ics$", feeds.calendar, name="calendar_file"),
    re_path(r"^((?:[\w-]+/)+)event\.ics$", feeds.event_calendar, name="event_calendar_file"),
    path("", include(wagtail_urls)),
]

if not settings.STORAGES["default"]["BACKEND"].endswith("S3Storage"):
    urlpatterns.insert(0, path(f"{settings.MEDIA_URL.strip('/')}/<path:path>", media.picture))
