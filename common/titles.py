"""What a thing is called where it is found: by its title, or by what its ``search_title`` names."""


def title_name(thing):
    return getattr(thing, "search_title", "title")


def title_of(thing):
    return getattr(thing, title_name(thing))
