"""Events: the index, its pages, and the people who signed up."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator, MaxValueValidator, MinValueValidator, URLValidator
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.fields import RichTextField, StreamField

from core.pages.blocks import BODY_BLOCKS
from core.pages.blocks.paragraph import LIMITED_FEATURES
from core.pages.body import Prose, words_of
from core.pages.models import BasePage
from news.events.blocks import ProgrammeBlock
from news.events.completeness import missing
from news.events.enums import Booking, LetterState, News, Standing, Status, Where
from news.events.moments import UK, UKMoment, end_of, start_of, when_words
from news.events.panels import event_panels

TAKEN_ADDRESSES = frozenset({"feed", "sign-up", "calendar", "place"})
WEB_ONLY = URLValidator(schemes=["http", "https"])


class EventIndexPage(BasePage):
    """The list of events, the next one first, at /events/."""

    max_count_per_parent = 1
    parent_page_types = ["home.HomePage"]
    subpage_types = ["events.EventPage"]
    page_description = _("The list of events. There is one.")

    class Meta:
        verbose_name = _("event index")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The list asked for by `?area=`, `?topic=`, `?month=` and `?past=`."""
        from news.events.showing import index_context  # noqa: PLC0415 - it reads these models

        return {**super().get_context(request, *args, **kwargs), **index_context(request)}


