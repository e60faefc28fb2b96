from datetime import date, timedelta

import pytest
from django.core import mail
from django.utils import timezone
from wagtail.models import Page

from directory.actions import onboard_agency
from directory.importing.holder import CODE, TITLE
from directory.models import FacilityPage
from tests.factories import FacilityPageFactory

TODAY = date(2026, 11, 26)


@pytest.fixture(autouse=True)
def _no_second_factor(settings):
    settings.STAFF_MFA_REQUIRED = False


@pytest.fixture
def letters(settings):
    """Mails as they leave, without the queue."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    mail.outbox = []
    return mail.outbox


@pytest.fixture
def holder(directory_index):
    return onboard_agency(index=directory_index, code=CODE, title=TITLE, kind="public")


@pytest.fixture
def facility_a(agency_a):
    return FacilityPageFactory(parent=agency_a.page, title="가나다경로당", slug="hall", phone="02-2127-4000")


@pytest.fixture
def imported(holder):
    return FacilityPageFactory(parent=holder.page, title="공공경로당", slug="hall", phone="02-2127-5000")


def aged(page, *, confirmed=None, published=None):
    """The page as if last confirmed, or first published, then."""
    FacilityPage.objects.filter(pk=page.pk).update(confirmed_on=confirmed)
    if published:
        Page.objects.filter(pk=page.pk).update(first_published_at=published)
    return FacilityPage.objects.get(pk=page.pk)


def months_ago(months, days=0):
    from dateutil.relativedelta import relativedelta

    return timezone.localdate() - relativedelta(months=months) - timedelta(days=days)
