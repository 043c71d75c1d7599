"""UrgentChange: something about help that was changed at once, and is looked at afterwards."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from support.enums import UrgentKind
from support.fields import CodesField
from support.models.need import Need
from support.models.service import Service


class UrgentChange(models.Model):
    """A correction, notice or taking down that did not wait for an approver, why, and who looked at it since."""

    service = models.ForeignKey(Service, models.CASCADE, null=True, blank=True, related_name="urgent_changes")
    need = models.ForeignKey(Need, models.CASCADE, null=True, blank=True, related_name="urgent_changes")
    kinds = CodesField(_("what"), codes=UrgentKind)
    reason = models.CharField(_("why"), max_length=300)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    look_by = models.DateField(_("to be looked at by"))
    looked_at = models.DateTimeField(null=True, blank=True)
    looked_at_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["look_by", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(service=None) ^ models.Q(need=None), name="urgent_change_of_one_thing"
            )
        ]
        indexes = [models.Index(fields=["look_by"], condition=models.Q(looked_at=None), name="urgent_waiting")]

    def __str__(self) -> str:
        return f"{self.thing}: {', '.join(self.kinds)}"

    @property
    def thing(self) -> Service | Need:
        """What was changed."""
        return self.service or self.need  # type: ignore[return-value]

    @property
    def kind_names(self) -> list[str]:
        """What was changed, in words."""
        return [str(UrgentKind(kind).label) for kind in self.kinds]
