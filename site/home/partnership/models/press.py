"""For journalists."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField

from core.pages.blocks.document import DocumentBlock
from core.pages.body import read_body
from core.pages.panels import content_panels
from home.partnership.models.written import ABOUT_PARENTS, WrittenPage


class PressPage(WrittenPage):
    """Whom to ring in and out of hours, the newest releases, logos, and how to report violence without doing harm."""

    press_email = models.EmailField(_("e-mail"), blank=True)
    press_phone = models.CharField(_("telephone in hours"), max_length=30, blank=True)
    press_hours = models.CharField(
        _("hours"), max_length=120, blank=True, help_text=_("Such as “Monday to Friday, 9am to 5pm”.")
    )
    after_hours_phone = models.CharField(_("telephone out of hours"), max_length=30, blank=True)
    after_hours_words = models.CharField(
        _("what it is for"), max_length=160, blank=True, help_text=_("Such as “Urgent calls from journalists only”.")
    )
    release_topic = models.ForeignKey(
        "pages.Topic",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("topic of releases"),
        help_text=_("Empty: the articles that have a contact for the press."),
    )
    logos = StreamField([("document", DocumentBlock())], blank=True, verbose_name=_("logos and files to download"))

    parent_page_types = ABOUT_PARENTS
    subpage_types: list[str] = []
    content_panels = content_panels("release_topic", "logos", "body")
    content_panels[2:2] = [
        MultiFieldPanel(
            [FieldPanel("press_email"), FieldPanel("press_phone"), FieldPanel("press_hours")], heading=_("In hours")
        ),
        MultiFieldPanel([FieldPanel("after_hours_phone"), FieldPanel("after_hours_words")], heading=_("Out of hours")),
    ]
    page_description = _("Contacts, releases, logos and guidance for journalists.")

    class Meta:
        verbose_name = _("page for journalists")

    def own_context(self, request: HttpRequest) -> dict[str, Any]:
        """The newest releases and the files: at most three queries."""
        from core.pages.cache import keep_while_shown  # noqa: PLC0415 - it reads people
        from home.partnership.queries import releases  # noqa: PLC0415 - they read these models
        from home.partnership.structured import organisation  # noqa: PLC0415

        found = releases(self.release_topic_id)
        keep_while_shown(request, found)
        return {
            "releases": found,
            "logos": read_body(self.logos.raw_data),
            "json_ld": organisation(request, press=self),
        }
