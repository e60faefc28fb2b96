"""Who may read the directory in HSDS's words; how a row is read is said in ``expected.py``."""

from tests.permissions.rows import rows_of

HSDS = dict(
    rows_of("""
hsds_without_slash                                           ABSORXN  -
hsds                                                         ABSORXN  -
hsds_openapi                                                 ABSORXN  -
hsds_services                                                ABSORXN  -
hsds_services_detail                                         ABSORXN  -
hsds_organizations                                           ABSORXN  -
hsds_organizations_detail                                    ABSORXN  -
hsds_service_at_locations                                    ABSORXN  -
hsds_service_at_locations_detail                             -        -
hsds_taxonomies                                              ABSORXN  -
hsds_taxonomies_detail                                       ABSORXN  -
hsds_taxonomy_terms                                          ABSORXN  -
hsds_taxonomy_terms_detail                                   ABSORXN  -
hsds_nothing                                                 ABSORXN  -
""")
)
