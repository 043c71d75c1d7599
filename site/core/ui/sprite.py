"""The inline sprite: which drawings a piece of HTML refers to, and the `<symbol>`s for exactly those."""

from __future__ import annotations

import re
from functools import lru_cache

from core.ui.symbols import ART, ICONS, SAY

_REFERENCE = re.compile(r'<use href="#(i-[a-z]+|art-[a-z]+|say)"')


def _symbol(name: str) -> str:
    """The `<symbol>` called `name` (`i-phone`, `art-path`, `say`), or nothing when there is no such drawing."""
    if name == "say":
        return f'<symbol id="say" viewBox="0 0 100 100">{SAY}</symbol>'
    kind, _, rest = name.partition("-")
    if kind == "i" and rest in ICONS:
        return f'<symbol id="{name}" viewBox="0 0 24 24">{ICONS[rest]}</symbol>'
    if kind == "art" and rest in ART:
        return f'<symbol id="{name}" viewBox="0 0 320 180" preserveAspectRatio="xMidYMid slice">{ART[rest]}</symbol>'
    return ""


@lru_cache(maxsize=256)
def _sprite_of(names: frozenset[str]) -> str:
    if any(name.startswith("art-") for name in names):
        names |= {"say"}
    symbols = "".join(_symbol(name) for name in sorted(names))
    return f'<svg width="0" height="0" hidden>{symbols}</svg>' if symbols else ""


def sprite_for(html: str) -> str:
    """One hidden `<svg>` holding the symbols that `html` refers to and no others; empty when it refers to none."""
    return _sprite_of(frozenset(_REFERENCE.findall(html)))
