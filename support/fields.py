"""A small set of codes in one column: no join, no JSON operators, the same query on SQLite and PostgreSQL."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _


class CodesField(models.CharField):
    """A list of codes out of `choices` (a Choices class). Python sees list[str]; the column holds " a b ".

    Find rows that hold a code with `field__contains=code_in_column(code)`.
    """

    def __init__(self, *args: Any, codes: type[models.TextChoices] | None = None, **kwargs: Any) -> None:
        self.codes = codes
        kwargs.setdefault("max_length", 200)
        kwargs.setdefault("blank", True)
        kwargs.setdefault("default", list)
        super().__init__(*args, **kwargs)

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> list[str]:
        return (value or "").split()

    def to_python(self, value: Any) -> list[str]:
        if value is None:
            return []
        return value.split() if isinstance(value, str) else [str(code) for code in value]

    def get_prep_value(self, value: Any) -> str:
        codes = self.to_python(value)
        return f" {' '.join(codes)} " if codes else ""

    def value_to_string(self, obj: models.Model) -> str:
        return " ".join(self.to_python(self.value_from_object(obj)))

    def validate(self, value: Any, model_instance: models.Model | None) -> None:
        known = set(self.codes.values) if self.codes else set()
        if not self.blank and not value:
            raise ValidationError(_("Choose at least one."), code="blank")
        if unknown := [code for code in value if code not in known]:
            raise ValidationError(_("%(code)s is not one of the choices."), params={"code": unknown[0]})

    def run_validators(self, value: Any) -> None:
        super().run_validators(self.get_prep_value(value))

    def formfield(self, *_classes: Any, **kwargs: Any) -> forms.Field:
        """Tick boxes, one a code."""
        return forms.MultipleChoiceField(
            choices=self.codes.choices if self.codes else [],
            required=not self.blank,
            label=kwargs.get("label", self.verbose_name),
            help_text=kwargs.get("help_text", self.help_text),
            widget=forms.CheckboxSelectMultiple,
            initial=[],
        )


def code_in_column(code: str) -> str:
    """The text that a column holding `code` contains."""
    return f" {code} "
