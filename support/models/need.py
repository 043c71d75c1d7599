"""Need: what is going on for a person, in their own words."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import models
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel

from support.enums import Sensitivity, Urgency
from support.models.base import Drafted, Identified, Reviewed

RESERVED = ("near", "services", "guide")
REVIEW_FIELDS = ("review_owner", "review_person", "review_email", "last_checked", "review_by")
ICONS = ["heart", "users", "link", "way", "home", "mobile", "cloud", "candle", "phone", "chat", "text", "pin"]


class Need(Identified, Drafted, Reviewed):
    """One plain sentence that a person would say, with a page of help behind it."""

    name = models.CharField(
        _("in plain words"), max_length=80, help_text=_("As a person would say it: Someone hurt me")
    )
    slug = models.SlugField(unique=True)
    translations = models.JSONField(
        _("names in other languages"),
        default=dict,
        blank=True,
        help_text=_('By language: {"cy": "…", "ar": "…"}. Where there is none the English name is shown, marked so.'),
    )
    icon = models.CharField(max_length=12, choices=[(name, name) for name in ICONS], default="heart")
    summary = models.CharField(_("in one line"), max_length=200, blank=True)
    what_this_is = models.TextField(_("what this is"))
    what_you_can_do = models.TextField(_("what you can do now"), help_text=_("One thing a line."))
    what_will_happen = models.TextField(_("what will happen if you contact someone"))
    reading = models.TextField(
        _("trusted reading"), blank=True, help_text=_("One link a line: its name, then |, then its whole address.")
    )
    urgency = models.PositiveSmallIntegerField(_("how soon"), choices=Urgency.choices, default=Urgency.TODAY)
    sensitivity = models.PositiveSmallIntegerField(choices=Sensitivity.choices, default=Sensitivity.EXIT)
    position = models.PositiveSmallIntegerField(_("place in the list"), default=0)
    review_owner = models.CharField(_("team that keeps it right"), max_length=120, blank=True)
    last_checked = models.DateField(_("last checked on"), null=True, blank=True)
    review_by = models.DateField(_("check again by"), null=True, blank=True)

    panels = [
        FieldPanel("name"),
        FieldPanel("slug"),
        FieldPanel("summary"),
        FieldPanel("what_this_is"),
        FieldPanel("what_you_can_do"),
        FieldPanel("what_will_happen"),
        FieldPanel("reading"),
        MultiFieldPanel(
            [
                FieldPanel("urgency"),
                FieldPanel("sensitivity"),
                FieldPanel("icon"),
                FieldPanel("position"),
                FieldPanel("translations"),
            ],
            heading=_("How it is shown"),
        ),
        MultiFieldPanel(
            [FieldPanel(name) for name in REVIEW_FIELDS],
            heading=_("Keeping it right"),
        ),
    ]

    class Meta:
        ordering = ["position", "name"]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        super().clean()
        if self.slug in RESERVED:
            raise ValidationError({"slug": _("This word is part of another address. Choose a different one.")})
        if not isinstance(self.translations, dict) or not all(isinstance(v, str) for v in self.translations.values()):
            raise ValidationError({"translations": _("Write one name for each language code.")})

        for _name, address in self.links:
            try:
                URLValidator(schemes=["https"])(address)
            except ValidationError as problem:
                raise ValidationError({"reading": _("Write each line like: Childline | https://…")}) from problem

    @property
    def links(self) -> list[tuple[str, str]]:
        """The trusted reading, as (name, address)."""
        parts = [line.partition("|") for line in self.reading.splitlines() if line.strip()]
        return [(name.strip(), address.strip()) for name, _bar, address in parts]

    def get_absolute_url(self) -> str:
        return reverse("support:need", args=[self.slug])

    @property
    def translated_name(self) -> str:
        """The name in the language of the page, or "" where that is English or nobody has written it yet."""
        return str(self.translations.get(get_language() or "", ""))

    @property
    def actions(self) -> list[str]:
        """What you can do now, one line each."""
        return [line.strip() for line in self.what_you_can_do.splitlines() if line.strip()]

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        return "support/need.html"

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, Any]:
        from support.show import need_context  # noqa: PLC0415 - showing a need stands on this model

        return {**need_context(request, self), "request": request}
