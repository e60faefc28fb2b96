"""Who may read Wagtail's part of the API, its search and its description; how a row is read is said in ``expected.py``."""

from tests.permissions.rows import rows_of

DESCRIPTION = dict(
    rows_of("""
changes_api                                                  ABSORXN  -
search_api                                                   ABSORXN  -
wagtailapi_v2:pages:listing                                  ABSORXN  -
wagtailapi_v2:pages:detail                                   A        -
wagtailapi_v2:pages:find                                     ABSORXN  -
wagtailapi_v2:images:listing                                 ABSORXN  -
wagtailapi_v2:images:detail                                  -        -
wagtailapi_v2:images:find                                    ABSORXN  -
wagtailapi_v2:benefits:listing                               ABSORXN  -
wagtailapi_v2:benefits:detail                                -        -
wagtailapi_v2:benefits:find                                  ABSORXN  -
wagtailapi_v2:documents:listing                              ABSORXN  -
wagtailapi_v2:documents:detail                               -        -
wagtailapi_v2:documents:find                                 ABSORXN  -
openapi                                                      ABSORXN  -
api_schema                                                   ABSORXN  -
api_docs                                                     ABSORXN  -
""")
)
SPECIAL = {"api_schema": lambda own: [({"label": "pages.NewsPage"}, "")]}
