"""Where people live and in what stage of life, as a resident's profile offers it."""

from directory.models import Dong, Term
from directory.models.term import Axis


def dongs():
    return Dong.objects.current().order_by("code").values_list("code", "name")


def lives():
    return Term.objects.filter(axis=Axis.LIFE).order_by("code").values_list("code", "label")
