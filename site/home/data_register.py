"""The register of personal data, made from what each model declares about itself."""

from __future__ import annotations

from dataclasses import dataclass

from django.apps import apps

from home.data_names import name_of


@dataclass(frozen=True)
class Row:
    """One kind of thing that we hold: what for, how long, and how it goes."""

    name: str
    purpose: str
    retention: str
    erasure: str


def rows() -> list[Row]:
    """A row for every model of ours that declares `personal_data`, by name."""
    declared = [
        (name_of(model), data) for model in apps.get_models() if (data := getattr(model, "personal_data", None))
    ]
    return sorted(
        (Row(name, str(data.purpose), str(data.retention), str(data.erasure)) for name, data in declared),
        key=lambda row: row.name,
    )
