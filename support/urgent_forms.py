"""The form of *Correct now*: ways to get in touch, places, hours and the notice of one live service, and why."""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms import BaseInlineFormSet, inlineformset_factory
from django.utils.translation import gettext_lazy as _

from core.pages.reason_form import ReasonForm
from core.people.models import User
from support.enums import UrgentKind
from support.models import ContactPoint, HoursException, HoursRule, Location, Service
from support.rules import sees_secrets
from support.urgent import PartChanges

PARTS: list[tuple[str, UrgentKind, Any, list[str], Any]] = [
    ("contact_points", UrgentKind.CONTACT, ContactPoint,
     ["channel", "value", "display", "word", "hours_words", "cost"], _("Ways to get in touch")),
    ("locations", UrgentKind.ADDRESS, Location, ["name", "address", "postcode", "directions"], _("Places")),
    ("hours_rules", UrgentKind.HOURS, HoursRule,
     ["channel", "kind", "day", "last_day", "opens", "closes"], _("Weekly hours")),
    ("hours_exceptions", UrgentKind.HOURS, HoursException,
     ["channel", "kind", "first_date", "last_date", "opens", "closes", "words"], _("Other hours on some dates")),
]  # fmt: skip


class NoticeForm(ReasonForm):
    """The notice of a service, and why."""

    alert = forms.CharField(
        label=_("Notice for now"), max_length=200, required=False, help_text=_("Such as: Closed this week.")
    )
    field_order = ["alert", "reason"]


class Correction:
    """All forms of one correction. `service`: as it is live. Places that are secret are in it only for `user`s who may
    see them."""

    def __init__(self, service: Service, user: User, data: Any = None) -> None:
        self.form = NoticeForm(data, initial={"alert": service.alert})
        self.service = service
        self.formsets = [
            (name, kind, heading, self._formset(name, model, fields, data, user))
            for name, kind, model, fields, heading in PARTS
        ]

    def _formset(self, name: str, model: Any, fields: list[str], data: Any, user: User) -> BaseInlineFormSet:
        rows = model.objects.all()
        if model is Location and not sees_secrets(user):
            rows = rows.none() if self.service.location_confidential else rows.filter(is_confidential=False)
        made = inlineformset_factory(Service, model, fields=fields, extra=1, can_delete=True, max_num=100)
        return made(data, instance=self.service, queryset=rows, prefix=name)

    def is_valid(self) -> bool:
        """Whether everything holds, and something differs."""
        fine = all([self.form.is_valid(), *(formset.is_valid() for *_rest, formset in self.formsets)])
        if fine and not self._differs():
            self.form.add_error(None, _("Nothing was changed."))
            return False
        return fine

    def _differs(self) -> bool:
        return self.alert != self.service.alert or any(formset.has_changed() for *_rest, formset in self.formsets)

    @property
    def alert(self) -> str:
        """The notice as it shall be."""
        return self.form.cleaned_data["alert"]

    def parts(self) -> list[PartChanges]:
        """What to change, once all is valid. Writes nothing."""
        found = []
        for name, kind, _heading, formset in self.formsets:
            formset.save(commit=False)
            found.append(PartChanges(name, kind, formset.changed_objects, formset.new_objects, formset.deleted_objects))
        return found

    def problems(self) -> list[str]:
        """Every error in a sentence, for the summary."""
        found = [str(error) for errors in self.form.errors.values() for error in errors]
        for _name, _kind, heading, formset in self.formsets:
            found += [f"{heading}: {error}" for error in formset.non_form_errors()]
            for row in formset.forms:
                found += [f"{heading}: {error}" for errors in row.errors.values() for error in errors]
        return found
