"""How much a text weighs for search; what has no boost weighs 1. Our index tells these three apart."""

TITLE = 10
# Short words that say what a thing is, for whom and where: targets, topics, agency, address.
KEYWORD = 4
