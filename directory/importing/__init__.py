"""Bringing official lists of facilities into the directory.

``reading`` makes rows of a file, ``mapping`` knows what a column and a kind are called,
``cleaning`` mends one value, ``places`` finds the 행정동, ``rows`` makes the facts of one
facility, and ``run`` compares them with the pages and writes.
"""
