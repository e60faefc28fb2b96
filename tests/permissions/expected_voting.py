"""Who may see what of ballots and surveys; how a row is read is said in ``expected.py``.

Those that are asked about are drafts: nobody but headquarters knows of them. Who votes, and what is seen
after the close, is said in ``tests/participation``.
"""

from tests.permissions.rows import rows_of

VOTING = dict(
    rows_of("""
ballots                                                      ABSORXN  -
ballot                                                       -        -
ballot_vote                                                  -        -
ballot_papers                                                -        -
ballot_papers_table                                          -        -
ballot_results_table                                         -        -
ballot_receipt                                               -        -
ballots_api                                                  ABSORXN  -
ballot_api                                                   -        -
ballot_results_api                                           -        -
ballots_admin:index                                          SO       -
ballots_admin:index_results                                  SO       -
ballots_admin:add                                            SO       -
ballots_admin:inspect                                        SO       -
ballots_admin:edit                                           SO       -
ballots_admin:publish                                        SO       SO
ballots_admin:extend                                         SO       -
ballots_admin:cancel                                         SO       -
ballots_admin:offline                                        SO       -
ballots_admin:offline_out                                    SO       SO
surveys                                                      ABSORXN  -
survey                                                       -        -
survey_answer                                                -        -
survey_results_table                                         -        -
surveys_admin:index                                          SO       -
surveys_admin:index_results                                  SO       -
surveys_admin:add                                            SO       -
surveys_admin:inspect                                        SO       -
surveys_admin:edit                                           SO       SO
surveys_admin:question_add                                   SO       -
surveys_admin:question_edit                                  SO       SO
surveys_admin:question_out                                   SO       SO
surveys_admin:publish                                        SO       SO
surveys_admin:cancel                                         SO       -
surveys_admin:export                                         -        -
""")
)
