"""Mending one value of an official list. Pure functions: they never raise, and mending twice changes nothing.

Each returns what to keep and, where something was dropped or repaired, a remark for the report.
``dates``, ``addresses``, ``hours`` and ``coordinates`` are asked by their module's name.
"""

from directory.importing.cleaning.addresses import postcode
from directory.importing.cleaning.coordinates import degrees
from directory.importing.cleaning.dates import day
from directory.importing.cleaning.numbers import count, fee
from directory.importing.cleaning.phones import Phone, phone, phones
from directory.importing.cleaning.text import Mended, fold_name, long_text, text
from directory.importing.cleaning.web import email, website

__all__ = [
    "Mended",
    "Phone",
    "count",
    "day",
    "degrees",
    "email",
    "fee",
    "fold_name",
    "long_text",
    "phone",
    "phones",
    "postcode",
    "text",
    "website",
]
