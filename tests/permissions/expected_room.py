"""Who may see what of the members' room; how a row is read is said in ``expected.py``.

Nobody here has a seat: only headquarters come in, who write minutes and tasks and answer ideas, and have no
answer to give to a meeting. What members may is said in ``tests/council/room``.
"""

from tests.permissions.rows import rows_of

ROOM = dict(
    rows_of("""
council_room                                                 SO       -
council_room_meetings                                        SO       -
council_room_meeting                                         SO       -
council_room_minutes                                         -        -
council_room_papers                                          SO       -
council_room_ideas                                           SO       -
council_room_idea_new                                        -        -
council_room_idea                                            SO       -
council_room_task_new                                        SO       -
council_room_task_done                                       SO       SO
council_room_calendar_renew                                  SO       -
council_room_calendar                                        -        -
committee_calendar                                           ABSORXN  -
council_ideas:index                                          SO       -
council_ideas:index_results                                  SO       -
council_tasks:index                                          SO       -
council_tasks:index_results                                  SO       -
council_tasks:add                                            SO       -
council_tasks:edit                                           SO       SO
council_tasks:delete                                         SO       SO
council_tasks:history                                        SO       -
council_tasks:history_results                                SO       -
""")
)
