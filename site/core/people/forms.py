"""Joining, My account, recovery and leaving."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.core import ratelimit
from django import forms
from django.contrib.auth.password_validation import validate_password
from django.db import IntegrityError
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from core.areas.models import Area
from core.people import actions, names, recovery
from core.people.allauth_forms import PASSWORD_HINT
from core.people.enums import AgeBand
from core.people.models import User
from core.people.queries import by_name

UNDER_13 = "under-13"
NAME_HINT = _("Make one up. Please do not use your real name.")
TAKEN = _("Somebody has that name, or one that looks the same. Please pick another one.")


def _name_field(hint: Any = NAME_HINT) -> forms.CharField:
    return forms.CharField(
        label=_("Name people see"),
        help_text=hint,
        max_length=names.LONGEST,
        widget=forms.TextInput(attrs={"autocomplete": "username", "spellcheck": "false"}),
        error_messages={"required": _("Make up a name for people to see.")},
    )


def _area_field() -> forms.ModelChoiceField:
    return forms.ModelChoiceField(
        label=_("Your area, if you want to say"),
        queryset=Area.objects.filter(is_active=True),
        required=False,
        empty_label=_("I would rather not say"),
        to_field_name="slug",
        error_messages={"invalid_choice": _("Pick an area from the list.")},
    )


def _new_password(label: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        strip=False,
        max_length=200,
        help_text=PASSWORD_HINT,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": _("Make up a password.")},
    )


class NamedForm(forms.Form):
    """A form with a name that others will see; `besides` is whose own name it may stay."""

    name = _name_field()
    besides: User | None = None

    def clean_name(self) -> str:
        name = names.tidy(self.cleaned_data["name"])
        mine = self.besides is not None and names.fold(name) == self.besides.username
        if not mine and (problem := names.problem(name)):
            raise forms.ValidationError(problem)
        return name


class JoinForm(NamedForm):
    """One page to join. Under 13 is asked for like any other age group, and ends the joining."""

    age_group = forms.ChoiceField(
        label=_("Your age group"),
        help_text=_("It helps us hear from everyone. Other people do not see it."),
        choices=[(UNDER_13, _("Under 13")), *AgeBand.choices],
        widget=forms.RadioSelect,
        error_messages={"required": _("Pick your age group."), "invalid_choice": _("Pick your age group.")},
    )
    password = _new_password(_("Make up a password"))
    email = forms.EmailField(
        label=_("Your email, if you want to give one"),
        help_text=_("We use it to let you in again if you forget your password. Other people do not see it."),
        required=False,
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"invalid": _("Check your email. It should look like name@example.org.")},
    )
    area = _area_field()
    rules = forms.BooleanField(
        label=_("I will follow the house rules"),
        error_messages={"required": _("Tick the box if you will follow the house rules.")},
    )
    same_again: User | None = None

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        self.fields["area"].queryset = Area.objects.filter(is_active=True)  # type: ignore[attr-defined]

    @property
    def is_too_young(self) -> bool:
        """Whether Under 13 was chosen, whatever else was typed: nothing else is looked at then."""
        return self.is_bound and self.data.get("age_group") == UNDER_13

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        validate_password(password, User(username=names.fold(self.cleaned_data.get("name", ""))))
        return password

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not self.errors and names.taken(cleaned["name"]):
            self.same_again = self._pressed_twice(cleaned)
            if self.same_again is None:
                self.add_error("name", TAKEN)
        return cleaned

    def _pressed_twice(self, cleaned: dict[str, Any]) -> User | None:
        """The account that this very form made a moment ago, when its button was pressed twice."""
        user = by_name(cleaned["name"])
        just_now = timezone.now() - timedelta(minutes=2)
        if user is None or user.date_joined < just_now or not user.check_password(cleaned["password"]):
            return None
        return user

    def save(self) -> User | None:
        """The new member, or the one that a double press made; None (with an error) where the name has just gone."""
        if self.same_again is not None:
            return self.same_again
        cleaned = self.cleaned_data
        try:
            return actions.join(
                name=cleaned["name"],
                age_band=AgeBand(cleaned["age_group"]),
                password=cleaned["password"],
                email=cleaned["email"],
                area=cleaned["area"],
            )
        except IntegrityError:
            self.add_error("name", TAKEN)
            return None


class ProfileForm(NamedForm):
    """What a member says about themself."""

    name = _name_field(_("Make one up. Please do not use your real name. You sign in with it too."))
    shape = forms.ChoiceField(
        label=_("Your shape"),
        choices=[("b", _("Second voice colour")), ("a", _("First voice colour")), ("c", _("Third voice colour"))],
        widget=forms.RadioSelect,
    )
    area = _area_field()
    age_group = forms.ChoiceField(
        label=_("Your age group"),
        help_text=_("It helps us hear from everyone. Other people do not see it."),
        choices=AgeBand.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Pick your age group."), "invalid_choice": _("Pick your age group.")},
    )

    def __init__(self, data: Any = None, *, user: User) -> None:
        profile = user.profile
        super().__init__(
            data,
            initial={
                "name": profile.display_name,
                "shape": profile.shape,
                "area": profile.area.slug if profile.area else None,
                "age_group": profile.age_band,
            },
        )
        self.besides = user
        self.fields["area"].queryset = Area.objects.filter(is_active=True)  # type: ignore[attr-defined]

    def clean_name(self) -> str:
        name = super().clean_name()
        if names.taken(name, besides=self.besides):
            raise forms.ValidationError(str(TAKEN))
        return name

    def save(self) -> bool:
        """Write it; False (with an error) where the name has just gone."""
        cleaned = self.cleaned_data
        try:
            actions.change_profile(
                user=self.besides,  # type: ignore[arg-type]
                name=cleaned["name"],
                age_band=AgeBand(cleaned["age_group"]),
                shape=cleaned["shape"],
                area=cleaned["area"],
            )
        except IntegrityError:
            self.add_error("name", str(TAKEN))
            return False
        return True


class RecoverForm(forms.Form):
    """A new password for somebody with a name and one set of recovery words. Never says which of the two is wrong."""

    name = forms.CharField(
        label=_("Your name here"),
        max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "username", "spellcheck": "false", "autocapitalize": "none"}),
        error_messages={"required": _("Write the name that you use here.")},
    )
    words = forms.CharField(
        label=_("One set of your recovery words"),
        help_text=_("Three words, such as “river lemon tiger”. Each set works once."),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "autocapitalize": "none"}),
        error_messages={"required": _("Write one set of your recovery words.")},
    )
    password = _new_password(_("New password"))

    def __init__(self, data: Any = None, *, request: HttpRequest) -> None:
        super().__init__(data)
        self.request = request
        self.user: User | None = None

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        validate_password(password, User(username=names.fold(self.cleaned_data.get("name", ""))))
        return password

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not self.errors:
            self.user = spend_words(self.request, by_name(cleaned["name"]), cleaned["name"], cleaned["words"])
        return cleaned


def spend_words(request: HttpRequest, user: User | None, name: str, words: str) -> User:
    """`user` once `words` were theirs and are used up. Raises ValidationError for wrong words, nobody, or too many
    tries for this name."""
    if not ratelimit.consume(request, action="recovery_words", key=names.fold(name)):
        raise forms.ValidationError(_now("That is too many tries. Please wait fifteen minutes and try again."))
    if not recovery.spend(user, words) or user is None:
        raise forms.ValidationError(_now("That name and those words do not go together. Check both and try again."))
    return user


class LeaveForm(forms.Form):
    """The last question before an account goes."""

    proof = forms.CharField(
        label=_("Your password, or one set of your recovery words"),
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        error_messages={"required": _("Write your password, or one set of your recovery words.")},
    )

    def __init__(self, data: Any = None, *, request: HttpRequest, user: User) -> None:
        super().__init__(data)
        self.request, self.user = request, user

    def clean_proof(self) -> str:
        proof: str = self.cleaned_data["proof"]
        if not get_adapter(self.request).reauthenticate(self.user, proof):
            spend_words(self.request, self.user, self.user.username, proof)
        return proof
