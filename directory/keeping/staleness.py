"""오래 확인되지 않은 것: live pages of which nobody has said for half a year that they still hold."""

from datetime import datetime, time

from dateutil.relativedelta import relativedelta
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils import timezone
from wagtail.models import Page

from directory.importing.holder import CODE as HOLDER
from directory.models import Agency, AgencyPage, FacilityPage, ProgramPage, ResourcePage
from directory.models.facility import OperatingStatus

MONTHS = 6
# News and events are of their day; these are meant to hold.
KINDS = (AgencyPage, FacilityPage, ProgramPage, ResourcePage)
NAMES = [model._meta.model_name for model in KINDS]


def holder_agency():
    """The agency of the public data, which the importer keeps; None before the first import."""
    return Agency.objects.filter(code=HOLDER).select_related("page").first()


def _of_each(path):
    """The same field of whichever kind the page is."""
    return Coalesce(*(F(f"{name}__{path}") for name in NAMES))


def kept_pages():
    """Live pages that must hold, with ``confirmed_on``, ``agency_page`` and ``agency_title``.

    Left out: closed facilities, programmes that are over, and what stands in the section of the public
    data, which no agency wrote.
    """
    contents = [name for name in NAMES if name != AgencyPage._meta.model_name]
    pages = Page.objects.filter(
        Q(**{f"{NAMES[0]}__isnull": False})
        | Q(facilitypage__isnull=False) & ~Q(facilitypage__status=OperatingStatus.CLOSED)
        | Q(resourcepage__isnull=False)
        | Q(programpage__isnull=False)
        & (Q(programpage__ends_on__isnull=True) | Q(programpage__ends_on__gte=timezone.localdate())),
        live=True,
    ).annotate(
        confirmed_on=_of_each("confirmed_on"),
        agency_page=Coalesce(*(F(f"{name}__agency") for name in contents), F("pk")),
        agency_title=Coalesce(*(F(f"{name}__agency__title") for name in contents), F("title")),
        asked_at=F("nudge__sent_at"),
    )
    holder = holder_agency()
    return pages.exclude(path__startswith=holder.page.path) if holder else pages


def unconfirmed_pages():
    """Those whose last confirmation, or first publication where there is none, lies over six months back.

    A day exactly six months ago is not over.
    """
    limit = timezone.localdate() - relativedelta(months=MONTHS)
    first = timezone.make_aware(datetime.combine(limit, time.min))
    return kept_pages().filter(
        Q(confirmed_on__lt=limit) | Q(confirmed_on__isnull=True, first_published_at__lt=first)
    )
