"""HelpSettings: what staff decide about all help at once."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting


@register_setting(icon="help", order=30)
class HelpSettings(BaseGenericSetting):
    """Settings of Find help. One row."""

    checks_links = models.BooleanField(
        _("check links to other sites"),
        default=False,
        help_text=_("Once a day, one question a second to a site. Only the address is asked for; nothing is sent."),
    )
    accountable = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("account of the accountable person"),
        help_text=_("Told when help for an area would run out. Empty: administrators are."),
    )

    panels = [FieldPanel("checks_links"), FieldPanel("accountable")]

    class Meta:
        verbose_name = _("find help")

    def __str__(self) -> str:
        return str(_("Find help"))
