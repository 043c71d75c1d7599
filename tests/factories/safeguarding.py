"""Concerns for tests."""

import factory

from core.safeguarding.models import Concern


class ConcernFactory(factory.django.DjangoModelFactory):
    """A new concern of no known area."""

    class Meta:
        model = Concern

    target = factory.Sequence(lambda n: f"post:{n}")
    reason = "risk-disclosure"
    words = "Someone may not be safe."
