"""Pages as they stand in the tree: give ``parent`` (an AgencyPage). ``live=False`` makes a draft."""

from contextlib import nullcontext
from datetime import timedelta

import factory
import wagtail_factories
from django.conf import settings
from django.utils import timezone

from common.indexing import each_once
from directory.models import AgencyImage, FacilityKind, FacilityPage, ProgramPage, ResourcePage
from pages.models import EventPage, FilmPage, NewsPage


class AgencyImageFactory(wagtail_factories.ImageFactory):
    class Meta:
        model = AgencyImage


class ContentPageFactory(wagtail_factories.PageFactory):
    """A page published by its first revision, as the admin would leave it; ``live=False`` leaves a draft."""

    class Meta:
        abstract = True

    @classmethod
    def _create_instance(cls, model_class, parent, kwargs):
        live = kwargs.pop("live", True)
        # What is saved three times is indexed once; a queue, where one is the subject, sees to that itself.
        with nullcontext() if settings.INDEX_IN_QUEUE else each_once():
            page = super()._create_instance(model_class, parent, kwargs | {"live": False})
            revision = page.save_revision()
            if live:
                revision.publish(skip_permission_checks=True)
        return model_class.objects.get(pk=page.pk)


class NewsPageFactory(ContentPageFactory):
    class Meta:
        model = NewsPage

    title = factory.Sequence(lambda n: f"소식 {n}")


class EventPageFactory(ContentPageFactory):
    class Meta:
        model = EventPage

    title = factory.Sequence(lambda n: f"행사 {n}")
    starts_at = factory.LazyFunction(lambda: timezone.now() + timedelta(days=1))
    ends_at = factory.LazyAttribute(lambda event: event.starts_at + timedelta(hours=2))


class FilmPageFactory(ContentPageFactory):
    """A film at a site outside, with a transcript."""

    class Meta:
        model = FilmPage

    title = factory.Sequence(lambda n: f"영상 {n}")
    film_url = factory.Sequence(lambda n: f"https://youtu.be/example{n:04}")
    transcript = "안녕하십니까. 저희 복지관이 하는 일을 소개해 드리겠습니다."


class ProgramPageFactory(ContentPageFactory):
    class Meta:
        model = ProgramPage

    title = factory.Sequence(lambda n: f"프로그램 {n}")


class ResourcePageFactory(ContentPageFactory):
    class Meta:
        model = ResourcePage

    title = factory.Sequence(lambda n: f"자원 {n}")
    kind = "goods"


class FacilityPageFactory(ContentPageFactory):
    class Meta:
        model = FacilityPage

    title = factory.Sequence(lambda n: f"시설 {n}")
    kind = factory.LazyFunction(
        lambda: FacilityKind.objects.get_or_create(code="test-kind", defaults={"label": "시험 종류"})[0]
    )
