"""Alerts at the top of pages: which hold now, and who may write them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.permission_policies import ModelPermissionPolicy

from core.pages.cache import keep_until
from core.pages.frame import small_value
from core.people.enums import Role
from core.people.rules import has_role
from home.models import Alert

WRITING = (Role.EDITOR, Role.APPROVER, Role.SAFEGUARDING_APPROVER)


def alerts_now(request: HttpRequest) -> list[Alert]:
    """Alerts that hold now. The page is kept no longer than until the next one begins or ends. No query when warm."""
    now = timezone.now()
    holding = []
    for alert in small_value("alerts", lambda: _not_over(now)):
        if now < alert.ends:
            keep_until(request, alert.ends if alert.starts <= now else alert.starts)
            holding += [alert] if alert.starts <= now else []
    return holding


def _not_over(now: datetime) -> list[Alert]:
    return list(Alert.objects.filter(ends__gt=now).order_by("starts", "pk"))


def can_alert(user: Any, area_id: int | None) -> bool:
    """Whether `user` may write alerts for the area `area_id`; None means every page, for who writes everywhere."""
    if area_id is not None:
        return has_role(user, *WRITING, area_id=area_id)
    return user.is_superuser or any(role in WRITING and area is None for role, area in user.held_roles())


class OwnAlerts(ModelPermissionPolicy):
    """As the groups say; alerts of other areas, and of every page, are for reading only."""

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Any) -> bool:
        """Whether `user` may do `action` with this alert."""
        fine = bool(self.user_has_permission(user, action))
        return fine and (action == "view" or instance.pk is None or can_alert(user, instance.area_id))


class AlertForm(WagtailAdminModelForm):
    """The editor's form of an alert."""

    def clean(self) -> dict[str, Any]:
        """Refuse an area that is not the editor's."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        area = cleaned.get("area")
        if self.for_user is not None and not can_alert(self.for_user, area.pk if area else None):
            self.add_error("area", _("Choose your own area."))
        return cleaned
