"""Benefits as an import leaves them. Give ``targets``, ``official_topics`` or ``topics`` as lists of terms."""

import factory

from directory.models import Benefit, ImportSource


class BenefitFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Benefit
        skip_postgeneration_save = True

    title = factory.Sequence(lambda n: f"복지서비스 {n}")
    origin = "district"
    organisation = "서울특별시 동대문구"
    source = factory.LazyFunction(
        lambda: ImportSource.objects.get_or_create(
            code="test-benefits",
            defaults={
                "kind": "benefits",
                "name": "시험 목록",
                "publisher": "시험기관",
                "attribution": "시험",
            },
        )[0]
    )
    source_key = factory.Sequence(lambda n: f"WLF{n:08}")

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        terms = {
            name: kwargs.pop(name) for name in ("targets", "official_topics", "topics") if name in kwargs
        }
        benefit = super()._create(model_class, *args, **kwargs)
        for name, chosen in terms.items():
            getattr(benefit, name).set(chosen)
        return benefit
