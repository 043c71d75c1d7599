"""Grid references of places, found from their postcodes behind the scenes: the directory takes seconds to read."""

from __future__ import annotations

from django.db import transaction
from django.db.models import F, Q

from core.areas.directory import places_of
from core.areas.queries import centre_of, split_postcode
from core.pages.version import raise_version
from support.models import Location

AT_ONCE = 200
SECRET = Q(is_confidential=True) | Q(service__location_confidential=True)


def find_places() -> None:
    """Give every place whose postcode is new its grid reference, and take it from places that became confidential.

    A postcode that the directory lacks gets the middle of its first half, or none. Idle, it is two queries.
    """
    told = Location.objects.filter(SECRET).exclude(easting=None, placed_for="")
    kept = list(told.values_list("pk", flat=True)[:AT_ONCE])
    if kept:
        Location.objects.filter(pk__in=kept).update(easting=None, northing=None, placed_for="")
    waiting = list(Location.objects.exclude(SECRET).exclude(placed_for=F("postcode"))[:AT_ONCE])
    if waiting:
        _place(waiting)


def _place(waiting: list[Location]) -> None:
    codes = {place.pk: "".join(split_postcode(place.postcode)) for place in waiting}
    found = places_of(frozenset(codes.values()))
    with transaction.atomic():
        for place in waiting:
            point = found.get(codes[place.pk]) or centre_of(place.postcode) or (None, None)
            Location.objects.filter(pk=place.pk, postcode=place.postcode).update(
                easting=point[0], northing=point[1], placed_for=place.postcode
            )
        raise_version()
