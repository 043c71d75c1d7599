"""Where services come from: a file or an address."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from support.exchange.cells import Row
from support.exchange.csv_files import MOST_BYTES, BadFile, read_csv
from support.exchange.feeds import looks_like_json, read_services, row_from
from support.exchange.fetching import read_address


class SourceForm(forms.Form):
    """One file or one address; a valid form has read it into `rows`."""

    file = forms.FileField(
        label=gettext_lazy("File"),
        required=False,
        help_text=gettext_lazy("CSV, or Open Referral UK (JSON). At most 20 MB and 1,000 services."),
    )
    address = forms.CharField(
        label=gettext_lazy("Or an address"),
        required=False,
        max_length=500,
        help_text=gettext_lazy("Begins with https:// – a file, or where an Open Referral UK feed begins."),
    )
    rows: list[Row]
    is_feed = False

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        file, address = data.get("file"), data.get("address", "")
        if self.errors:
            return data
        if bool(file) == bool(address):
            raise forms.ValidationError(_("Choose a file or write an address: one of the two."))
        try:
            self.rows, self.is_feed = read_address(address) if address else _read_file(file)
        except BadFile as problem:
            self.add_error("address" if address else "file", str(problem))
        return data


def _read_file(file: Any) -> tuple[list[Row], bool]:
    if file.size > MOST_BYTES:
        raise BadFile("The file is larger than 20 MB. Split it into smaller ones.")
    body = file.read()
    if looks_like_json(body):
        return [row_from(one) for one in read_services(body)], True
    return read_csv(body), False
