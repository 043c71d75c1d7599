"""QR codes for what is printed and shown on a screen."""

from __future__ import annotations

import segno
from django.utils.safestring import SafeString, mark_safe


def qr_code(address: str, *, error: str = "m", scale: int = 4, sized: bool = True) -> SafeString:
    """An SVG of a QR code that opens `address`: black on white with the quiet edge that scanners need, no styles.

    `error`: how much of it may be lost ("m" a seventh, "q" a quarter: for posters). `scale`: pixels for each dot.
    `sized`: False leaves its size to the page.
    """
    made = segno.make(address, error=error, micro=False)
    return mark_safe(made.svg_inline(scale=scale, border=4, light="#fff", omitsize=not sized))
