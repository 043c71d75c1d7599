"""Newsletter: one issue, as staff write it in `/cms/`."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.contenttypes.fields import GenericRelation
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail.fields import RichTextField
from wagtail.models import (
    DraftStateMixin,
    LockableMixin,
    Orderable,
    Page,
    PreviewableMixin,
    RevisionMixin,
    WorkflowMixin,
)

from core.pages.blocks.paragraph import LIMITED_FEATURES


class Newsletter(
    WorkflowMixin, DraftStateMixin, LockableMixin, RevisionMixin, PreviewableMixin, ClusterableModel, models.Model
):
    """One newsletter: a subject, a few words, and pages of this site in an order. Approved is not sent: see Sending."""

    subject = models.CharField(
        _("subject"), max_length=100, help_text=_("What is in it, in up to eight words. Mail programs cut longer ones.")
    )
    preheader = models.CharField(
        _("line after the subject"),
        max_length=140,
        blank=True,
        help_text=_("Mail programs show it beside the subject. Say something new."),
    )
    intro = RichTextField(
        _("first words"), blank=True, features=LIMITED_FEATURES, help_text=_("Two or three short paragraphs at most.")
    )
    language = models.CharField(
        _("language it is written in"), max_length=10, choices=settings.LANGUAGES, default=settings.LANGUAGE_CODE
    )
    only_language = models.BooleanField(
        _("only for people who chose this language"), default=False, help_text=_("Else everybody of the areas gets it.")
    )
    areas = ParentalManyToManyField(
        "areas.Area", blank=True, related_name="+", help_text=_("Who gets it. None means every area.")
    )
    topics = ParentalManyToManyField(
        "pages.Topic", blank=True, related_name="+", verbose_name=_("topics"), help_text=_("None means every topic.")
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )
    _revisions = GenericRelation("wagtailcore.Revision", related_query_name="newsletter")
    workflow_states = GenericRelation(
        "wagtailcore.WorkflowState",
        content_type_field="base_content_type",
        object_id_field="object_id",
        related_query_name="newsletter",
        for_concrete_model=False,
    )

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("newsletter")

    def __str__(self) -> str:
        return self.subject

    @property
    def revisions(self) -> models.QuerySet:
        """Every saved version."""
        return self._revisions

    def clean(self) -> None:
        """A subject is one line. Raises ValidationError."""
        super().clean()
        for name in ("subject", "preheader"):
            if not getattr(self, name).isprintable():
                raise ValidationError({name: _("Write one line, without line breaks.")})

    @property
    def preview_modes(self) -> list[tuple[str, str]]:
        """Both forms in which it is sent."""
        return [("html", str(_("As most people see it"))), ("text", str(_("Plain text")))]

    @property
    def preview_sizes(self) -> list[dict[str, Any]]:
        """A phone, and a mail program on a computer."""
        return [
            {"name": "mobile", "icon": "mobile-alt", "device_width": 390, "label": _("Phone")},
            {"name": "desktop", "icon": "desktop", "device_width": 600, "label": _("Mail program")},
        ]

    @property
    def default_preview_size(self) -> str:
        """Most people read it on a phone."""
        return "mobile"

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        """The letter itself, or its plain words on a page."""
        return "newsletter/preview_text.html" if mode_name == "text" else "emails/newsletter.html"

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, Any]:
        """As it would be compiled now."""
        from news.newsletter.messages import sample_context  # noqa: PLC0415 - it stands on this model

        return sample_context(self)


class NewsletterItem(Orderable):
    """One page in a newsletter. A page that is gone leaves the line empty, so that staff can be told."""

    newsletter = ParentalKey(Newsletter, on_delete=models.CASCADE, related_name="items")
    page = models.ForeignKey(Page, models.SET_NULL, null=True, related_name="+", verbose_name=_("page"))
    words = models.CharField(
        _("words under the title"), max_length=200, blank=True, help_text=_("Empty: the summary of the page.")
    )

    def __str__(self) -> str:
        return f"{self.newsletter_id}: {self.page_id}"
