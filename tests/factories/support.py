"""Services and needs for tests."""

import datetime

import factory

from support.enums import BankHolidays, Channel, HoursKind
from support.models import ContactPoint, HoursRule, Location, Need, Organisation, Service

CHECKED = datetime.date(2026, 11, 1)


class OrganisationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Organisation

    name = factory.Sequence(lambda n: f"Organisation {n}")


class NeedFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Need

    name = factory.Sequence(lambda n: f"Need {n}")
    slug = factory.Sequence(lambda n: f"need-{n}")
    what_this_is = "What it is."
    what_you_can_do = "One thing.\nAnother thing."
    what_will_happen = "Somebody listens."


class ServiceFactory(factory.django.DjangoModelFactory):
    """A live service that can be rung day and night: `ServiceFactory(areas=[…], needs=[…], number="01632 960001")`.

    `hours=[Rule keywords]` replaces its hours; `hours=[]` leaves none.
    """

    class Meta:
        model = Service
        skip_postgeneration_save = True

    organisation = factory.SubFactory(OrganisationFactory)
    name = factory.Sequence(lambda n: f"Service {n}")
    slug = factory.Sequence(lambda n: f"service-{n}")
    summary = "Somebody to talk to."
    who_is_told = "Nobody."
    bank_holidays = BankHolidays.SAME
    review_owner = "the test team"
    last_checked = CHECKED
    review_by = CHECKED + datetime.timedelta(days=20_000)

    @classmethod
    def _create(cls, model_class, *args, areas=(), needs=(), number="01632 960001", hours=None, place=None, **kwargs):
        service = super()._create(model_class, *args, **kwargs)
        service.areas, service.needs = list(areas), list(needs)
        service.save()
        if number:
            ContactPoint.objects.create(service=service, sort_order=0, channel=Channel.CALL, value=number)
        always = [{"day": 0, "last_day": 6, "kind": HoursKind.ALL_DAY}]
        for order, rule in enumerate(always if hours is None else hours):
            HoursRule.objects.create(service=service, sort_order=order, **rule)
        if place:
            Location.objects.create(service=service, sort_order=0, **place)
        return service
