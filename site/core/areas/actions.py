"""Writing a partnership from its file: names, areas and their postcodes. Running it again changes only what changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from core.areas import directory
from core.areas.models import Area, Outcode, Partnership, PartnershipChange, Postcode, PostcodeDistrict
from core.areas.partnership_file import AreaPlan, PartnershipPlan

# What is public about the body itself, and so may be kept as history.
HISTORY_OF = ("name", "short_name", "place", "controller", "domain", "brand")
BATCH = 2000  # rows in one transaction: some 50 ms on SQLite


@dataclass
class Found:
    """What the directory said: `codes` is postcode → area id; `outcodes` first half → its middle (metres);
    `without_area` counts rows that name no district."""

    codes: dict[str, int]
    districts: list[PostcodeDistrict]
    outcodes: dict[str, tuple[int, int]]
    without_area: int = 0


@dataclass(frozen=True)
class Loaded:
    """How many postcodes the areas have now, how many rows changed, and how many of the directory name no district."""

    postcodes: int
    changed: int
    without_area: int


@transaction.atomic
def write_partnership(plan: PartnershipPlan) -> list[PartnershipChange]:
    """Write names, contacts, brand and areas; areas left out are switched off, never deleted.

    Returns what changed about the body and its areas, kept as history. Fields that the file leaves out stay.
    """
    partnership = Partnership.load()
    changes = [
        PartnershipChange(field=field, before=str(before or ""), after=str(plan.values[field] or ""))
        for field in HISTORY_OF
        if field in plan.values and (before := getattr(partnership, field)) != plan.values[field]
    ]
    for field, value in plan.values.items():
        setattr(partnership, field, value)
    partnership.save()
    changes += _write_areas(plan.areas)
    PartnershipChange.objects.bulk_create(changes)
    return changes


def _write_areas(plans: tuple[AreaPlan, ...]) -> list[PartnershipChange]:
    """Make, rename and switch areas on and off. Names are freed first, so that two areas can swap theirs."""
    held = {area.slug: area for area in Area.objects.all()}
    before = {slug: (area.name, area.is_active) for slug, area in held.items()}
    renamed = [plan.slug for plan in plans if plan.slug in held and held[plan.slug].name != plan.name]
    for slug in renamed:
        Area.objects.filter(slug=slug).update(name=f"({slug})")
    for position, plan in enumerate(plans):
        area = held.get(plan.slug) or Area(slug=plan.slug)
        area.name, area.nation, area.position, area.is_active = plan.name, plan.nation, position, True
        area.ons_codes = list(plan.ons_codes)
        area.save()
    kept = {plan.slug for plan in plans}
    Area.objects.exclude(slug__in=kept).update(is_active=False)
    after = {plan.slug: plan.name for plan in plans}
    return [
        PartnershipChange(field=f"area:{slug}", before=name if active else "", after=after.get(slug, ""))
        for slug, (name, active) in before.items()
        if (name if active else "") != after.get(slug, "")
    ]


def load_postcodes(plan: PartnershipPlan, progress: Callable[[int, int], object]) -> Loaded:
    """Make the postcodes of the partnership those of its areas; `progress(done, of)` is called after each file.

    Reads the ONS directory only where an area has ONS codes. Writes in short transactions, and nothing where nothing
    changed; stopped half way, the next run ends the work.
    """
    areas = {area.slug: area.pk for area in Area.objects.all()}
    found = _from_directory(plan.areas, areas, progress)
    for area in plan.areas:
        for sector in area.sectors:
            found.codes[sector] = areas[area.slug]
            found.districts.append(PostcodeDistrict(outward=sector[:-1], area_id=areas[area.slug], postcodes=1))
    found.outcodes.update(plan.centres)
    changed = _save_postcodes(found.codes) + _save_districts(found.districts) + _save_outcodes(found.outcodes)
    return Loaded(len(found.codes), changed, found.without_area)


def _from_directory(
    plans: tuple[AreaPlan, ...], areas: dict[str, int], progress: Callable[[int, int], object]
) -> Found:
    area_of = {code: areas[plan.slug] for plan in plans for code in plan.ons_codes}
    found = Found({}, [], {})
    sums: dict[tuple[str, int], list[int]] = defaultdict(lambda: [0, 0, 0, 0])  # postcodes, placed, eastings, northings
    files = directory.files() if area_of else []
    for done, path in enumerate(files, start=1):
        read = directory.read(path, frozenset(area_of))
        found.without_area += read.without
        found.outcodes |= {code: (east // count, north // count) for code, (count, east, north) in read.sums.items()}
        for row in read.rows:
            area = area_of[row.ons_code]
            found.codes[row.code] = area
            total = sums[row.code[:-3], area]
            total[0] += 1
            if row.easting is not None and row.northing is not None:
                total[1], total[2], total[3] = total[1] + 1, total[2] + row.easting, total[3] + row.northing
        progress(done, len(files))
    found.districts = [_district(outward, area, *total) for (outward, area), total in sums.items()]
    return found


def _district(outward: str, area: int, postcodes: int, placed: int, eastings: int, northings: int) -> PostcodeDistrict:
    centre = (eastings // placed, northings // placed) if placed else (None, None)
    return PostcodeDistrict(outward=outward, area_id=area, postcodes=postcodes, easting=centre[0], northing=centre[1])


def _batches(things: list[Any]) -> Iterator[list[Any]]:
    return (things[start : start + BATCH] for start in range(0, len(things), BATCH))


def _save_postcodes(wanted: dict[str, int]) -> int:
    """Make the rows of Postcode equal to `wanted`. Returns how many rows were written or deleted."""
    held = dict(Postcode.objects.values_list("code", "area_id"))
    gone = [code for code in held if code not in wanted]
    new = [Postcode(code=code, area_id=area) for code, area in wanted.items() if held.get(code) != area]
    for codes in _batches(gone):
        with transaction.atomic():
            Postcode.objects.filter(code__in=codes).delete()
    for rows in _batches(new):
        with transaction.atomic():
            Postcode.objects.bulk_create(
                rows, update_conflicts=True, update_fields=["area"], unique_fields=["code"], batch_size=400
            )
    return len(gone) + len(new)


@transaction.atomic
def _save_districts(wanted: list[PostcodeDistrict]) -> int:
    """Make the rows of PostcodeDistrict equal to `wanted` (some hundreds). Returns how many changed."""
    fields = ["postcodes", "easting", "northing"]
    held = {(row.outward, row.area_id): row for row in PostcodeDistrict.objects.all()}
    keys = {(row.outward, row.area_id) for row in wanted}
    gone = [row.pk for key, row in held.items() if key not in keys]
    new = [
        row
        for row in wanted
        if (old := held.get((row.outward, row.area_id))) is None
        or any(getattr(old, field) != getattr(row, field) for field in fields)
    ]
    PostcodeDistrict.objects.filter(pk__in=gone).delete()
    PostcodeDistrict.objects.bulk_create(
        new, update_conflicts=True, update_fields=fields, unique_fields=["outward", "area"], batch_size=200
    )
    return len(gone) + len(new)


@transaction.atomic
def _save_outcodes(wanted: dict[str, tuple[int, int]]) -> int:
    """Make the rows of Outcode equal to `wanted` (some three thousand). Returns how many changed."""
    held = {code: (east, north) for code, east, north in Outcode.objects.values_list("code", "easting", "northing")}
    new = [Outcode(code=code, easting=at[0], northing=at[1]) for code, at in wanted.items() if held.get(code) != at]
    gone = [code for code in held if code not in wanted]
    for codes in _batches(gone):
        Outcode.objects.filter(code__in=codes).delete()
    fields = ["easting", "northing"]
    Outcode.objects.bulk_create(
        new, update_conflicts=True, update_fields=fields, unique_fields=["code"], batch_size=300
    )
    return len(gone) + len(new)
