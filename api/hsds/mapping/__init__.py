"""From an item of ``/api/v2/`` to HSDS 3.1: plain data to plain data, no database and no clock.

What HSDS has no word for becomes an attribute whose ``link_type`` begins with ``kr_``. Nothing is null: what is
not known is left out. What the item does not say, such as a hidden address, cannot be said here.
"""
