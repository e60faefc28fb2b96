"""Who may see what of agency B where news and events come from and go to; how to read it says ``expected``."""

from tests.permissions.rows import rows_of

EVENTS = dict(
    rows_of("""
feeds:index                                                  ABSO     -
feeds:index_results                                          ABSO     -
feeds:add                                                    ABSO     BSO
feeds:run                                                    BSO      -
feeds:inspect                                                BSO      -
feeds:edit                                                   BSO      BSO
feeds:pull                                                   BSO      -
feeds:switch                                                 BSO      BSO
feeds:upload                                                 BSO      -
feed                                                         ABSORXN  -
calendar_file                                                ABSORXN  -
event_calendar_file                                          -        -
nurinet_renew                                                BSO      BSO
""")
)
