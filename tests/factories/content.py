"""Pages as they stand in the tree: give ``parent`` (an AgencyPage). ``live=False`` makes a draft."""

from datetime import timedelta

import factory
import wagtail_factories
from django.utils import timezone

from directory.models import AgencyImage, FacilityKind, FacilityPage, ProgramPage, ResourcePage
from pages.models import EventPage, NewsPage


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
