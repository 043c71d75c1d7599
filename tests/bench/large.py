"""A large directory: 10,000 services and 45,000 postcodes, asked for over HTTP and nothing else."""

from __future__ import annotations

import datetime
import http.client
import json
from pathlib import Path
from string import ascii_uppercase

SERVICES, POSTCODES = 10_000, 45_000
VOCABULARY = 8_000
FILTERS = "?area=tarn-moor&need={need}&age=16-17&channel=call&language=en"
# The same work at 10 and at 10,000 (DESIGN §5), with room for a noisy machine.
FLAT = 1.5
API = "/api/oruk/services"


def fill() -> str:
    """Write the services and postcodes into the scratch database of this run; the slug of one of their needs."""
    from django.utils import timezone

    from core.areas.models import Area, Postcode, PostcodeDistrict
    from core.pages.cache import raise_version
    from support.models import ContactPoint, HoursRule, Need, Organisation, Service

    areas, needs = list(Area.objects.all()), list(Need.objects.all())
    body = Organisation.objects.create(name="Bench")
    day, now = timezone.localdate(), timezone.now()
    made = Service.objects.bulk_create(
        [
            Service(
                organisation=body, name=f"Service {number:05}", slug=f"bench-{number}", summary="Somebody to talk to.",
                who_is_told="Nobody.", review_owner="bench", last_checked=day, live=True, first_published_at=now,
                review_by=day + datetime.timedelta(days=300), age_min=number % 20, age_max=20 + number % 60,
                languages=["en"],
            )
            for number in range(SERVICES)
        ],
        batch_size=500,
    )  # fmt: skip
    pairs = list(enumerate(made))
    for field, others in (("areas", areas), ("needs", needs)):
        through = Service._meta.get_field(field).remote_field.through
        other = {"areas": "area_id", "needs": "need_id"}[field]
        rows = [through(**{"service_id": one.pk, other: others[number % len(others)].pk}) for number, one in pairs]
        through.objects.bulk_create(rows, batch_size=500)
    ContactPoint.objects.bulk_create(
        [ContactPoint(service=one, channel="call", value=f"01632 {960000 + number % 1000}") for number, one in pairs],
        batch_size=500,
    )
    HoursRule.objects.bulk_create(
        [HoursRule(service=one, day=0, last_day=6, kind="all_day") for one in made], batch_size=500
    )
    Postcode.objects.bulk_create(
        [Postcode(code=_postcode(number), area=areas[number % len(areas)]) for number in range(POSTCODES)],
        batch_size=500,
    )
    PostcodeDistrict.objects.bulk_create(
        [PostcodeDistrict(outward="ZY1", area=area, postcodes=POSTCODES // len(areas)) for area in areas]
    )
    _index([one.pk for one in made])
    raise_version()
    return str(needs[0].slug)


def _index(pks: list[int]) -> None:
    """Write the words of the services, past the models: two that all share and ten of VOCABULARY of their own."""
    from core.search.models import IndexedWord, KnownWord
    from core.search.stems import stem

    stems = {word: stem(word) for word in ["somebody", "talk", *map(_word, range(VOCABULARY))]}
    words = list(stems)
    KnownWord.objects.bulk_create(
        [KnownWord(word=word, stem=found) for word, found in stems.items()], batch_size=500, ignore_conflicts=True
    )
    rows = []
    for number, pk in enumerate(pks):
        held = ["somebody", "talk", *(words[2 + (number * 13 + further * 977) % VOCABULARY] for further in range(10))]
        weights = {stems[word]: (4, 4, 8, 1)[min(place, 3)] for place, word in enumerate(held)}
        rows += [IndexedWord(kind="service", object_id=pk, stem=each, weight=weights[each]) for each in weights]
    IndexedWord.objects.bulk_create(rows, batch_size=500)


def _word(number: int) -> str:
    """A made-up word of seven or nine letters for each number below VOCABULARY, each another."""
    letters = []
    for place in range(3 + number % 2):
        number, consonant = divmod(number + 7 * place, 16)
        letters += ["bcdfghklmnprstvw"[consonant], "aeiou"[(number + consonant) % 5]]
    return "".join([*letters, "nrstl"[number % 5]])


def _postcode(number: int) -> str:
    """The made-up postcode `number`, such as ZY14BC: 5,000 to each first half."""
    half, place = divmod(number, 5000)
    sector, letters = divmod(place, 26 * 26)
    return f"ZY{half}{sector}{ascii_uppercase[letters // 26]}{ascii_uppercase[letters % 26]}"


def lines(folder: Path, hello_us: float, most: float, seconds: float) -> list[tuple[str, str, bool]]:
    """The finder with and without filters, and the first and the last page of the API, as CPU per request."""
    from tests.bench import typed
    from tests.bench.load import cost, granian

    fresh = {"Accept-Encoding": "br", "Cookie": "not=kept"}
    filters = FILTERS.format(need=fill())
    found = []
    with granian("config.wsgi:application", {"SAYSO_DATA": str(folder)}) as (pid, port):
        for name, path in (
            ("no filter", "/support/"),
            ("filtered", f"/support/{filters}"),
            ("near a postcode", "/support/?near=ZY1&area=tarn-moor"),
        ):
            took = cost(pid, port, path, headers=fresh, seconds=seconds)
            ratio = took.cpu_us / hello_us
            said = f"{took.cpu_us / 1000:.2f} ms, {ratio:.1f} × hello"
            found.append((f"finder of {SERVICES:,}, {name}", said, ratio <= most))
        found += typed.lines(pid, port, hello_us, most, seconds, f", {SERVICES:,} services")
        last = _last_page(port)
        if last is None:
            return [*found, (f"API of {SERVICES:,}", f"skipped: {API} answers 404, it is not there yet", True)]
        first = cost(pid, port, f"{API}?page=1", headers=fresh, seconds=seconds)
        deep = cost(pid, port, f"{API}?page={last}", headers=fresh, seconds=seconds)
        times = deep.cpu_us / first.cpu_us
        said = f"{first.cpu_us / 1000:.2f} ms, page {last}: {deep.cpu_us / 1000:.2f} ms, {times:.2f} ×"
        return [*found, (f"API of {SERVICES:,}, page 1 and the last", said, times <= FLAT)]


def _last_page(port: int) -> int | None:
    """The number of the last page of the API; None where there is no API."""
    client = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    client.request("GET", f"{API}?page=1", headers={"Host": "localhost"})
    answer = client.getresponse()
    body = answer.read()
    client.close()
    return int(json.loads(body)["total_pages"]) if answer.status == 200 else None
