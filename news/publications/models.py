"""Publications: the index, its pages with their files, and the page about freedom of information."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, PageChooserPanel
from wagtail.documents import get_document_model_string
from wagtail.fields import StreamField
from wagtail.models import Orderable

from core.pages.blocks import BODY_BLOCKS
from core.pages.body import words_of
from core.pages.models import BasePage
from core.pages.panels import content_panels
from news.publications.completeness import missing, missing_of_file
from news.publications.enums import Kind, SchemeClass


def today() -> datetime.date:
    """Today in the UK."""
    return timezone.localdate()


class PublicationIndexPage(BasePage):
    """The list of publications, newest first, at /publications/."""

    max_count_per_parent = 1
    parent_page_types = ["home.HomePage"]
    subpage_types = ["publications.PublicationPage"]
    page_description = _("The list of publications. There is one.")

    class Meta:
        verbose_name = _("publication index")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The list asked for by `?kind=`, `?area=`, `?topic=`, `?year=` and `?class=`."""
        from news.publications.showing import index_context  # noqa: PLC0415 - it reads these models

        return {**super().get_context(request, *args, **kwargs), **index_context(request)}


class PublicationPage(BasePage):
    """One publication: its summary in words, its files, and its earlier versions."""

    kind = models.CharField(_("what it is"), max_length=10, choices=Kind.choices, default=Kind.OTHER)
    published_on = models.DateField(_("date"), default=today, help_text=_("The day on which it was first published."))
    scheme_class = models.CharField(
        _("class of the publication scheme"),
        max_length=10,
        choices=SchemeClass.choices,
        blank=True,
        help_text=_("Lists it on the page about freedom of information."),
    )
    replaced_by = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="replaces",
        verbose_name=_("newer version on its own page"),
    )
    body = StreamField(BODY_BLOCKS, blank=True, verbose_name=_("summary in full"))

    content_panels = content_panels("body")
    content_panels[2:2] = [
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("kind"), FieldPanel("published_on")]), FieldPanel("scheme_class")],
            heading=_("What it is"),
        )
    ]
    content_panels += [
        InlinePanel("files", heading=_("Files"), label=_("File")),
        PageChooserPanel("replaced_by", "publications.PublicationPage"),
    ]
    parent_page_types = ["publications.PublicationIndexPage", "home.AreaHubPage"]
    subpage_types: list[str] = []
    page_description = _("A strategy, assessment, report or set of papers, with a summary and files.")

    class Meta:
        verbose_name = _("publication")
        indexes = [models.Index(fields=["-published_on", "-page_ptr"], name="publications_newest_first")]

    @classmethod
    def missing(cls, values: Mapping[str, Any]) -> Iterable[tuple[str, str]]:
        """Its line, and its summary in words on the page."""
        return missing(values)

    def clean(self) -> None:
        """Refuse a page that replaces itself, and dates the wrong way round. Raises ValidationError."""
        super().clean()
        if self.replaced_by_id and self.replaced_by_id == self.pk:
            raise ValidationError({"replaced_by": _("Choose another page: this one cannot replace itself.")})
        if self.slug == "feed":
            raise ValidationError({"slug": _("This site uses that address already. Choose another.")})
        if self.updated_on and self.published_on and self.updated_on < self.published_on:
            raise ValidationError({"updated_on": _("This is before the publication's own date.")})

    def prose(self) -> str:
        """The words of the summary."""
        return words_of(self.body.raw_data)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The publication with everything that it shows, in at most five queries with its own."""
        from news.publications.showing import publication_context  # noqa: PLC0415 - it reads these models

        return {**super().get_context(request, *args, **kwargs), **publication_context(self, request)}


class PublicationFile(Orderable):
    """One file of a publication, or an earlier version of it."""

    page = ParentalKey(PublicationPage, on_delete=models.CASCADE, related_name="files")
    document = models.ForeignKey(get_document_model_string(), models.PROTECT, related_name="+", verbose_name=_("file"))
    title = models.CharField(_("title"), max_length=120, blank=True, help_text=_("Empty: the file's own title."))
    form = models.CharField(
        _("language or form"), max_length=60, blank=True, help_text=_("Such as Welsh, Easy Read or large print.")
    )
    dated = models.DateField(_("date"), null=True, blank=True, help_text=_("Empty: the publication's own date."))
    is_earlier = models.BooleanField(_("an earlier version"), default=False)

    panels = [
        FieldPanel("document"),
        FieldPanel("title"),
        FieldRowPanel([FieldPanel("form"), FieldPanel("dated")]),
        FieldPanel("is_earlier"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("file of a publication")

    @classmethod
    def missing(cls, values: Mapping[str, Any]) -> Iterable[tuple[str, str]]:
        """A title that says what is in it."""
        return missing_of_file(values)

    def __str__(self) -> str:
        return self.title or str(self.pk)


class FreedomOfInformationPage(BasePage):
    """How to ask for what we hold, and everything that we publish already, by class of the publication scheme."""

    body = StreamField(BODY_BLOCKS, blank=True, verbose_name=_("how to ask"))

    max_count_per_parent = 1
    parent_page_types = ["home.StandardPage"]
    subpage_types: list[str] = []
    content_panels = content_panels("body")
    page_description = _("How to ask for information. It lists publications by itself.")

    class Meta:
        verbose_name = _("freedom of information page")

    def prose(self) -> str:
        """The words of the page."""
        return words_of(self.body.raw_data)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The page and what is published, by class. One query of its own however much there is."""
        from news.publications.showing import scheme_context  # noqa: PLC0415 - it reads these models

        return {**super().get_context(request, *args, **kwargs), **scheme_context(self, request)}
