"""User, Profile and RoleAssignment: who a person is to Sayso, and as little of it as will do."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from typing import Any, Self

from django.contrib.auth.models import AbstractUser
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from core.people import promises
from core.people.enums import AgeBand, Role


class User(AbstractUser):
    """A person who can sign in. `opaque_id` is the only name of a person that the audit may hold."""

    opaque_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    email = models.EmailField(_("email address"), blank=True, default="")
    employer = models.CharField(
        _("employing organisation"), max_length=120, blank=True, help_text=_("Staff only: who employs this person.")
    )
    works_for_police = models.BooleanField(
        _("works for the police"),
        default=False,
        help_text=_("Tick it where the organisation’s name does not say so, such as for somebody who is lent to you."),
    )
    is_demo = models.BooleanField(
        default=False, editable=False, help_text=_("Made by the demo; refused on a real site.")
    )

    STANDING = ("employer", "works_for_police", "is_superuser", "is_active")
    """What promises to the public depend on, beside the roles (core.people.promises)."""

    def __str__(self) -> str:
        return self.name_shown

    @classmethod
    def from_db(cls, db: str | None, field_names: Collection[str], values: Collection[Any]) -> Self:
        """As Django does, remembering how the person stood."""
        user = super().from_db(db, field_names, values)
        if set(cls.STANDING) <= user.__dict__.keys():
            user._stood = user.standing()
        return user

    def standing(self) -> tuple[Any, ...]:
        """Employer, mark, administrator and active, as this object says now."""
        return tuple(getattr(self, name) for name in self.STANDING)

    def stood(self) -> tuple[Any, ...] | None:
        """The same as last read from the database; None for somebody new."""
        return self.__dict__.get("_stood")

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write it. Raises ValidationError where that would break a promise to the public (core.people.promises)."""
        fields = kwargs.get("update_fields")
        matters = fields is None or not set(self.STANDING).isdisjoint(fields)
        with transaction.atomic():
            if matters and self.standing() != self.stood():
                held = set() if self._state.adding else {*self._locked(self.pk).roles.values_list("role", flat=True)}
                promises.refuse(self, held)
            super().save(*args, **kwargs)
        if matters:
            self._stood = self.standing()

    @staticmethod
    def _locked(pk: int) -> User:
        """The person as the database has them. Who gives a role and who changes employer or mark wait for each other:
        both look at what the other writes."""
        return User.objects.select_for_update(of=("self",), no_key=True).get(pk=pk)

    @property
    def name_shown(self) -> str:
        """The name that people see: the profile's where there is one, else the name signed in with."""
        profile = getattr(self, "profile", None)
        return profile.display_name if profile else self.username

    @property
    def is_team(self) -> bool:
        """Whether this person holds any staff role or is a superuser."""
        return self.is_superuser or any(True for _role in self.held_roles())

    def held_roles(self) -> list[tuple[Role, int | None]]:
        """The roles held, as (role, area id or None for everywhere), read once for each object."""
        if not hasattr(self, "_held_roles"):
            self._held_roles: list[tuple[Role, int | None]] = [
                (Role(role), area) for role, area in self.roles.values_list("role", "area_id")
            ]
        return self._held_roles


class Profile(models.Model):
    """What other people see of a member, and the age band and area that they chose to tell us."""

    user = models.OneToOneField(User, models.CASCADE, related_name="profile")
    display_name = models.CharField(_("name people see"), max_length=40)
    folded_name = models.CharField(max_length=80, unique=True, editable=False)
    age_band = models.CharField(_("age group"), max_length=8, choices=AgeBand.choices)
    area = models.ForeignKey("areas.Area", models.SET_NULL, null=True, blank=True, related_name="+")
    shape = models.CharField(max_length=1, default="b", choices=[("a", "a"), ("b", "b"), ("c", "c")])
    rules_version = models.CharField(max_length=20, blank=True)
    rules_accepted_on = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return self.display_name


class RoleAssignment(models.Model):
    """A staff role held by a person, in one area or (area empty) everywhere."""

    user = models.ForeignKey(User, models.CASCADE, related_name="roles")
    role = models.CharField(max_length=24, choices=Role.choices)
    area = models.ForeignKey("areas.Area", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "role", "area"], name="one_role_once"),
            models.UniqueConstraint(
                fields=["user", "role"], condition=models.Q(area=None), name="one_role_everywhere_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()} ({self.area or _('everywhere')})"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write it. Raises ValidationError where that would break a promise to the public (core.people.promises)."""
        with transaction.atomic():
            user = User._locked(self.user_id)
            promises.refuse(user, {*user.roles.values_list("role", flat=True), self.role})
            super().save(*args, **kwargs)


class SignIn(models.Model):
    """One place where somebody is signed in: a coarse device word and two days, never a network address.

    `session` is what the session table holds too: a hash of the cookie, so neither row opens the account.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(User, models.CASCADE, related_name="sign_ins")
    session = models.CharField(max_length=40, unique=True)
    device = models.CharField(max_length=40)
    first_day = models.DateField()
    last_day = models.DateField()

    class Meta:
        ordering = ["-last_day", "-first_day", "id"]

    def __str__(self) -> str:
        return f"{self.device} ({self.last_day})"


class RecoverySet(models.Model):
    """The recovery words of one person that are not used yet: a salt, and one digest for each."""

    user = models.OneToOneField(User, models.CASCADE, related_name="recovery_set")
    salt = models.CharField(max_length=32)
    digests = models.JSONField(default=list)
    made_on = models.DateField(auto_now_add=True)

    def __str__(self) -> str:
        return f"{len(self.digests)}"
