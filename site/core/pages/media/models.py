"""Pictures, their sizes, files, and what people in pictures agreed to."""

from __future__ import annotations

import datetime
import os
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage, AbstractRendition, get_upload_to
from wagtail.search import index

from core.pages.media.enums import AgeBand, GivenBy, People
from core.pages.media.fields import DocumentField, PictureField, store, unguessable_name
from core.pages.reviews import uk_today

LONGEST_CONSENT = datetime.timedelta(days=5 * 366)


class SiteImage(AbstractImage):
    """A picture of this site, with whom to thank for it. Its words for people who cannot see it belong to each use.

    `shown_until` is the last UK day on which the consents of those it shows let it be public; `hidden_on` the day on
    which it was taken down (see core.pages.media.actions, which alone writes both).
    """

    file = PictureField(verbose_name=_("file"), upload_to=get_upload_to, width_field="width", height_field="height")
    credit = models.CharField(max_length=120, blank=True, help_text=_("Who made it. Shown nowhere unless they ask."))
    people = models.CharField(
        _("does it show a person who can be recognised?"),
        max_length=10,
        choices=People.choices,
        blank=True,
        help_text=_("A face, a tattoo, a school uniform or a place can be enough. If unsure, choose “Yes”."),
    )
    shown_until = models.DateField(null=True, blank=True, editable=False)
    hidden_on = models.DateField(null=True, blank=True, editable=False)

    admin_form_fields = ("title", "file", "people", "credit", "collection", "tags")
    # The chooser narrows a search by a tag; without this that breaks (Wagtail lets tags be searched, not filtered).
    search_fields = [*AbstractImage.search_fields, index.RelatedFields("tags", [index.FilterField("name")])]

    class Meta(AbstractImage.Meta):
        verbose_name = _("picture")

    def __str__(self) -> str:
        return self.title

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store the file first: what was measured of it (sides, size, digest) then goes into the same row."""
        store(self.file)
        super().save(*args, **kwargs)

    @property
    def default_alt_text(self) -> str:
        """Nothing: what a picture shows is written at each use, never taken from the name of a file."""
        return ""

    def get_upload_to(self, filename: str) -> str:
        """Where the original is stored: a name that cannot be guessed, in a folder that no server shows."""
        return f"original_images/{unguessable_name(os.path.splitext(filename)[1][1:])}"

    def may_be_shown(self, today: datetime.date | None = None) -> bool:
        """Whether pages may show it on the UK day `today`: nobody in it must agree, or all who must do. No query."""
        if self.people != People.AGREED:
            return True
        return self.shown_until is not None and (today or uk_today()) <= self.shown_until

    def generate_rendition_file(self, *args: Any, **kwargs: Any) -> ContentFile:
        """One size of the picture. Wagtail leaves its temporary file open; ours is in memory."""
        with super().generate_rendition_file(*args, **kwargs) as made:
            made.seek(0)
            return ContentFile(made.read(), name=made.name)


class SiteRendition(AbstractRendition):
    """One size of a SiteImage."""

    image = models.ForeignKey(SiteImage, models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["image", "filter_spec", "focal_point_key"], name="one_rendition_a_filter")
        ]

    def __str__(self) -> str:
        return f"{self.image_id}: {self.filter_spec}"


class SiteDocument(AbstractDocument):
    """A file to download; its address stays when the file is replaced.

    `updated_on` is the UK day on which its file was last stored. Who may have it: core.pages.media.queries.
    """

    file = DocumentField(_("file"), upload_to="documents")
    pages = models.PositiveSmallIntegerField(
        _("number of pages"), null=True, blank=True, help_text=_("A PDF is counted for you where that can be done.")
    )
    for_all = models.BooleanField(
        _("anybody with its address may have it"),
        default=False,
        help_text=_("Off, only a file that a public page shows can be downloaded. On, it can be, shown or not."),
    )
    updated_on = models.DateField(_("updated on"), null=True, blank=True, editable=False)

    admin_form_fields = ("title", "file", "pages", "for_all", "collection", "tags")

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store the file first: what was measured of it (size, pages, digest, day) then goes into the same row."""
        store(self.file)
        super().save(*args, **kwargs)

    def __str__(self) -> str:
        return self.title


