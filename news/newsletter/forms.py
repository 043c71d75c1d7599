"""Forms of the public: asking for the newsletter, and choosing."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from core.areas.models import Area
from core.pages.models import Topic
from core.pages.reviews import uk_today
from news.newsletter import queries
from news.newsletter.addresses import LONGEST, normalise
from news.newsletter.models import Subscriber

LENGTHS = [("30", _("Pause for 30 days")), ("90", _("Pause for 90 days"))]
NOT_PAUSED = [("", _("No pause")), *LENGTHS]
PAUSED = [("", _("Keep the pause")), ("0", _("End the pause now")), *LENGTHS]


class WishesForm(forms.Form):
    """Which places, topics and language. None ticked means all of them."""

    areas = forms.MultipleChoiceField(
        label=_("Which places?"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("Tick none to hear about all of them.")
    )  # fmt: skip
    topics = forms.MultipleChoiceField(
        label=_("Which topics?"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("Tick none to hear about all of them.")
    )  # fmt: skip
    language = forms.ChoiceField(
        label=_("Language"), choices=settings.LANGUAGES, required=False, widget=forms.Select(attrs={"class": "input"})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known_areas, self.known_topics = queries.choices()
        self._choices("areas", self.known_areas)
        self._choices("topics", self.known_topics)
        self.fields["language"].initial = get_language()

    def _choices(self, name: str, things: list[Area] | list[Topic]) -> None:
        if len(things) < 2:
            del self.fields[name]
            return
        self.fields[name].choices = [(str(thing.pk), thing.name) for thing in things]  # type: ignore[attr-defined]

    def ids(self, name: str) -> list[int]:
        """The ids that were ticked of `areas` or `topics`."""
        return [int(each) for each in self.cleaned_data.get(name, [])]

    def language_chosen(self) -> str:
        """The language chosen, else that of the page."""
        return self.cleaned_data.get("language") or get_language() or settings.LANGUAGE_CODE


class SignUpForm(WishesForm):
    """The form of `/newsletter/`; the small form at the foot of other pages sends only the address."""

    email = forms.CharField(
        label=_("Your e-mail address"),
        max_length=2 * LONGEST,
        widget=forms.EmailInput(attrs={"class": "input", "autocomplete": "email", "inputmode": "email"}),
        error_messages={"required": _("Write your e-mail address."), "max_length": _("That is too long.")},
    )
    field_order = ["email", "areas", "topics", "language"]

    def clean_email(self) -> str:
        """The address as it is kept. Raises ValidationError."""
        return normalise(self.cleaned_data["email"])


class PreferencesForm(WishesForm):
    """What a subscriber wants from now on."""

    pause = forms.ChoiceField(label=_("Pause"), choices=NOT_PAUSED, required=False, widget=forms.RadioSelect)

    @classmethod
    def of(cls, person: Subscriber, data: Any = None) -> PreferencesForm:
        """The form with what `person` chose so far. Two queries."""
        initial = {
            "areas": [str(area.pk) for area in person.areas.all()],
            "topics": [str(topic.pk) for topic in person.topics.all()],
            "language": person.language,
            "pause": "",
        }
        form = cls(data, initial=initial)
        if person.is_paused(uk_today()):
            form.fields["pause"].choices = PAUSED  # type: ignore[attr-defined]
        return form

    def pause_days(self) -> int | None:
        """For how many days to pause; None to leave it as it is."""
        chosen = self.cleaned_data.get("pause", "")
        return int(chosen) if chosen else None

    def language_chosen(self) -> str:
        """The language chosen, else the one of before."""
        return self.cleaned_data.get("language") or self.initial["language"]
