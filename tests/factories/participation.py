"""Residents with a voice, and issues in any state."""

import factory
from wagtail.models import Site

from accounts.models import Level, Resident, Voice
from directory.models import Dong
from participation.actions import publish, raise_issue
from participation.models import BodyKind, DecidingBody, Issue, Status
from tests.factories.people import UserFactory


class VoiceFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Voice

    key = factory.Sequence(lambda number: f"{number:064d}")
    level = Level.IDENTITY


class ResidentFactory(factory.django.DjangoModelFactory):
    """A verified resident; ``voice=None`` is one who has only signed up."""

    class Meta:
        model = Resident

    user = factory.SubFactory(UserFactory)
    voice = factory.SubFactory(VoiceFactory)
    nickname = factory.Sequence(lambda number: f"이웃{number}")


def a_dong():
    """One of the district's 행정동 of today."""
    return Dong.objects.current().order_by("code").first()


def make_issue(*, status=Status.GATHERING, is_public=True, author=None, **fields):
    """An issue raised as a resident raises one, then brought into ``status`` without the steps between."""
    fields = {
        "site": Site.objects.get(is_default_site=True),
        "title": "버스 정류장에 의자가 없습니다",
        "problem": "어르신들이 서서 기다리십니다.",
        "dong": a_dong(),
        "author": author or ResidentFactory(),
    } | fields
    issue = raise_issue(**fields)
    if is_public and issue.hold:
        publish(issue)
    if status != issue.status:
        Issue.objects.filter(pk=issue.pk).update(status=status, due_on=None)
    return Issue.objects.get(pk=issue.pk)


def make_body(kind=BodyKind.SUBCOMMITTEE, name="", **fields):
    site = Site.objects.get(is_default_site=True)
    return DecidingBody.objects.create(site=site, kind=kind, name=name or f"예시 {kind.label}", **fields)
