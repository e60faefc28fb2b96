"""The pages that one may sign up for, of whatever type, and who may decide about them."""

from functools import cache

from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, Q
from wagtail.models import Page

from accounts.roles import is_headquarters
from directory.models import Agency, Application
from directory.models.application import of_sections
from directory.models.applying import Applicable


@cache
def applicable_models():
    return [model for model in apps.get_models() if issubclass(model, Applicable)]


def published_page(uuid, site):
    """The public page of that number in the district; None if there is none."""
    for model in applicable_models():
        pages = model.objects.published().in_site(site).filter(uuid=uuid, alias_of__isnull=True)
        if page := pages.select_related("agency").first():
            return page
    return None


def is_public(page):
    return type(page).objects.published().filter(pk=page.pk).exists()


def is_suspended(page):
    return Agency.objects.filter(page=page.agency_id, suspended_at__isnull=False).exists()


def locked_page(pk):
    """The live page, as it stands now, kept from changing until the end of the transaction.

    Publishing writes the same row, so whoever counts places under this lock counts the right ones.
    """
    page = Page.objects.select_for_update(of=("self",), no_key=True).get(pk=pk)
    return page.specific_class.objects.select_related("agency").get(pk=pk)


def taking_pages(user):
    """Pages with applications, or that take them, for whose agency the person may decide."""
    pages = Page.objects.filter(alias_of__isnull=True)
    taking = Q(pk__in=[])
    for model in applicable_models():
        taking |= Q(pk__in=model.objects.filter(takes_applications=True).order_by().values("pk"))
    pages = pages.filter(taking | Exists(Application.objects.filter(page=OuterRef("pk"))))
    return pages if is_headquarters(user) else pages.filter(of_sections(user, "path"))


def may_decide(user, page):
    if not user.is_active:
        return False
    return (
        is_headquarters(user) or Agency.objects.active().of_person(user).filter(page=page.agency_id).exists()
    )


def require_decider(by, page):
    """Refuse whoever may not decide about the page's applications. None is who applied, or the machine."""
    if by is not None and not may_decide(by, page):
        raise PermissionDenied("이 글을 올린 기관의 담당자만 할 수 있습니다.")
