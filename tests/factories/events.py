"""Events, sign-ups and publications for tests."""

import datetime

from django.utils import timezone

from core.pages.models import Topic
from home.tree import child, with_ids
from news.events.enums import Booking, Standing
from news.events.models import EventIndexPage, EventPage, SignUp
from news.publications.models import PublicationFile, PublicationIndexPage, PublicationPage
from tests.factories.pages import small_site

IN_ONE_WEEK = datetime.timedelta(days=7)


def site_with_events():
    """A home page with the indexes of news, events and publications."""
    home = small_site()
    child(home, EventIndexPage, "events", title="Events")
    child(home, PublicationIndexPage, "publications", title="Publications")
    return home


def _published(index, model, slug, *, areas, topics, live, body=(), **fields):
    index.refresh_from_db()
    fields = {"title": slug.replace("-", " ").capitalize(), "summary": "In one line.", **fields}
    page = index.add_child(instance=model(slug=slug, live=False, body=with_ids(list(body)), **fields))
    page.areas.set(areas)
    page.topics.set(topics)
    page.save()
    revision = page.save_revision(clean=False)
    if live:
        revision.publish()
        page.refresh_from_db()
    return page


def event(slug="open-day", *, under=None, starts=None, hours=2, areas=(), topics=(), live=True, **fields) -> EventPage:
    """An event in a week's time, published unless `live=False`."""
    starts = starts or timezone.now() + IN_ONE_WEEK
    fields = {"starts": starts, "ends": starts + datetime.timedelta(hours=hours), "place_name": "The Landing", **fields}
    index = under or EventIndexPage.objects.get()
    return _published(index, EventPage, slug, areas=areas, topics=topics, live=live, **fields)


def event_with_sign_up(slug="workshop", *, places=2, **fields) -> EventPage:
    """An event that takes sign-ups here."""
    return event(slug, booking=Booking.HERE, places=places, **fields)


def signed_up(page, email="sam@example.org", *, standing=Standing.GOING, **fields) -> SignUp:
    """Somebody on the list, put there without a letter."""
    return SignUp.objects.create(event=page, email=email, name="Sam", standing=standing, **fields)


def publication(slug="our-plan", *, under=None, areas=(), topics=(), live=True, files=(), **fields) -> PublicationPage:
    """A publication with `files` (fields of PublicationFile), published unless `live=False`."""
    index = under or PublicationIndexPage.objects.get()
    fields = {"body": [{"type": "paragraph", "value": "<p>The main points.</p>"}], **fields}
    page = _published(index, PublicationPage, slug, areas=areas, topics=topics, live=False, **fields)
    page.files = [PublicationFile(**each) for each in files]
    page.save()
    revision = page.save_revision(clean=False)
    if live:
        revision.publish()
        page.refresh_from_db()
    return PublicationPage.objects.get(pk=page.pk)


def topic(slug="lighting") -> Topic:
    """A topic."""
    return Topic.objects.get_or_create(slug=slug, defaults={"name": slug.capitalize()})[0]
