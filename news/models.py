"""News: the index and its articles."""

from __future__ import annotations

import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.images import get_image_model_string

from core.pages.blocks import BODY_BLOCKS
from core.pages.blocks.paragraph import LIMITED_FEATURES
from core.pages.body import Prose, read_body, words_of
from core.pages.models import BasePage
from core.pages.panels import MomentPanel, content_panels
from core.ui.templatetags.ui import local

WORDS_A_MINUTE = 180


def today() -> datetime.date:
    """Today in the UK."""
    return timezone.localdate()


class NewsIndexPage(BasePage):
    """The list of news, newest first, at /news/."""

    max_count_per_parent = 1
    parent_page_types = ["home.HomePage"]
    subpage_types = ["news.NewsPage"]
    page_description = _("The list of news. There is one.")

    class Meta:
        verbose_name = _("news index")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The list asked for by `?area=`, `?topic=` and `?year=`, from a place in it (`?before=`, `?after=`)."""
        from core.pages.cache import keep_while_shown  # noqa: PLC0415 - it reads people, who are not loaded yet
        from news.listing import choices, listing  # noqa: PLC0415 - it reads these models

        found = listing(request.GET)
        keep_while_shown(request, found.items)
        return {
            **super().get_context(request, *args, **kwargs),
            "listing": found,
            **choices(found.filters),
            "canonical_query": found.canonical,
            "feed_query": found.filters.query,
            "crumbs": [(_("Home"), local("/"))],
        }


class NewsPage(BasePage):
    """One article."""

    published_on = models.DateField(_("date"), default=today, help_text=_("The day that readers see."))
    asked_for = models.BooleanField(
        _("people asked for this"), default=False, help_text=_("Shows “You asked for this”. Only when they did.")
    )
    embargo_until = models.DateTimeField(
        _("embargo until"),
        null=True,
        blank=True,
        help_text=_("UK time. Nobody but those with a preview link reads it before then, whatever else is set."),
    )
    lead_image = models.ForeignKey(
        get_image_model_string(),
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("main picture"),
    )
    lead_alt = models.CharField(
        _("what the picture shows"), max_length=160, blank=True, help_text=_("For people who cannot see it.")
    )
    lead_decorative = models.BooleanField(_("the picture is decoration"), default=False)
    byline = models.CharField(
        _("who wrote it"),
        max_length=120,
        blank=True,
        help_text=_("A name or a team. Shown beside the date."),
    )
    body = StreamField(BODY_BLOCKS, blank=True, verbose_name=_("article"))
    notes_to_editors = RichTextField(blank=True, features=LIMITED_FEATURES)
    press_email = models.EmailField(_("e-mail for the press"), blank=True)
    press_phone = models.CharField(_("telephone for the press"), max_length=30, blank=True)

    content_panels = content_panels("body")
    content_panels[2:2] = [
        MultiFieldPanel([FieldPanel("published_on"), FieldPanel("byline"), FieldPanel("asked_for")], heading=_("Date")),
        MultiFieldPanel(
            [FieldPanel("lead_image"), FieldPanel("lead_alt"), FieldPanel("lead_decorative")],
            heading=_("Main picture"),
        ),
    ]
    content_panels += [
        MultiFieldPanel(
            [
                MomentPanel("embargo_until"),
                FieldPanel("notes_to_editors"),
                FieldPanel("press_email"),
                FieldPanel("press_phone"),
            ],
            heading=_("For journalists"),
        )
    ]
    parent_page_types = ["news.NewsIndexPage", "home.AreaHubPage", "editors.PracticePage"]
    subpage_types: list[str] = []
    page_description = _("A news article.")

    class Meta:
        verbose_name = _("news article")
        indexes = [models.Index(fields=["-published_on", "-page_ptr"], name="news_newest_first")]

    def clean(self) -> None:
        """Say which way round two dates go, and refuse the address of the feed. Raises ValidationError."""
        super().clean()
        if self.slug == "feed":
            raise ValidationError({"slug": _("This site uses that address already. Choose another.")})
        if self.updated_on and self.updated_on < self.published_on:
            raise ValidationError({"updated_on": _("This is before the article's own date.")})

    def prose(self) -> str:
        """The words of the article."""
        return words_of(self.body.raw_data)

    @property
    def minutes(self) -> int:
        """How long reading takes, in whole minutes."""
        return max(1, round(len(self.words.split()) / WORDS_A_MINUTE))

    @property
    def notes(self) -> Prose:
        """The notes to editors, ready to show."""
        return Prose(self.notes_to_editors)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The article with everything that it shows, in at most five queries with its own."""
        from core.pages.cache import keep_while_shown  # noqa: PLC0415
        from news.queries import related  # noqa: PLC0415 - queries read these models
        from news.structured import json_ld  # noqa: PLC0415

        body = self.once("body", lambda: read_body(self.body.raw_data, images=[self.lead_image_id]))
        picture = body.images.get(self.lead_image_id) if self.lead_image_id else None
        areas = self.once("areas", lambda: list(self.areas.all()))
        topics = self.once("topics", lambda: list(self.topics.all()))
        others = related(self, topics={topic.pk for topic in topics}, areas={area.pk for area in areas})
        keep_while_shown(request, others)
        return {
            **super().get_context(request, *args, **kwargs),
            "body": body,
            "picture": picture,
            "page_areas": areas,
            "page_topics": topics,
            "crumbs": [(_("Home"), local("/")), (_("News"), local("/news/"))],
            "related": others,
            "json_ld": lambda: json_ld(request, self, picture),  # called where the head is drawn anew
        }
