"""The rows of signing up for programmes and events; how to read them stands in ``expected``."""

from tests.permissions.rows import rows_of

APPLYING = dict(
    rows_of("""
apply                                                        ABSORXN  -
apply_sent                                                   ABSORXN  -
apply_prove                                                  -        -
application                                                  ABSORXN  -
applying:index                                               ABSO     -
applying:index_results                                       ABSO     -
applying:applicants                                          BSO      -
applying:applicants_results                                  BSO      -
applying:attendance                                          BSO      BSO
applying:add                                                 BSO      -
applying:inspect                                             BSO      -
applying:confirm                                             BSO      -
applying:refuse                                              BSO      BSO
applying:cancel                                              BSO      BSO
applying:forget                                              BSO      -
wagtailforms:index                                           ABSO     -
wagtailforms:index_results                                   ABSO     -
wagtailforms:list_submissions                                -        -
wagtailforms:list_submissions_results                        -        -
wagtailforms:delete_submissions                              -        -
""")
)
