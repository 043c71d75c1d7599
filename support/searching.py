"""Which words of services, needs, organisations and areas search knows. Never a place: it may be a secret one."""

from __future__ import annotations

from collections.abc import Iterator

from core.areas.models import Area
from core.search.enums import Weight
from core.search.index import Part, Searchable, searchable
from support.models import Need, Organisation, Service

SERVICE, NEED, ORGANISATION, AREA = "service", "need", "organisation", "area"


def follow() -> None:
    """Keep their words in the index, each under its own name: a renamed need is found with its services at once."""
    searchable(
        Service,
        Searchable(
            lambda service: SERVICE,
            _service,
            lambda service: service.live,
            frozenset({"live", "name", "summary", "description", "eligibility"}),
        ),
    )
    searchable(
        Need,
        Searchable(
            lambda need: NEED,
            _need,
            lambda need: need.live,
            frozenset({"live", "name", "translations", "summary", "what_this_is", "what_you_can_do"}),
        ),
    )
    for model, kind in ((Organisation, ORGANISATION), (Area, AREA)):
        named = Searchable(lambda row, kind=kind: kind, _named, lambda row: True, frozenset({"name"}))  # type: ignore[misc]
        searchable(model, named)


def _service(service: Service) -> Iterator[Part]:
    yield Part(Weight.TITLE, service.name)
    yield Part(Weight.SUMMARY, service.summary)
    yield Part(Weight.TEXT, f"{service.description} {service.eligibility}")


def _need(need: Need) -> Iterator[Part]:
    yield Part(Weight.TITLE, need.name)
    for language, name in need.translations.items():
        yield Part(Weight.TITLE, name, language)
    yield Part(Weight.SUMMARY, need.summary)
    yield Part(Weight.TEXT, f"{need.what_this_is} {need.what_you_can_do}")


def _named(row: Organisation | Area) -> Iterator[Part]:
    yield Part(Weight.TITLE, row.name)
