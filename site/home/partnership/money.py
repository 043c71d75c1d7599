"""Amounts of money: stored as whole pence, written and shown as pounds."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

MOST_PENCE = 10**13
NO_AMOUNT = "no amount"
_POUNDS = re.compile(r"£?(\d{1,3}(?:,\d{3})+|\d{1,12})(?:\.(\d{1,2}))?", re.ASCII)


def pence_of(text: str) -> int:
    """Pence of an amount in pounds as people write it: “12500”, “£12,500” or “12,500.50”. Raises ValueError."""
    match = _POUNDS.fullmatch(re.sub(r"\s", "", text))
    if match is None:
        raise ValueError(NO_AMOUNT)
    pence = int(match[1].replace(",", "")) * 100 + int((match[2] or "").ljust(2, "0"))
    if pence > MOST_PENCE:
        raise ValueError(NO_AMOUNT)
    return pence


def pounds(pence: int | None) -> str:
    """`pence` as readers see it: “£12,500”, or “£12,500.50” where there are pence; "" for None."""
    if pence is None:
        return ""
    whole, rest = divmod(pence, 100)
    return f"£{whole:,}.{rest:02}" if rest else f"£{whole:,}"


class PoundsFormField(forms.Field):
    """A box for pounds that gives whole pence."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "dir": "ltr", "maxlength": 30})

    def __init__(self, **kwargs: Any) -> None:
        for unknown in ("min_value", "max_value"):
            kwargs.pop(unknown, None)
        super().__init__(**kwargs)

    def prepare_value(self, value: Any) -> Any:
        """Stored pence as pounds; what was typed stays as it was typed."""
        return pounds(value) if isinstance(value, int) else value

    def to_python(self, value: Any) -> Any:
        """Pence, or None where nothing is written. Raises ValidationError."""
        text = "" if value is None else str(value).strip()
        if not text:
            return None
        try:
            return pence_of(text[:100])
        except ValueError:
            raise ValidationError(_("Write an amount in pounds, such as £12,500 or 12500.50.")) from None

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether the amount differs, however it is written."""
        try:
            return bool(self.to_python(data) != initial)
        except ValidationError:
            return True


class PenceField(models.BigIntegerField[Any, Any]):
    """Whole pence, from nothing to a hundred billion pounds; empty where nobody said."""

    description = gettext_lazy("An amount of money in pence")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("null", True)
        kwargs.setdefault("blank", True)
        kwargs.setdefault("validators", [MinValueValidator(0), MaxValueValidator(MOST_PENCE)])
        super().__init__(*args, **kwargs)

    def formfield(self, **kwargs: Any) -> Any:  # type: ignore[override]
        """A box for pounds."""
        return super(models.BigIntegerField, self).formfield(**{"form_class": PoundsFormField, **kwargs})


def share(value: Decimal, most: Decimal) -> int:
    """`value` as whole per cent of `most`, from 0 to 100; for the width of a bar."""
    return max(0, min(100, round(100 * value / most))) if most > 0 else 0
