"""Who may see what of notices, open data of issues and the counter; how a row is read is said in ``expected.py``.

Nobody here works for a 동주민센터; R is a resident. The issue that is asked about is private.
"""

from tests.permissions.rows import rows_of

TELLING = dict(
    rows_of("""
notices                                                      R        -
notice_settings                                              R        -
notice_mute                                                  R        -
notices_end                                                  -        -
issues_api                                                   ABSORXN  -
issue_api                                                    -        -
issues_feed                                                  ABSORXN  -
issue_feed                                                   -        -
issues_table                                                 ABSORXN  -
proxying:index                                               SO       -
proxying:index_results                                       SO       -
proxying:add                                                 -        -
proxying:empathy                                             -        -
proxying:entered                                             SO       -
proxying:entered_results                                     SO       -
proxying:remove                                              SO       SO
proxying:officers                                            SO       -
proxying:officers_results                                    SO       -
proxying:appoint                                             -        -
proxying:dismiss                                             -        -
""")
)
