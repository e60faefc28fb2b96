"""Who may do what at the secretariat's desk of the council; how a row is read is said in ``expected.py``.

The meeting that is asked about is unlisted, its item decided, its minutes a draft.
"""

from tests.permissions.expected_opendata import OPENDATA
from tests.permissions.expected_public_council import PUBLIC_COUNCIL
from tests.permissions.expected_room import ROOM
from tests.permissions.expected_signup import SIGN_UP
from tests.permissions.rows import rows_of

COUNCIL = dict(
    rows_of("""
committees:index                                             SO       -
committees:index_results                                     SO       -
committees:add                                               SO       -
committees:edit                                              SO       SO
committees:delete                                            SO       -
committees:history                                           SO       -
committees:history_results                                   SO       -
committees:inspect                                           SO       -
council_members:index                                        SO       -
council_members:index_results                                SO       -
council_members:add                                          SO       -
council_members:edit                                         SO       -
council_members:delete                                       SO       -
council_members:history                                      SO       -
council_members:history_results                              SO       -
meetings_admin:index                                         SO       -
meetings_admin:index_results                                 SO       -
meetings_admin:add                                           SO       -
meetings_admin:edit                                          SO       SO
meetings_admin:delete                                        SO       -
meetings_admin:history                                       SO       -
meetings_admin:history_results                               SO       -
meetings_admin:inspect                                       SO       -
meetings_admin:cancel                                        SO       -
meetings_admin:attendance                                    SO       SO
meetings_admin:minutes                                       SO       -
meetings_admin:send                                          SO       -
meetings_admin:desk                                          SO       -
meetings_admin:withdraw                                      SO       SO
meetings_admin:add_file                                      SO       -
meetings_admin:drop_file                                     SO       SO
agenda_items:add                                             SO       SO
agenda_items:edit                                            SO       -
agenda_items:delete                                          SO       -
agenda_items:history                                         SO       -
agenda_items:history_results                                 SO       -
agenda_items:decide                                          SO       -
meeting_papers:add                                           SO       -
meeting_papers:edit                                          SO       SO
meeting_papers:delete                                        SO       SO
meeting_papers:history                                       SO       -
meeting_papers:history_results                               SO       -
wagtailsnippets_council_minutes:list                         SO       -
wagtailsnippets_council_minutes:list_results                 SO       -
wagtailsnippets_council_minutes:add                          -        -
wagtailsnippets_council_minutes:edit                         SO       SO
wagtailsnippets_council_minutes:delete                       -        -
wagtailsnippets_council_minutes:usage                        SO       -
wagtailsnippetchoosers_council_minutes:choose                SO       -
wagtailsnippetchoosers_council_minutes:choose_results        SO       -
wagtailsnippetchoosers_council_minutes:chosen                SO       -
wagtailsnippetchoosers_council_minutes:chosen_multiple       SO       -
wagtailsnippetchoosers_council_minutes:create                -        -
wagtailsnippets_council_minutes:history                      SO       -
wagtailsnippets_council_minutes:history_results              SO       -
wagtailsnippets_council_minutes:revisions_revert             -        -
wagtailsnippets_council_minutes:revisions_compare            -        -
wagtailsnippets_council_minutes:revisions_unschedule         -        -
wagtailsnippets_council_minutes:unpublish                    -        -
wagtailsnippets_council_minutes:lock                         -        -
wagtailsnippets_council_minutes:unlock                       -        -
wagtailsnippets_council_minutes:workflow_action              SO       -
wagtailsnippets_council_minutes:collect_workflow_action_data SO       -
wagtailsnippets_council_minutes:confirm_workflow_cancellation SO       -
wagtailsnippets_council_minutes:workflow_history             SO       -
wagtailsnippets_council_minutes:workflow_history_detail      -        -
""")
)
COUNCIL |= OPENDATA | PUBLIC_COUNCIL | ROOM | SIGN_UP
