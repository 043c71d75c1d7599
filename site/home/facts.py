"""Values that the pages of a public body quote. They come from the partnership's file or settings, never from here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.areas.models import Partnership

# Fields of Partnership first, then keys of its `facts`.
_FIELDS: dict[str, str | Promise] = {
    "name": _("Name"),
    "controller": _("Data controller"),
    "contact_email": _("E-mail"),
    "contact_phone": _("Telephone"),
    "contact_address": _("Address"),
    "safeguarding_email": _("E-mail for worries about someone’s safety"),
    "accountable_person": _("Who answers for this site"),
}
_FACTS: dict[str, str | Promise] = {
    "funder": _("Who pays for it"),
    "funding": _("How much it costs"),
    "partners": _("Partners"),
    "data_protection_officer": _("Data protection officer"),
    "ico_registration": _("Registration with the Information Commissioner"),
    "hosting": _("Where the site is hosted"),
    "retention": _("How long we keep things"),
    "reply_time": _("How soon we answer"),
    "complaints_email": _("E-mail for complaints"),
    "press_email": _("E-mail for the press"),
    "ombudsman": _("If you are still not happy"),
    "accessibility_contact": _("To ask for another format"),
    "accessibility_tested_on": _("Last tested for accessibility"),
    "accessibility_status": _("How accessible it is"),
    "moderation_hours": _("When posts are read"),
    "safeguarding_lead": _("Safeguarding lead (a role)"),
}
LABELS: dict[str, str | Promise] = {**_FIELDS, **_FACTS}


def choices() -> list[tuple[str, str | Promise]]:
    """Every value that a page can quote, for the editor. A function, so that migrations do not list them."""
    return list(LABELS.items())


@dataclass(frozen=True)
class Fact:
    """One value as a page shows it; an empty `value` is a gap."""

    key: str
    label: str
    value: str

    @property
    def is_email(self) -> bool:
        """Whether the value is an e-mail address to link."""
        return "@" in self.value and " " not in self.value


def value_of(partnership: Partnership, key: str) -> str:
    """The value `key` of `partnership`, or an empty string where nobody gave one."""
    value: Any = getattr(partnership, key) if key in _FIELDS else (partnership.facts or {}).get(key)
    return "" if value is None else str(value).strip()


def facts(partnership: Partnership, rows: list[dict[str, str]]) -> list[Fact]:
    """`rows` (`key`, and `label` where it has its own) with their values. Unknown keys are left out."""
    return [
        Fact(row["key"], row.get("label") or str(LABELS[row["key"]]), value_of(partnership, row["key"]))
        for row in rows
        if row.get("key") in LABELS
    ]


def gaps(partnership: Partnership) -> list[str]:
    """The names of the values that nobody gave yet, for staff."""
    return [str(label) for key, label in LABELS.items() if not value_of(partnership, key)]
