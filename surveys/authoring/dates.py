"""The editor's form of a survey: its times are read as those of every other form are."""

from __future__ import annotations

from typing import Any

from django import forms
from wagtail.admin.forms.models import WagtailAdminModelForm

from core.pages.moments import UKMoment


class SurveyForm(WagtailAdminModelForm):
    """Wagtail's own, with times as UK clocks show them: of an hour that they repeat the first, within the years that
    pages know."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, old in self.fields.items():
            if isinstance(old, forms.DateTimeField):
                self.fields[name] = UKMoment(
                    required=old.required,
                    label=old.label,
                    help_text=old.help_text,
                    widget=old.widget,
                    disabled=old.disabled,
                )
