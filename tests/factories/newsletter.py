"""Readers and newsletters for tests."""

import itertools

from django.utils import timezone

from core.people.enums import Role
from news.newsletter import issuing, queries
from news.newsletter.enums import State
from news.newsletter.models import Newsletter, NewsletterItem, NewsletterSettings, Subscriber
from tests.factories.people import StaffFactory

_numbers = itertools.count(1)


def reader(email="", *, state=State.ACTIVE, areas=(), topics=(), **fields) -> Subscriber:
    """Somebody who gets the newsletter."""
    now = timezone.now()
    facts = {"language": "en-gb", "consent": "2026-11", "asked_at": now, "confirmed_at": now, **fields}
    person = Subscriber.objects.create(email=email or f"reader{next(_numbers)}@example.org", state=state, **facts)
    person.areas.set(areas)
    person.topics.set(topics)
    return person


def newsletter(*pages, areas=(), topics=(), by=None, approved=True, **fields) -> Newsletter:
    """A newsletter by an editor with `pages` in it, approved unless told otherwise."""
    fields = {"subject": "What changed", "intro": "<p>Hello.</p>", **fields}
    made = Newsletter(author=by, live=approved, **fields)
    made.items = [NewsletterItem(page=page, sort_order=place) for place, page in enumerate(pages)]
    made.save()
    made.areas.set(areas)
    made.topics.set(topics)
    made.save()
    revision = made.save_revision(user=by, clean=False)
    if approved:
        revision.publish()
        made.refresh_from_db()
    return made


def never_quiet(**fields) -> NewsletterSettings:
    """Settings under which newsletters leave at any hour, and fast."""
    house = NewsletterSettings.load()
    for name, value in {"quiet_until": house.quiet_from, "rate": 6000, **fields}.items():
        setattr(house, name, value)
    house.save()
    return house


def agreed(made: Newsletter, *, by=None, at=None):
    """Have somebody who may agree to send it."""
    by = by or StaffFactory(role=Role.APPROVER, factor=False)
    return issuing.agree(
        by=by,
        newsletter=made,
        at=at or timezone.now(),
        count=queries.count_of(made),
        revision=made.live_revision_id,
    )
