from django import template

from participation.moderating.notices import with_notices

register = template.Library()


@register.inclusion_tag("participation/moderating/_notice.html")
def moderation_notice(thing):
    """What stands in the place of an issue or a comment that may not be read. Lists ask `with_notices` before."""
    if not hasattr(thing, "notice"):
        with_notices([thing])
    return {"notice": thing.notice}
