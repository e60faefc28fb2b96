"""The row of opening sign-up for a meeting; how it is read stands in ``expected``."""

from tests.permissions.rows import rows_of

SIGN_UP = dict(
    rows_of("""
nurinet_meeting_sign_up                                      SO       -
""")
)
