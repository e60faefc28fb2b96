"""What the clock calls to keep the register right, and after how many seconds again. Each bears being called often."""

from directory.keeping.corrections import forget_addresses
from directory.keeping.duplicates import suggest_duplicates
from directory.keeping.links import check_links
from directory.keeping.nudges import ask_to_confirm
from directory.keeping.phones import check_phones

DAY = 24 * 60 * 60

DUTIES = (
    *((ask_to_confirm, DAY), (check_phones, DAY), (forget_addresses, DAY)),
    *((suggest_duplicates, DAY), (check_links, 10 * 60)),
)
