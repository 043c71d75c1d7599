"""Editing the partnership in /cms/: lines of help as lines of text, and an exit address that can be trusted."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList, TabbedInterface

from core.ui import brand
from home.facts import LABELS

PLACES = frozenset({"strip", "footer"})


class LinesField(forms.CharField):
    """Help lines, one a line: `words | number as shown | link | strip, footer`. Cleans to the model's list."""

    widget = forms.Textarea(attrs={"rows": 8})

    def prepare_value(self, value: Any) -> str:
        """The stored list as lines of text; what was typed stays as it is."""
        if isinstance(value, str):
            return value
        return "\n".join(
            " | ".join([str(line.get("label", "")), line.get("display", ""), line.get("href", ""),
                        ", ".join(line.get("where", []))])
            for line in value or []
        )  # fmt: skip

    def clean(self, value: Any) -> list[dict[str, Any]]:
        """The lines as a list. Raises ValidationError that names the line."""
        rows = enumerate((super().clean(value) or "").splitlines(), 1)
        return [self._line(number, row) for number, row in rows if row.strip()]

    @staticmethod
    def _line(number: int, row: str) -> dict[str, Any]:
        parts = [part.strip() for part in row.split("|")]
        if len(parts) != 4:
            raise ValidationError(_("Line %(n)s needs four parts with | between them.") % {"n": number})
        label, display, href, where = parts
        places = [place.strip() for place in where.split(",") if place.strip()]
        if not label or not display:
            raise ValidationError(_("Line %(n)s needs words and a number.") % {"n": number})
        if not href.startswith(("tel:", "sms:")):
            raise ValidationError(_("Line %(n)s: the link starts with tel: or sms:") % {"n": number})
        if not places or set(places) - PLACES:
            raise ValidationError(_("Line %(n)s: say strip, footer or both.") % {"n": number})
        return {"label": label, "display": display, "href": href, "where": places}


class FactsField(forms.CharField):
    """Facts that pages quote, one a line: `key: value`. Cleans to the model's dict."""

    widget = forms.Textarea(attrs={"rows": 10})

    def prepare_value(self, value: Any) -> str:
        """The stored facts as lines of text; what was typed stays as it is."""
        return value if isinstance(value, str) else "\n".join(f"{key}: {words}" for key, words in (value or {}).items())

    def clean(self, value: Any) -> dict[str, str]:
        """The lines as a dict. Raises ValidationError that names the line."""
        facts: dict[str, str] = {}
        for number, row in enumerate((super().clean(value) or "").splitlines(), 1):
            key, colon, words = row.partition(":")
            if not row.strip():
                continue
            if not colon or not key.strip().isidentifier():
                raise ValidationError(_("Line %(n)s needs a key, a colon and the value.") % {"n": number})
            facts[key.strip()] = words.strip()
        return facts


class PartnershipForm(WagtailAdminModelForm):
    """The partnership's own form."""

    helplines = LinesField(
        required=False,
        label=gettext_lazy("Help lines"),
        help_text=gettext_lazy("One a line: words | number as shown | tel:… or sms:… | strip, footer"),
    )
    facts = FactsField(required=False, label=gettext_lazy("Facts that pages quote"))
    brand = forms.JSONField(
        required=False, label=gettext_lazy("Brand colours"), widget=forms.Textarea(attrs={"rows": 4})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["facts"].help_text = _("One a line, key: value. Keys that pages use: %(keys)s.") % {
            "keys": ", ".join(LABELS)
        }

    def clean_exit_address(self) -> str:
        """A https address elsewhere, so that leaving really leaves. Raises ValidationError."""
        address: str = self.cleaned_data["exit_address"]
        parts = urlsplit(address)
        host = (parts.hostname or "").casefold()
        ours = {name.strip("[].").casefold() for name in [*settings.ALLOWED_HOSTS, self.instance.domain] if name}
        if parts.scheme != "https":
            raise ValidationError(_("Start it with https:// so that nobody on the way can change the page."))
        if parts.username or parts.password or "." not in host:
            raise ValidationError(_("Write the plain address of a well-known web site."))
        if any(host == own or host.endswith("." + own) for own in ours):
            raise ValidationError(_("This is our own site. People who leave must land somewhere else."))
        return address

    def clean_brand(self) -> dict[str, str]:
        """Colours that stay readable. Raises ValidationError with each problem."""
        tokens = self.cleaned_data["brand"] or {}
        if found := brand.problems(tokens):
            raise ValidationError(found)
        return json.loads(json.dumps(tokens))


def edit_handler() -> Any:
    """The panels of the partnership's settings."""
    names = ["name", "short_name", "place", "strapline", "controller", "accountable_person", "domain"]
    contacts = ["contact_email", "contact_phone", "contact_address", "safeguarding_email"]
    return TabbedInterface(
        [
            ObjectList([FieldPanel(name) for name in names], heading=gettext_lazy("Who we are")),
            ObjectList([FieldPanel(name) for name in contacts], heading=gettext_lazy("Contacts")),
            ObjectList(
                [
                    MultiFieldPanel(
                        [FieldPanel("exit_address"), FieldPanel("helplines")], heading=gettext_lazy("Safety")
                    )
                ],
                heading=gettext_lazy("Leaving and help lines"),
            ),
            ObjectList([FieldPanel("facts"), FieldPanel("brand")], heading=gettext_lazy("Facts and colours")),
        ],
        base_form_class=PartnershipForm,
    )
