"""Whether the people in pictures agreed: what stops a page from being published."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from wagtail.blocks import StreamValue

from core.pages.media.enums import People
from core.pages.media.models import PhotoConsent, SiteImage
from core.pages.reviews import uk_today

USES = ("website", "newsletter", "social")


def last_day(consents: Iterable[PhotoConsent], use: str = "website") -> datetime.date | None:
    """The last UK day on which all of `consents` hold for `use` (one of USES); None where there is none, or one of
    them is not for that."""
    found = list(consents)
    if not found or not all(getattr(consent, f"for_{use}") for consent in found):
        return None
    return min(consent.last_day() for consent in found)


def consents_of(image_ids: Iterable[int]) -> dict[int, list[PhotoConsent]]:
    """The consents of each of the pictures `image_ids`. One query."""
    found: dict[int, list[PhotoConsent]] = {number: [] for number in image_ids}
    links = SiteImage.consents.rel.related_model.objects.filter(image_id__in=found).select_related("consent")
    for link in links:
        found[link.image_id].append(link.consent)
    return found


def consent_problems(image_ids: Iterable[int], use: str = "website", today: datetime.date | None = None) -> list[str]:
    """What stops the pictures `image_ids` from being public, a plain sentence each: nobody said whether they show a
    person, or a person in them has not agreed to `use` (one of USES), or only until before the UK day `today`.

    At most two queries; none for no ids. Writes nothing.
    """
    today = today or uk_today()
    images = list(SiteImage.objects.filter(pk__in=set(image_ids)).exclude(people__in=SAFE).order_by("pk"))
    asked = [image.pk for image in images if image.people == People.AGREED]
    consents = consents_of(asked) if asked else {}
    return [words for image in images if (words := _problem(image, consents.get(image.pk, []), use, today))]


SAFE = (People.NOBODY, People.CROWD)


def _problem(image: SiteImage, consents: list[PhotoConsent], use: str, today: datetime.date) -> str:
    facts = {"title": image.title}
    if image.people != People.AGREED:
        return _("Say whether the picture “%(title)s” shows a person: open it under Images.") % facts
    if not consents:
        return _("Nobody wrote down that the people in “%(title)s” agreed. Add that under Photo consents.") % facts
    until = last_day(consents, use)
    if until is None:
        return _("The people in “%(title)s” did not agree to this use. Choose another picture.") % facts
    if until >= today:
        return ""
    if any(consent.withdrawn_on for consent in consents):
        return _("Somebody in “%(title)s” no longer agrees. Choose another picture.") % facts
    facts["day"] = date_format(until, "j F Y")
    return _("What the people in “%(title)s” agreed to ended on %(day)s. Ask again, or choose another picture.") % facts


def pictures_in(cleaned: Mapping[str, Any]) -> set[int]:
    """The ids of the pictures that a form's cleaned values name, in fields and in all blocks."""
    found: set[int] = set()
    for value in cleaned.values():
        if isinstance(value, SiteImage):
            found.add(value.pk)
        elif isinstance(value, StreamValue):
            references = value.stream_block.extract_references(value)
            found |= {int(key) for model, key, *_path in references if issubclass(model, SiteImage)}
    return found


def refuse_without_consent(form: Any, cleaned: Mapping[str, Any]) -> None:
    """Add to `form`, the editor's form of a page, what stops its pictures from being public."""
    ids = pictures_in(cleaned)
    for formset in getattr(form, "formsets", {}).values():
        for child in formset.forms:
            ids |= pictures_in(getattr(child, "cleaned_data", {}))
    for words in consent_problems(ids):
        form.add_error(None, ValidationError(words, code="consent"))
