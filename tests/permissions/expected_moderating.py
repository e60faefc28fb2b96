"""Who may see what of 살핌; how a row is read is said in ``expected.py``.

A report, an 이의신청 and a request's proof are asked for about what is held, so there is no such page.
"""

from tests.permissions.rows import rows_of

MODERATING = dict(
    rows_of("""
moderation_log                                               ABSORXN  -
moderation_table                                             ABSORXN  -
moderation_rules                                             ABSORXN  -
moderation_mine                                              R        -
moderation_decision                                          -        -
takedown                                                     ABSORXN  -
takedown_sent                                                ABSORXN  -
takedown_prove                                               -        -
takedown_status                                              ABSORXN  -
issue_report                                                 -        -
comment_report                                               -        -
moderation:index                                             SO       -
moderation:issue                                             SO       -
moderation:comment                                           SO       -
moderation:takedown                                          SO       -
moderation:appeal                                            SO       -
""")
)
