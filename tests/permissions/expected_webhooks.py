"""Who may see and change webhooks: headquarters; how a row is read is said in ``expected.py``."""

from tests.permissions.rows import rows_of

WEBHOOKS = dict(
    rows_of("""
webhooks:index                                               SO       -
webhooks:index_results                                       SO       -
webhooks:add                                                 SO       -
webhooks:inspect                                             SO       -
webhooks:edit                                                SO       SO
webhooks:test                                                SO       SO
webhooks:pause                                               SO       SO
webhooks:resume                                              SO       -
webhooks:replay                                              SO       SO
webhooks:rotate                                              SO       SO
webhooks:delete                                              SO       SO
webhooks:deliveries                                          SO       -
webhooks:deliveries_results                                  SO       -
""")
)
