"""What every Atom feed of pages has: valid whatever staff wrote, the same names for ever, honest about changes."""

from __future__ import annotations

import datetime
import uuid
from typing import TypeVar

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language

from core.areas.queries import partnership
from core.pages.addresses import address_map, path_of
from core.pages.frame import small_value
from core.pages.models import BasePage
from core.text.plain import one_line

# When a feed without entries last changed: always the same, so that its answer is.
LONG_AGO = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)
P = TypeVar("P", bound=BasePage)
A = TypeVar("A")


class SteadyAtom(Atom1Feed):
    """Atom that says the same for as long as nothing changed."""

    def latest_post_date(self) -> datetime.datetime:
        """The last change of an entry in it."""
        return max((item["updateddate"] for item in self.items), default=LONG_AGO)


class PagesFeed(Feed[P, A]):
    """A feed of pages. Ids stay when a page or the whole site moves."""

    feed_type = SteadyAtom

    def __call__(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        """The feed. No Last-Modified: a page that is taken down moves it back, and readers would keep the old."""
        answer = super().__call__(request, *args, **kwargs)
        del answer["Last-Modified"]
        return answer

    def subtitle(self, asked: A) -> str:
        """What the feed is."""
        return one_line(small_value("partnership", partnership).strapline)

    def author_name(self, asked: A) -> str:
        """Who publishes it."""
        return one_line(small_value("partnership", partnership).name) or "Sayso"

    def item_title(self, item: P) -> str:
        """The page's title, as plain words."""
        return one_line(item.title)

    def item_link(self, item: P) -> str:
        """Where it is now."""
        return path_of(item.pk) or "/"

    def item_guid(self, item: P) -> str:
        """A name that never changes. Each translation has its own."""
        in_english = (get_language() or settings.LANGUAGE_CODE) == settings.LANGUAGE_CODE
        return f"urn:uuid:{item.translation_key}" if in_english else lasting_name("article", item.translation_key)


def titled(about: list[object]) -> str:
    """The partnership's name and what a feed is narrowed to, those of `about` that are there, as plain words."""
    return one_line(", ".join(str(each) for each in (small_value("partnership", partnership).name, *about) if each))


def lasting_name(what: str, within: uuid.UUID | None = None) -> str:
    """A lasting name of `what` in this language, within the site or what `within` names, as a urn."""
    site = address_map().site
    own = within or (site.root_page.translation_key if site else uuid.NAMESPACE_URL)
    return uuid.uuid5(own, f"{what} {get_language()}").urn


def day_or_moment(day: datetime.date, exact: datetime.datetime | None) -> datetime.datetime:
    """`exact` where it falls on `day` in the UK, else the start of that day."""
    if exact is not None and timezone.localdate(exact) == day:
        return exact.replace(microsecond=0)
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time.min))
