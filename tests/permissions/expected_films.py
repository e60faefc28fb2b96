"""Who may have what of films; how a row is read is said in ``expected.py``.

The film that is asked about is a draft: its file and its captions are not there for anybody but, in a preview,
for whoever may write it (tests/pages/films/test_addresses.py).
"""

from tests.permissions.rows import rows_of

FILMS = dict(
    rows_of("""
film_embed                                                   -        -
film_file                                                    -        -
film_captions                                                -        -
""")
)
