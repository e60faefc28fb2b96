"""Who may see what of issues; how a row is read is said in ``expected.py``.

The issue that is asked about is private: only headquarters reads it, and R, a verified resident, has another.
What residents may do with their own is said in ``tests/participation/issues``. A move needs a day that the
forged form does not give; that headquarters moves issues is said there, too.
"""

from tests.permissions.rows import rows_of

ISSUES = dict(
    rows_of("""
issues                                                       ABSORXN  -
issue                                                        -        -
issue_mine                                                   ABSOXN   -
issue_new                                                    R        -
issue_draft                                                  R        -
issue_similar                                                R        -
my_issues                                                    R        -
issue_sent                                                   -        -
issue_manage                                                 -        -
issue_supplement                                             -        -
issue_appeal                                                 -        -
issue_withdraw                                               -        -
issue_empathy                                                -        -
issue_follow                                                 -        -
issue_comment                                                -        -
issue_comment_edit                                           -        -
issue_file                                                   SO       -
issues_admin:index                                           SO       -
issues_admin:index_results                                   SO       -
issues_admin:inspect                                         SO       -
issues_admin:move                                            SO       -
issues_admin:answer                                          SO       SO
issues_admin:merge                                           SO       -
deciding_bodies:index                                        SO       -
deciding_bodies:index_results                                SO       -
deciding_bodies:add                                          SO       -
deciding_bodies:edit                                         SO       SO
deciding_bodies:delete                                       SO       SO
deciding_bodies:history                                      SO       -
deciding_bodies:history_results                              SO       -
""")
)
