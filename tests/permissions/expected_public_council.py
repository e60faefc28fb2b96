"""Who may see what of the council's public pages; how a row is read is said in ``expected.py``.

The meeting that is asked about is not listed, and its papers are the members': nobody outside headquarters
knows of them, and its public address answers nobody.
"""

from tests.permissions.rows import rows_of

PUBLIC_COUNCIL = dict(
    rows_of("""
council                                                      ABSORXN  -
meetings                                                     ABSORXN  -
meeting                                                      -        -
committee                                                    ABSORXN  -
minutes_feed                                                 ABSORXN  -
council_paper                                                SO       -
council_minutes_file                                         SO       -
""")
)
