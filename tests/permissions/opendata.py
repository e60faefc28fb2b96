"""The open data of the council is asked for the things of `council_desk`: a meeting that is not listed, a body that all know."""


def _named(name):
    return lambda own: [({"uuid": getattr(own, name).uuid}, "")]


SPECIAL = {
    "council_api_committee": _named("committee"),
    "council_api_membership": _named("seat"),
    "council_api_meeting": _named("meeting"),
    "council_api_item": _named("agenda_item"),
    "council_api_paper": _named("paper"),
}
