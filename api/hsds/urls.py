"""``/hsds/``: addresses as HSDS writes them; with a slash at the end they answer as well."""

from django.urls import path, re_path

from api.hsds import views
from api.hsds.models import Kind
from api.plain import NoSuchAddress

OBJECTS = {"services": Kind.SERVICE, "organizations": Kind.ORGANIZATION, "service_at_locations": Kind.PLACED}
VOCABULARY = {
    "taxonomies": (views.TaxonomyList, views.TaxonomyDetail),
    "taxonomy_terms": (views.TermList, views.TermDetail),
}
ONE = r"/(?P<uuid>[0-9a-fA-F-]{36})/?$"


def _pair(name, many, one, **told):
    return [
        re_path(rf"^{name}/?$", many.as_view(**told), name=f"hsds_{name}"),
        re_path(f"^{name}{ONE}", one.as_view(**told), name=f"hsds_{name}_detail"),
    ]


urlpatterns = [
    path("", views.RootEndpoint.as_view(), name="hsds"),
    path("openapi.json", views.OpenAPIEndpoint.as_view(), name="hsds_openapi"),
    *(
        pattern
        for name, kind in OBJECTS.items()
        for pattern in _pair(name, views.ListEndpoint, views.DetailEndpoint, kind=kind)
    ),
    *(pattern for name, (many, one) in VOCABULARY.items() for pattern in _pair(name, many, one)),
    re_path("", NoSuchAddress.as_view(), name="hsds_nothing"),
]
