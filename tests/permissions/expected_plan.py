"""Who may see what of plans; how a row is read is said in ``expected.py``.

The plan that is asked about is a draft: only headquarters knows of it, and nobody on its public address.
Most deeds refuse a draft, or a form without what they ask for; that is said in ``tests/participation/planning``.
"""

from tests.permissions.rows import rows_of

PLAN = dict(
    rows_of("""
plan_now                                                     ABSORXN  -
plan                                                         -        -
plan_csv                                                     -        -
plan_project                                                 -        -
plan_year                                                    -        -
plan_file                                                    -        -
plan_notice                                                  -        -
plan_say                                                     -        -
plan_opinion                                                 -        -
plan_api                                                     ABSORXN  -
plan_api_detail                                              -        -
plan_api_project                                             -        -
plans:index                                                  SO       -
plans:index_results                                          SO       -
plans:add                                                    SO       -
plans:edit                                                   SO       SO
plans:delete                                                 SO       -
plans:history                                                SO       -
plans:history_results                                        SO       -
plans:inspect                                                SO       -
plans:announce                                               SO       -
plans:move                                                   SO       -
plans:leave_out                                              SO       -
plan_projects:index                                          SO       -
plan_projects:index_results                                  SO       -
plan_projects:add                                            SO       -
plan_projects:edit                                           SO       -
plan_projects:delete                                         SO       -
plan_projects:history                                        SO       -
plan_projects:history_results                                SO       -
plan_projects:inspect                                        SO       -
plan_projects:progress                                       SO       -
plan_projects:move                                           SO       -
plan_projects:link                                           SO       -
plan_years:index                                             SO       -
plan_years:index_results                                     SO       -
plan_years:add                                               SO       -
plan_years:edit                                              SO       SO
plan_years:delete                                            SO       SO
plan_years:history                                           SO       -
plan_years:history_results                                   SO       -
plan_years:publish                                           SO       -
plan_opinions:index                                          SO       -
plan_opinions:index_results                                  SO       -
plan_opinions:inspect                                        SO       -
plan_opinions:answer                                         SO       -
plan_opinions:forget                                         SO       -
plan_links:unlink                                            SO       SO
plan_notices:note                                            SO       -
""")
)
