"""Screens of the importer, for headquarters."""
