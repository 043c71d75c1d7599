"""NewsletterSettings: how and when newsletters leave."""

from __future__ import annotations

import datetime

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting

FROM = datetime.time(20)
UNTIL = datetime.time(8)


@register_setting(icon="mail", order=40)
class NewsletterSettings(BaseGenericSetting):
    """Settings of the newsletter. One row. The names and addresses of the partnership stand in its own settings."""

    how_often: models.CharField[str, str] = models.CharField(
        _("how often"), max_length=80, blank=True, help_text=_("Such as: about once a month. People read it first.")
    )
    from_email = models.EmailField(
        _("address it comes from"),
        blank=True,
        help_text=_("Of a domain whose SPF and DKIM cover this server. Empty: the contact address."),
    )
    bounce_email = models.EmailField(
        _("mailbox for what comes back"),
        blank=True,
        help_text=_("Read by `newsletter_bounces`. It must take name+anything@. Empty: no such mailbox."),
    )
    leave_email = models.EmailField(
        _("mailbox for leaving by e-mail"), blank=True, help_text=_("Read by the same command. Empty: no such way.")
    )
    quiet_from = models.TimeField(_("nothing is sent from"), default=FROM, help_text=_("UK time."))
    quiet_until = models.TimeField(_("until"), default=UNTIL, help_text=_("UK time. The same time twice: no pause."))
    rate = models.PositiveIntegerField(
        _("most a minute"),
        default=120,
        validators=[MinValueValidator(1), MaxValueValidator(6000)],
        help_text=_("What your mail server lets through."),
    )

    panels = [
        FieldPanel("how_often"),
        FieldPanel("from_email"),
        FieldPanel("bounce_email"),
        FieldPanel("leave_email"),
        FieldRowPanel([FieldPanel("quiet_from"), FieldPanel("quiet_until")], heading=_("Quiet hours")),
        FieldPanel("rate"),
    ]

    class Meta:
        verbose_name = _("newsletter")

    def __str__(self) -> str:
        return str(_("Newsletter"))

    def clean(self) -> None:
        """A mailbox that takes additions to its name has none of its own. Raises ValidationError."""
        super().clean()
        local = self.bounce_email.partition("@")[0]
        if "+" in local or len(local) > 36:
            raise ValidationError({"bounce_email": _("Write a short name without +, such as bounces@example.org.")})
