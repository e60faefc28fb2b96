"""Who may see the pages of residents; how a row is read is said in ``expected.py``. R is a verified resident.

Who signs in again goes on to his own page. Staff are refused everywhere but at the desk. The rows of the
account pages stand here too: residents have no password and no second factor, and are led to their own page.
"""

from tests.permissions.rows import rows_of

RESIDENTS = dict(
    rows_of("""
me                                                           R        -
me_edit                                                      R        -
me_consents                                                  R        -
me_download                                                  R        -
me_sessions                                                  R        -
me_leave                                                     R        -
me_left                                                      ABSORXN  -
me_sign_in                                                   RXN      -
me_code                                                      R        -
me_join                                                      R        -
me_guardian                                                  R        -
me_verify                                                    R        -
me_verify_done                                               ABSORXN  -
me_practice                                                  ABSORXN  -
kakao_login                                                  -        -
kakao_callback                                               -        -
naver_login                                                  -        -
naver_callback                                               -        -
socialaccount_login_cancelled                                ABSORXN  -
residents_desk                                               SO       -
account_reauthenticate                                       ABSO     -
account_change_password                                      ABSO     -
mfa_index                                                    ABSO     -
mfa_list_webauthn                                            ABSO     -
usersessions_list                                            ABSO     -
""")
)
