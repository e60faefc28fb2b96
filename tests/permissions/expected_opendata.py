"""Who may read the open data of the council; how a row is read is said in ``expected.py``.

The meeting that is asked about is not listed, and its body is everybody's, as all bodies are.
"""

from tests.permissions.rows import rows_of

OPENDATA = dict(
    rows_of("""
council_meetings_table                                       ABSORXN  -
council_api_committees                                       ABSORXN  -
council_api_about                                            ABSORXN  -
council_api_committee                                        ABSORXN  -
council_api_memberships                                      ABSORXN  -
council_api_membership                                       ABSORXN  -
council_api_meetings                                         ABSORXN  -
council_api_meeting                                          -        -
council_api_agenda                                           ABSORXN  -
council_api_item                                             -        -
council_api_papers                                           ABSORXN  -
council_api_paper                                            -        -
""")
)
