"""Bring official lists of benefits (복지서비스) into the directory.

복지로's lists and answers about one service (중앙부처, 지자체), in XML or JSON, and tables of others. A
benefit is known by its list and the list's own number; list and detail of one service add to each other.
Whose help it is (중앙부처, 서울시, 동대문구, 민간) comes from the row or from the list; rows of other
regions are counted and left out. What left a whole list is flagged and shown no more, never deleted.
Topics and hiding by headquarters are never touched.
"""

from directory.management.import_command import ImportCommand
from directory.models.source import SourceKind


class Command(ImportCommand):
    help = "Create or update benefits from official lists; each file as a whole or not at all."
    kind = SourceKind.BENEFITS
