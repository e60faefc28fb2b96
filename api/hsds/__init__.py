"""The directory in the words of Open Referral's HSDS 3.1: ``/hsds/``.

``mapping`` turns what a page says into HSDS, without a database; ``writing`` keeps it in one flat table in the
transaction that changes the projection; ``questions`` and ``views`` read that table; ``exporting`` hands out all.
"""
