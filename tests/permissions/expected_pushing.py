"""Who may see what of keys and of what came by them; how a row is read is said in ``expected.py``.

Editors come without a second factor here, so they are sent to set one up before they give or take a key.
The API itself is asked without a key: ``tests/api/agency/test_isolation.py`` asks with every one.
"""

from tests.permissions.rows import rows_of

PUSHING = dict(
    rows_of("""
api_keys:index                                               ABSO     -
api_keys:index_results                                       ABSO     -
api_keys:add                                                 SO       -
api_keys:revoke                                              SO       SO
push_batches:index                                           SO       -
push_batches:index_results                                   SO       -
push_batches:inspect                                         SO       SO
withdrawals:index                                            SO       -
withdrawals:index_results                                    SO       -
withdrawals:decide                                           SO       SO
agency_api_batch                                             -        -
agency_api_items                                             -        -
agency_api_item                                              -        -
agency_api_nothing                                           -        -
""")
)
