"""Writing to the audit."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from core.audit import registry
from core.audit.models import AuditEntry

if TYPE_CHECKING:
    from uuid import UUID

# Ids, codes, slugs, addresses of pages and times; no space and no @, so no sentence and no e-mail address fits.
_CODE = re.compile(r"[\w.:,/+-]{0,120}", re.ASCII)


def record(action: str, *, actor: UUID | None = None, target: str = "", **facts: str | int | bool | None) -> None:
    """Insert one AuditEntry in the caller's transaction.

    `action`: a registered code. `actor`: a person's opaque id, None for the system. `target`: kind and id, such as
    `post:12`. `facts`: ids, codes and numbers only. Raises KeyError for an unregistered action, ValueError when
    `target` or a fact holds words.
    """
    registry.wording_of(action)
    for name, fact in {"target": target, **facts}.items():
        if not isinstance(fact, str | int | None) or (isinstance(fact, str) and not _CODE.fullmatch(fact)):
            raise ValueError(f"The audit holds ids and codes only; {name} of {action} is something else.")
    AuditEntry.objects.create(action=action, actor=actor, target=target, facts=facts)