class PhotoConsent(ClusterableModel):
    """What somebody in a picture agreed to: for what, and until when. Who it is stays on paper: no names here.

    Several people in one picture have a record each, and all of them must hold. `recorded_by` is reminded before it
    ends.
    """

    who = models.CharField(
        _("who is shown"),
        max_length=120,
        help_text=_("By what they do, such as “A member of the youth board”. No names: they stay on the form."),
    )
    age_band = models.CharField(_("age of the youngest"), max_length=10, choices=AgeBand.choices)
    given_by = models.CharField(
        _("who agreed"),
        max_length=10,
        choices=GivenBy.choices,
        help_text=_("For somebody under 16 a parent or guardian must."),
    )
    kept_where = models.CharField(
        _("where the signed form is kept"),
        max_length=160,
        help_text=_("Such as “Form 14, locked cabinet at the office”. No names."),
    )
    given_on = models.DateField(_("agreed on"))
    expires_on = models.DateField(
        _("holds until"), help_text=_("The last day. Two years is usual; five is the most. We remind you before.")
    )
    withdrawn_on = models.DateField(
        _("withdrawn on"),
        null=True,
        blank=True,
        help_text=_("The picture leaves every public page at the start of this day; at once if that is today."),
    )
    for_website = models.BooleanField(_("for this website"), default=True)
    for_newsletter = models.BooleanField(_("for the newsletter"), default=False)
    for_social = models.BooleanField(_("for social media"), default=False)
    area = models.ForeignKey(
        "areas.Area",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("area"),
        help_text=_("Editors of this area see the record too. Empty: only those who edit everywhere."),
    )
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )

    class Meta:
        ordering = ["expires_on", "pk"]
        verbose_name = _("photo consent")
        verbose_name_plural = _("photo consents")
        constraints = [
            models.CheckConstraint(condition=Q(expires_on__gte=F("given_on")), name="consent_ends_after_it_begins")
        ]

    def __str__(self) -> str:
        return self.who

    def last_day(self) -> datetime.date:
        """The last UK day on which it holds."""
        if self.withdrawn_on is None:
            return self.expires_on
        return min(self.expires_on, self.withdrawn_on - datetime.timedelta(days=1))

    def clean(self) -> None:
        """Raises ValidationError by field for dates and people that cannot be."""
        super().clean()
        wrong: dict[str, Any] = {}
        if self.age_band == AgeBand.CHILD and self.given_by == GivenBy.THEMSELVES:
            wrong["given_by"] = _("Somebody under 16 needs the agreement of a parent or guardian.")
        if self.given_on and self.given_on > uk_today():
            wrong["given_on"] = _("This day is still to come.")
        if self.given_on and self.expires_on and "given_on" not in wrong:
            if self.expires_on < self.given_on:
                wrong["expires_on"] = _("This is before the day on which they agreed.")
            elif self.expires_on > self.given_on + LONGEST_CONSENT:
                wrong["expires_on"] = _("Five years after they agreed is the most. Ask them again then.")
        if self.given_on and self.withdrawn_on and self.withdrawn_on < self.given_on:
            wrong["withdrawn_on"] = _("This is before the day on which they agreed.")
        if not (self.for_website or self.for_newsletter or self.for_social):
            wrong["for_website"] = _("Tick at least one thing that they agreed to.")
        if wrong:
            raise ValidationError(wrong)


class ConsentedPicture(models.Model):
    """That a consent is about a picture."""

    consent = ParentalKey(PhotoConsent, on_delete=models.CASCADE, related_name="pictures")
    image = models.ForeignKey(SiteImage, models.CASCADE, related_name="consents", verbose_name=_("picture"))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["consent", "image"], name="one_consent_a_picture_once")]

    def __str__(self) -> str:
        return f"{self.consent_id}: {self.image_id}"
