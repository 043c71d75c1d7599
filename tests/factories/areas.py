"""Areas and the partnership for tests."""

import factory

from core.areas.models import Area, Partnership


class AreaFactory(factory.django.DjangoModelFactory):
    """An active area; `AreaFactory(slug="kestrel-bay", name="Kestrel Bay")`."""

    class Meta:
        model = Area
        django_get_or_create = ("slug",)

    name = factory.Sequence(lambda n: f"Area {n}")
    slug = factory.Sequence(lambda n: f"area-{n}")
    ons_codes = factory.Sequence(lambda n: [f"E0600{n % 10000:04d}"])
    position = factory.Sequence(lambda n: n % 1000)


class PartnershipFactory(factory.django.DjangoModelFactory):
    """The one partnership row: making it twice changes the same row."""

    class Meta:
        model = Partnership

    name = "Brackenshire Violence Reduction Partnership"
    short_name = "Sayso Brackenshire"
    place = "Brackenshire"
    controller = "Brackenshire Council (fictional)"
    contact_email = "hello@example.org"

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        partnership = model_class.load()
        for name, value in kwargs.items():
            setattr(partnership, name, value)
        partnership.save()
        return partnership
