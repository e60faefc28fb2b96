"""Addresses below every district's front door. They are promised for good; other systems link to them."""

HOME = "/"
DIRECTORY = "/directory/"
BENEFITS = f"{DIRECTORY}benefits/"
NEWS = "/news/"
EVENTS = "/events/"
SEARCH = "/search/"