class EventPage(BasePage):
    """One event. Times are stored in UTC and shown in UK time; whole days run from midnight to 11:59pm."""

    starts = UKMoment(_("starts"), null=True)
    ends = UKMoment(_("ends"), null=True)
    all_day = models.BooleanField(_("whole days, without times"), default=False)
    status = models.CharField(_("does it happen?"), max_length=10, choices=Status.choices, default=Status.ON)
    status_words = models.CharField(
        _("why, and what people can do"), max_length=300, blank=True, help_text=_("People who signed up get it too.")
    )
    where = models.CharField(_("how people take part"), max_length=6, choices=Where.choices, default=Where.PLACE)
    place_name = models.CharField(_("name of the place"), max_length=120, blank=True)
    address = models.TextField(_("address"), blank=True, validators=[MaxLengthValidator(300)])
    place_access = models.TextField(
        _("getting in and around"),
        blank=True,
        validators=[MaxLengthValidator(600)],
        help_text=_("Steps, lifts, toilets, quiet room, hearing loop, parking."),
    )
    getting_there = models.TextField(_("how to get there"), blank=True, validators=[MaxLengthValidator(600)])
    join_url = models.URLField(
        _("link to join online"),
        blank=True,
        validators=[WEB_ONLY],
        help_text=_("With sign-up, only people who have a place get it. It is never in a feed."),
    )
    audience = models.CharField(_("who it is for"), max_length=120, blank=True)
    youngest = models.PositiveSmallIntegerField(
        _("youngest age"), null=True, blank=True, validators=[MaxValueValidator(120)]
    )
    oldest = models.PositiveSmallIntegerField(
        _("oldest age"), null=True, blank=True, validators=[MaxValueValidator(120)]
    )
    cost = models.CharField(_("what it costs"), max_length=120, blank=True, help_text=_("Empty means free."))
    booking = models.CharField(_("before people come"), max_length=5, choices=Booking.choices, default=Booking.NONE)
    booking_url = models.URLField(_("where people book"), blank=True, validators=[WEB_ONLY])
    places = models.PositiveIntegerField(
        _("number of places"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(100_000)],
        help_text=_("Empty means as many as come."),
    )
    waiting_list = models.BooleanField(_("keep a waiting list when it is full"), default=True)
    body = StreamField(BODY_BLOCKS, blank=True, verbose_name=_("about the event"))
    programme = StreamField([("item", ProgrammeBlock())], blank=True, verbose_name=_("programme"))
    afterwards = RichTextField(_("after the event"), blank=True, features=LIMITED_FEATURES)

    content_panels = event_panels()
    parent_page_types = ["events.EventIndexPage", "home.AreaHubPage"]
    subpage_types: list[str] = []
    page_description = _("Something that happens at a time: a meeting, a workshop, a drop-in.")

    class Meta:
        verbose_name = _("event")
        indexes = [
            models.Index(fields=["starts", "page_ptr"], name="events_next_first"),
            models.Index(fields=["ends", "page_ptr"], name="events_last_first"),
        ]

    @classmethod
    def missing(cls, values: Mapping[str, Any]) -> Iterable[tuple[str, str]]:
        """What people need to get there."""
        return missing(values)

    def clean(self) -> None:
        """Make whole days whole, and say which way round times and ages go. Raises ValidationError."""
        super().clean()
        self.make_whole()
        if self.starts and self.ends and self.ends <= self.starts:
            raise ValidationError({"ends": _("Choose a time after it starts.")})
        if self.youngest is not None and self.oldest is not None and self.oldest < self.youngest:
            raise ValidationError({"oldest": _("This is below the youngest age.")})
        if self.slug in TAKEN_ADDRESSES:
            raise ValidationError({"slug": _("This site uses that address already. Choose another.")})

    def make_whole(self) -> None:
        """Times to the minute; whole days from their first minute to their last."""
        for name in ("starts", "ends"):
            moment = getattr(self, name)
            if moment is None:
                continue
            moment = moment.replace(second=0, microsecond=0)
            if self.all_day:
                day = moment.astimezone(UK).date()
                moment = start_of(day) if name == "starts" else end_of(day)
            setattr(self, name, moment)

    def save(self, *args: Any, **kwargs: Any) -> Any:
        """Keep times as `make_whole` leaves them, however they came."""
        self.make_whole()
        return super().save(*args, **kwargs)

    def prose(self) -> str:
        """The words of the event, of its place and of its programme. Never the link to join."""
        rows = [row["value"] for row in self.programme.raw_data]
        speakers = [each["value"] for row in rows for each in row.get("speakers") or () if "value" in each]
        words = [self.place_name, self.address, self.audience, words_of(self.body.raw_data)]
        words += [f"{row.get('title') or ''} {row.get('about') or ''}" for row in rows]
        words += [" ".join(each.get(key) or "" for key in ("name", "role", "organisation")) for each in speakers]
        return " ".join(word for word in words if word)

    @property
    def when(self) -> str:
        """When it is, in words, in UK time."""
        return when_words(self.starts, self.ends, all_day=self.all_day) if self.starts and self.ends else ""

    @property
    def takes_place(self) -> bool:
        """Whether it goes ahead."""
        return self.status == Status.ON

    @property
    def after(self) -> Prose:
        """The notes from after the event, ready to show."""
        return Prose(self.afterwards)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The event with everything that it shows, in at most five queries with its own."""
        from news.events.showing import event_context  # noqa: PLC0415 - it reads these models

        return {**super().get_context(request, *args, **kwargs), **event_context(self, request)}


class Places(models.Model):
    """How many places of one event are taken, and what those who signed up were last told about it.

    Everything that changes sign-ups locks this row first, so that no place is given twice.
    """

    event = models.OneToOneField(EventPage, models.CASCADE, primary_key=True, related_name="+")
    taken = models.PositiveIntegerField(default=0)
    waiting = models.PositiveIntegerField(default=0)
    told = models.CharField(max_length=64, blank=True)

    def __str__(self) -> str:
        return f"{self.event_id}: {self.taken} + {self.waiting}"


class SignUp(models.Model):
    """Somebody who wants to come: what to call them, where to write, what they need. Deleted 30 days afterwards."""

    event = models.ForeignKey(EventPage, models.CASCADE, related_name="+")
    reference = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(_("name"), max_length=60)
    email = models.EmailField(_("e-mail"))
    access_needs = models.TextField(_("what they need"), blank=True, validators=[MaxLengthValidator(500)])
    standing = models.CharField(_("place"), max_length=7, choices=Standing.choices)
    language = models.CharField(max_length=10, default="en-gb")
    at = models.DateTimeField(_("signed up"), auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["event", "email"], name="one_sign_up_an_address")]
        indexes = [models.Index(fields=["event", "standing", "id"], name="events_sign_ups_in_turn")]
        verbose_name = _("sign-up for an event")

    def __str__(self) -> str:
        return f"{self.pk} {self.standing}"


class Letter(models.Model):
    """An e-mail to somebody who signed up. Once `sending`, it is never tried again: twice is worse than not at all."""

    sign_up = models.ForeignKey(SignUp, models.CASCADE, related_name="letters")
    news = models.CharField(max_length=8, choices=News.choices)
    state = models.CharField(max_length=8, choices=LetterState.choices, default=LetterState.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField()
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        indexes = [models.Index(fields=["due_at"], condition=models.Q(state="waiting"), name="events_letters_due")]
        verbose_name = _("letter about an event")

    def __str__(self) -> str:
        return f"{self.pk} {self.state}"
