"""Forms in which people write."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.discussion.models import LONGEST_TEXT, LONGEST_TITLE
from community.discussion.screens import Found, look, without_personal
from core.text import render

TEXT_HINT = gettext_lazy("Please leave out names, schools and addresses.")


class ComposerForm(forms.Form):
    """What somebody wants to say. `token` makes a form sent twice one post; `choice` is what they decided about
    personal data that was found: `mask` takes it out, `anyway` sends it as it is. `found` tells what was found."""

    token = forms.UUIDField(widget=forms.HiddenInput)
    text = forms.CharField(
        label=gettext_lazy("Your reply"),
        help_text=TEXT_HINT,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": gettext_lazy("Write something first.")},
    )
    official = forms.BooleanField(label=gettext_lazy("Post as the partnership team"), required=False)

    def __init__(self, *args: Any, may_be_official: bool = False, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {}).setdefault("token", uuid4())
        super().__init__(*args, **kwargs)
        self.found = Found("", ())
        if not may_be_official:
            del self.fields["official"]

    def clean_text(self) -> str:
        """The text, once it is sure that it can be shown."""
        text: str = self.cleaned_data["text"]
        try:
            render(text)
        except ValueError as problem:
            raise forms.ValidationError(str(problem)) from None
        return text

    def clean(self) -> dict[str, Any]:
        """Look for personal data, and take it out where the writer chose that."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        written = [name for name in ("title", "text") if name in cleaned]
        if self.data.get("choice") == "mask":
            for name in written:
                cleaned[name] = without_personal(cleaned[name])
        self.found = look("\n".join(cleaned[name] for name in written))
        return cleaned

    @property
    def ready(self) -> bool:
        """Whether this may be sent: valid, and the writer has decided about anything personal in it."""
        return self.is_valid() and (not self.found.personal or self.data.get("choice") in ("mask", "anyway"))

    @property
    def asks(self) -> list[str]:
        """The personal data to ask the writer about; empty where there is none or they have decided."""
        return self.found.personal if self.is_bound and self.is_valid() and not self.ready else []


class NewTalkForm(ComposerForm):
    """A title and the first post of a talk."""

    title = forms.CharField(
        label=gettext_lazy("What is your talk about?"),
        help_text=gettext_lazy("A few words, such as: More seats in the park."),
        max_length=LONGEST_TITLE,
        widget=forms.TextInput,
        error_messages={"required": gettext_lazy("Give your talk a few words as a title.")},
    )
    field_order = ("title", "text", "official")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].label = _("What do you want to say?")

    def clean_title(self) -> str:
        """The title on one line."""
        title = " ".join(self.cleaned_data["title"].split())
        try:
            return render(title).plain.strip() and title
        except ValueError as problem:
            raise forms.ValidationError(str(problem)) from None


class ChangeForm(ComposerForm):
    """A post that was sent back or still waits, to change and send again."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].label = _("Your post")


class ChangeTalkForm(NewTalkForm):
    """The same for the post that opens a talk, with its title."""
