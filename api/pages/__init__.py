"""``/api/v2/pages/``: Wagtail's API v2, read from the projection, with ranges, places and cursors besides."""
