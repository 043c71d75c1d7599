"""Forms of the desk, and the one with which anybody says that something is wrong."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from community.moderation.enums import FlagReason, Outcome
from community.moderation.reasons import REASONS


class FlagForm(forms.Form):
    """What is wrong with a post."""

    why = forms.ChoiceField(
        label=_("What is wrong with this post?"),
        choices=FlagReason.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Pick what is wrong with the post.")},
    )
    note = forms.CharField(
        label=_("Anything else that we should know?"),
        help_text=_("You do not have to write anything. Please leave out your own name."),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"class": "small", "rows": 3}),
    )

    def clean_note(self) -> str:
        """The note, without characters that no database takes."""
        note: str = self.cleaned_data["note"]
        return note.encode("utf-8", "replace").decode()


class DecisionForm(forms.Form):
    """What a moderator decides, about which version of the case and of the text."""

    version = forms.IntegerField(min_value=1, max_value=2**31 - 1, widget=forms.HiddenInput)
    revision = forms.IntegerField(min_value=1, max_value=2**31 - 1, widget=forms.HiddenInput)
    reason = forms.ChoiceField(
        label=_("What is the main reason?"),
        choices=[(code, reason.label) for code, reason in REASONS.items()],
        widget=forms.RadioSelect,
        required=False,
    )
    note_to_writer = forms.CharField(
        label=_("Message to the writer"),
        help_text=_("Leave it empty to send our usual words for the reason that you pick."),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"class": "small", "rows": 4}),
    )
    outcome = forms.ChoiceField(choices=Outcome.choices, error_messages={"required": _("Press one of the buttons.")})

    def clean(self) -> dict[str, Any]:
        """Sending back and taking down need a reason; the message starts from its words."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if "outcome" in cleaned:
            cleaned["outcome"] = Outcome(cleaned["outcome"])
        outcome, reason = cleaned.get("outcome"), cleaned.get("reason", "")
        if outcome in (Outcome.RETURNED, Outcome.REMOVED) and not reason:
            self.add_error("reason", _("Pick the main reason, so that the writer knows why."))
        if outcome == Outcome.ESCALATED:
            cleaned["reason"] = "safety"
        if outcome == Outcome.SHOWN:
            cleaned["reason"] = ""
        elif not cleaned.get("note_to_writer") and cleaned.get("reason") in REASONS:
            cleaned["note_to_writer"] = str(REASONS[cleaned["reason"]].to_writer)
        return cleaned
