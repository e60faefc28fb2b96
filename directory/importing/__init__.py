"""Bringing official lists into the directory.

``reading`` makes rows of a file and ``cleaning`` mends one value; ``headers`` and ``table`` know what a
column says, ``sources`` which list a file is an edition of. ``engine`` is the way in: it plans (``plan``,
``compare``), writes (``writing``, for pages ``tree``), tells (``report``) and takes back (``undo``)
whatever a ``target`` describes: ``facilities`` or ``benefits``. ``suggestions`` finds twins.
"""
