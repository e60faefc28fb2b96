"""Who may see what of subscriptions and newsletters; how a row is read is said in ``expected.py``.

Private addresses are asked for with a token that is none, and the copy of a draft does not exist.
"""

from tests.permissions.rows import rows_of

LETTERS = dict(
    rows_of("""
subscribe                                                    ABSORXN  -
subscribe_asked                                              ABSORXN  -
subscription_prove                                           -        -
subscription                                                 -        -
subscription_end                                             -        -
newsletters                                                  ABSORXN  -
newsletter                                                   -        -
letters:index                                                SO       -
letters:index_results                                        SO       -
letters:add                                                  SO       -
letters:edit                                                 SO       SO
letters:delete                                               SO       SO
letters:history                                              SO       -
letters:history_results                                      SO       -
letters:counts                                               SO       -
letters:inspect                                              SO       -
letters:pick                                                 SO       -
letters:preview                                              SO       -
letters:preview_html                                         SO       -
letters:try                                                  SO       -
letters:start                                                SO       -
letters:stop                                                 SO       -
letters:go_on                                                SO       -
letters:send_again                                           SO       -
letters:take_out                                             SO       -
""")
)
