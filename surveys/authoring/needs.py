"""The needs that help can be shown for, as the app that knows them lists them (`home` introduces the two)."""

from __future__ import annotations

from collections.abc import Callable, Iterable

_listers: list[Callable[[], Iterable[tuple[str, str]]]] = []


def register(lister: Callable[[], Iterable[tuple[str, str]]]) -> None:
    """Have `lister` give (last part of the address, words) of every need that has a page."""
    _listers.append(lister)


def needs() -> list[tuple[str, str]]:
    """All of them, in the order of their listers. Empty where nothing lists any."""
    return [one for lister in _listers for one in lister()]
