"""The six brand tokens: whether colours may be used (form and contrast), and the stylesheet that sets them."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from pathlib import Path

from django.utils.translation import gettext as _

DEFAULTS = {
    "brand": "#6a1553",
    "deep": "#2b0f2c",
    "voice-a": "#ff8c69",
    "voice-b": "#ffca4f",
    "voice-c": "#52c8b4",
    "paper": "#fdf8f6",
}
# (one colour, the other, the least contrast between them), as docs and the identity ask.
RULES = [
    ("brand", "white", 7.0),
    ("brand", "voice-b", 4.5),
    ("deep", "white", 12.0),
    ("deep", "voice-a", 4.5),
    ("deep", "voice-b", 7.0),
    ("deep", "voice-c", 4.5),
    ("white", "paper", None),
]
MOST_PAPER_CONTRAST = 1.15  # paper must be near white
HOUSE_STYLES = Path(__file__).parent / "static" / "ui" / "css" / "sayso.css"
_HEX = re.compile(r"#[0-9a-f]{6}", re.IGNORECASE)


def _name(token: str) -> str:
    """Token names may be written with `_` or `-`; CSS has `-`."""
    return token.replace("_", "-").lstrip("-")


def _luminance(colour: str) -> float:
    """Relative luminance, 0 to 1, of `#rrggbb` (WCAG 2.2)."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast ratio, 1 to 21, of two colours written `#rrggbb`."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def problems(tokens: object) -> list[str]:
    """What stops `tokens` (name → `#rrggbb`, those left out keep the default) from being used; else empty."""
    if not isinstance(tokens, Mapping):
        return [_("Brand colours must be a list of names and colours.")]
    found, colours = [], {**DEFAULTS, "white": "#ffffff"}
    for token, colour in tokens.items():
        name = _name(str(token))
        if name not in DEFAULTS:
            found.append(_("“%(name)s” is not a brand colour.") % {"name": str(token)[:40]})
        elif not isinstance(colour, str) or not _HEX.fullmatch(colour):
            found.append(_("%(name)s must be a colour written like #6a1553.") % {"name": name})
        else:
            colours[name] = colour
    return found or _contrast_problems(colours)


def _contrast_problems(colours: Mapping[str, str]) -> list[str]:
    found = []
    for one, other, least in RULES:
        ratio = contrast(colours[one], colours[other])
        if least is None:
            if ratio > MOST_PAPER_CONTRAST:
                found.append(_("paper must be nearly white, so that words stay easy to read."))
        elif ratio < least:
            found.append(
                _("%(one)s on %(other)s has a contrast of %(ratio).1f to 1; it needs %(least).1f.")
                % {"one": one, "other": other, "ratio": ratio, "least": least}
            )
    return found


def stylesheet(tokens: Mapping[str, str]) -> str:
    """CSS that sets the tokens that differ from the default; empty when none does or when any may not be used."""
    if not tokens or problems(tokens):
        return ""
    changed = {_name(t): c.lower() for t, c in tokens.items() if DEFAULTS[_name(t)] != c.lower()}
    # Dark mode works its paper out of the other tokens, so a partnership's own paper is for light mode alone.
    paper = changed.pop("paper", "")
    body = "".join(f"--{name}:{colour};" for name, colour in sorted(changed.items()))
    css = f":root{{{body}}}" if body else ""
    css += f"@media (prefers-color-scheme:light){{:root{{--paper:{paper}}}}}" if paper else ""
    return f"@layer tokens{{{css}}}" if css else ""


def whole(tokens: Mapping[str, str]) -> str:
    """The house's stylesheet with the partnership's own tokens after it, so that a page asks for one; empty when no
    token differs."""
    css = stylesheet(tokens)
    return HOUSE_STYLES.read_text(encoding="utf-8") + css if css else ""


def version(tokens: Mapping[str, str]) -> str:
    """A short mark of `whole(tokens)` for its address; empty when there is none."""
    css = whole(tokens)
    return hashlib.sha256(css.encode()).hexdigest()[:12] if css else ""
