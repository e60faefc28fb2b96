"""A throw-away site that holds a corpus of records and nothing else: for judging the search, and for timing it."""
