"""The editor's form of every page: the gate, times in the UK, and dates that have passed."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from core.pages.gate import GatedPageForm
from core.pages.moments import UKMoment, said

MOMENTS = ("go_live_at", "expire_at", "embargo_until")


def _shown_alike(one: datetime, other: datetime) -> bool:
    """Whether both look the same in a form, which shows no seconds."""
    return one.replace(second=0, microsecond=0) == other.replace(second=0, microsecond=0)


class PageForm(GatedPageForm):
    """As the gate says; and a time that has passed never stands in the way of the next change."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in MOMENTS:
            if name in self.fields:
                if (stands := self.initial.get(name)) and stands <= timezone.now():
                    self.initial[name] = None
                old = self.fields[name]
                self.fields[name] = UKMoment(
                    required=False, label=old.label, help_text=old.help_text, widget=old.widget, disabled=old.disabled
                )

    def clean(self) -> dict[str, Any]:
        """Drop times that stood there already and have passed (Wagtail keeps them, and then refuses to save); refuse a
        page that would be public under embargo."""
        now = timezone.now()
        for name in MOMENTS:
            stands, moment = getattr(self.instance, name, None), self.cleaned_data.get(name)
            if moment and stands and _shown_alike(moment, stands):
                # What stands there may have seconds, which no form shows.
                self.cleaned_data[name] = stands if stands > now else None
            elif moment and moment <= now and name == "embargo_until":
                self.cleaned_data[name] = None
        cleaned: dict[str, Any] = super().clean()
        embargo, begins, ends = (cleaned.get(name) for name in ("embargo_until", "go_live_at", "expire_at"))
        if embargo and begins and begins < embargo:
            words = _("The embargo ends on %(moment)s. Choose that time or later, or leave this empty.")
            self.add_error("go_live_at", ValidationError(words % {"moment": said(embargo)}))
        if embargo and ends and ends <= embargo:
            self.add_error("expire_at", ValidationError(_("This is before the embargo ends, so nobody would read it.")))
        return cleaned
