"""What kinds of things are public, by the names that the API gives them."""

from functools import cache

from django.apps import apps

from common.pages import PublicPage
from directory.models import Benefit

BENEFIT = Benefit._meta.label


@cache
def page_types():
    """Every type of page that ``type=`` may name."""
    return {model._meta.label: model for model in apps.get_models() if issubclass(model, PublicPage)}


@cache
def page_models():
    return frozenset(page_types().values())


def model_of(label):
    return Benefit if label == BENEFIT else page_types()[label]
