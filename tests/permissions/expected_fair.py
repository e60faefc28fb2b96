"""Who may see what of the yearly fair; how a row is read is said in ``expected.py``.

The fair itself is public, and its booth may be asked by anybody; the question that was put to agency B is
B's and headquarters', and the award without consent headquarters' alone. An answer needs words, which the form that
is sent here lacks; who may give one is said in ``tests/pages/fair``.
"""

from tests.permissions.rows import rows_of

FAIR = dict(
    rows_of("""
booth_ask                                                    ABSORXN  -
booth_question                                               -        -
fair_calendar_file                                           ABSORXN  -
awards:index                                                 SO       -
awards:index_results                                         SO       -
awards:add                                                   SO       -
awards:edit                                                  SO       SO
awards:delete                                                SO       SO
awards:history                                               SO       -
awards:history_results                                       SO       -
awards:withdraw                                              SO       -
award_kinds:index                                            SO       -
award_kinds:index_results                                    SO       -
award_kinds:add                                              SO       -
award_kinds:edit                                             SO       -
award_kinds:delete                                           SO       -
award_kinds:history                                          SO       -
award_kinds:history_results                                  SO       -
booth_questions:index                                        ABSO     -
booth_questions:index_results                                ABSO     -
booth_questions:inspect                                      BSO      -
booth_questions:answer                                       BSO      -
booth_questions:close                                        BSO      BSO
booth_questions:forget                                       BSO      -
""")
)
