"""Where the index keeps analysed texts as they are, so that they can be scored and counted."""

from django.db import connection

TITLE_TEXT, BODY_TEXT = (
    ("title_text", "body_text") if connection.vendor == "postgresql" else ("title", "body")
)
