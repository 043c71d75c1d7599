"""The editor's form of a service: secret places only for who may see them, and areas that are the editor's own."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from modelcluster.queryset import FakeQuerySet
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import InlinePanel

from support.enums import Channel
from support.models import Location, Service
from support.rules import edits_everywhere, own_areas, sees_secrets


class ServiceForm(WagtailAdminModelForm):
    """Checks that stand beside the model's own. A person who may not see secret places keeps them as they are."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kept_back: list[Location] = []
        if self.for_user is None or sees_secrets(self.for_user):
            return
        is_secret = self._is_secret()
        if is_secret and "location_confidential" in self.fields:
            self.initial["location_confidential"] = True
            self.fields["location_confidential"].disabled = True
        if "locations" in self.formsets:
            rows = list(self.instance.locations.all())
            flagged = set(Location.objects.filter(service_id=self.instance.pk, is_confidential=True).values_list("pk"))
            shown = [row for row in rows if not (is_secret or row.is_confidential or (row.pk,) in flagged)]
            self.kept_back = [row for row in rows if row not in shown]
            self.formsets["locations"].queryset = FakeQuerySet(Location, shown)

    def _is_secret(self) -> bool:
        """Whether this version, or what is stored now, says that the place is a secret."""
        stored = Service.objects.filter(pk=self.instance.pk, location_confidential=True)
        return self.instance.location_confidential or stored.exists()

    def clean(self) -> dict[str, Any]:
        """Refuse a service for areas that are not the editor's, and an address among the ways in to a secret place."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        user = self.for_user
        if user is None or edits_everywhere(user) or "areas" not in cleaned:
            return cleaned
        if not own_areas(user) & {area.pk for area in cleaned["areas"]}:
            self.add_error("areas", _("Choose your own area. Services without an area are for the whole country."))
        return cleaned

    def is_valid(self) -> bool:
        """As always; and the place of a secret service is not written among its ways to get in touch."""
        fine = bool(super().is_valid())
        if fine and self.cleaned_data.get("location_confidential") and "contact_points" in self.formsets:
            for row in self.formsets["contact_points"].forms:
                data = getattr(row, "cleaned_data", {})
                if data.get("channel") == Channel.VISIT and data.get("value") and not data.get("DELETE"):
                    row.add_error("value", _("Its place is a secret: leave this out."))
                    return False
        return fine

    def save(self, commit: bool = True) -> Any:
        """Keep the places that were not shown: modelcluster takes rows without a number for deleted ones."""
        saved = super().save(commit=commit)
        if self.kept_back:
            saved.locations.add(*self.kept_back)
            if commit:
                saved.locations.commit()
        return saved


class PlacesPanel(InlinePanel):
    """The places of a service; a comparison of versions leaves them out for who may not see secret ones."""

    class BoundPanel(InlinePanel.BoundPanel):
        """The panel on one page."""

        def get_comparison(self) -> list[Any]:
            """What to compare."""
            return super().get_comparison() if sees_secrets(self.request.user) else []
