from django import template

from nurinet_cms.health import worker

register = template.Library()


@register.simple_tag
def worker_is_alive():
    """Whether somebody does what is put in the queue."""
    return worker() == "ok"
