"""Words of the interface, looked up once. Django asks a chain of catalogues again for each phrase of each page: some 65
calls a phrase, and a page says a hundred of them."""

from __future__ import annotations

from typing import Any

from django.utils.translation.trans_real import DjangoTranslation

MOST = 8000  # phrases of one language; ours are some 3,000, and words of no catalogue pass through too


def remember_phrases() -> None:
    """Make every catalogue remember what it answered. For `apps.ready()`; a second call does nothing.

    Catalogues never change while a process runs: they are read from `.mo` files once.
    """
    look_up = DjangoTranslation.gettext
    if hasattr(look_up, "remembers"):
        return

    def gettext(self: Any, message: str) -> str:
        known: dict[str, str] = self.__dict__.setdefault("known_phrases", {})
        found = known.get(message)
        if found is None:
            if len(known) >= MOST:
                known.clear()
            found = known[message] = look_up(self, message)
        return found

    gettext.remembers = True  # type: ignore[attr-defined]
    DjangoTranslation.gettext = gettext  # type: ignore[method-assign]
