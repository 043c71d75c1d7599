"""The forms of /cms/users: one name, an employer, roles by area; groups follow from the roles."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from wagtail.users.forms import UserForm

from core.areas.models import Area
from core.people import actions, names, promises
from core.people.enums import Role
from core.people.models import User


def role_choices() -> list[tuple[Any, Any]]:
    """Every role, everywhere and in each active area: values like `editor:` and `editor:kestrel-bay`."""
    areas = list(Area.objects.filter(is_active=True))
    return [
        (
            role.label,
            [(f"{role.value}:", _("Everywhere")), *((f"{role.value}:{area.slug}", area.name) for area in areas)],
        )
        for role in Role
    ]


class PersonForm(UserForm):
    """A person as an administrator sees them. Saved in one transaction, roles and audit with it."""

    password_required = False
    email = forms.EmailField(label=_("Email"), required=False)
    first_name = last_name = None  # nobody's real name is kept
    roles = forms.MultipleChoiceField(
        label=_("Roles"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("What this person does here, everywhere or in one area. Staff need an employing organisation."),
    )

    class Meta:
        model = User
        fields = ["username", "email", "employer", "works_for_police", "is_superuser", "is_active"]

    def __init__(self, *args: Any, by: User, editing_self: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by = by
        self.fields["username"].help_text = _("The name to sign in with: letters and numbers.")
        self.fields["roles"].choices = role_choices()
        if self.instance.pk:
            held = self.instance.roles.select_related("area")
            self.initial["roles"] = [f"{each.role}:{each.area.slug if each.area else ''}" for each in held]
        if editing_self or not by.is_superuser:
            for field in {"is_active", "is_superuser", "roles"} if editing_self else {"is_superuser"}:
                self.fields.pop(field, None)

    def clean_username(self) -> str:
        name = names.fold(self.cleaned_data["username"])
        if self.instance.pk and name == self.instance.username:
            return name
        if len(name) < names.SHORTEST or names.taken(name, besides=self.instance):
            raise forms.ValidationError(_("Somebody has that name, or one that looks the same."))
        return name

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("roles") and not cleaned.get("employer", "").strip():
            self.add_error("employer", _("Say which organisation employs this person before giving a role."))
        return cleaned

    def _post_clean(self) -> None:
        """Ask, with what was sent in the person's place, whether a promise to the public stands against it."""
        super()._post_clean()
        roles = self.cleaned_data.get("roles", self.initial.get("roles", []))
        if not self.errors and (words := promises.problem(self.instance, {role.split(":")[0] for role in roles})):
            self.add_error("roles" if "roles" in self.changed_data else "employer", words)

    @transaction.atomic
    def save(self, commit: bool = True) -> User:
        user: User = super().save(commit=False)
        if not self.instance.pk and not self.cleaned_data.get("password1"):
            user.set_unusable_password()
        gone, new = self._roles_that_change()
        self._each(gone, actions.withdraw_role, user)  # before the rest, which may be right only without them
        user.save()
        self._each(new, actions.assign_role, user)
        return user

    def _roles_that_change(self) -> tuple[list[str], list[str]]:
        """What is withdrawn and what is given, as values of `role_choices`."""
        if "roles" not in self.fields:
            return [], []
        before, after = set(self.initial.get("roles", [])), set(self.cleaned_data["roles"])
        return sorted(before - after), sorted(after - before)

    def _each(self, values: list[str], do: Callable[..., object], user: User) -> None:
        areas = {area.slug: area for area in Area.objects.all()} if values else {}
        for value in values:
            role, slug = value.split(":")
            do(by=self.by, user=user, role=Role(role), area=areas.get(slug))


class NewPersonForm(PersonForm):
    """Somebody new. Without a password they make one through *I forgot my password*, with the e-mail given here."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not cleaned.get("password1") and not cleaned.get("email"):
            self.add_error("email", _("Give an email or a password, so that this person can sign in."))
        return cleaned
