"""Plain words for the mistakes that Django reports without naming the field."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BoundField
from django.utils.translation import gettext as _

_CHOSEN = (forms.ChoiceField, forms.ModelChoiceField)


def _has_own_words(field: forms.Field, code: str) -> bool:
    """Whether the form's author wrote an error message for `code`."""
    ours = field.error_messages.get(code)
    if ours is None:
        return False
    standard = [getattr(kind, "default_error_messages", {}).get(code) for kind in type(field).__mro__]
    return all(ours is not words for words in standard)


def plain_error(bound: BoundField, error: ValidationError) -> str:
    """`error` of the field `bound`: the form's own words where it has any, else ours with the field's label."""
    field, code, label = bound.field, error.code or "", bound.label
    if not _has_own_words(field, code):
        if code == "required" and isinstance(field, forms.BooleanField):
            return _("Please tick: %(label)s") % {"label": label}
        if code in ("required", "invalid_choice", "invalid_list") and isinstance(field, _CHOSEN):
            return _("Please choose: %(label)s") % {"label": label}
        if code == "required":
            return _("Please fill in: %(label)s") % {"label": label}
        if code == "max_length" and error.params:
            return _("%(label)s: at most %(limit)s characters. You have %(count)s.") % {
                "label": label,
                "limit": error.params.get("limit_value", error.params.get("max")),
                "count": error.params.get("show_value", error.params.get("length")),
            }
    return " ".join(error.messages)
