"""Writes of the partnership's pages."""

from __future__ import annotations

import datetime

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from wagtail.images import get_image_model

from core.areas.models import Area
from core.areas.queries import partnership
from core.notifications.once import tell_once
from core.pages.pictures import make_renditions
from core.pages.reviews import uk_today
from core.pages.version import raise_version
from core.safeguarding.actions import raise_concern
from core.screening.scan import scan
from home.partnership.enums import ContactTopic
from home.partnership.models import ContactMessage
from home.partnership.models.contact import KEPT_DAYS

CHOSEN = "contact-safety"
BATCH = 500


@transaction.atomic
def write_to_us(*, topic: ContactTopic, text: str, reply_to: str = "", area: Area | None = None) -> ContactMessage:
    """Keep a message to the partnership, and let its shared mailbox know that one waits.

    `text`: at most 4,000 characters. `reply_to`: an e-mail address or "". A message about somebody's safety, or with a
    phrase that may mean danger, becomes a Concern with its words; then the row that staff see holds none. Writes the
    message, perhaps a concern with what that writes, and at most one letter an hour that says only that a message
    waits. Nothing about where it came from is kept.
    """
    risk = most_urgent(text) or (CHOSEN if topic == ContactTopic.SAFETY else "")
    message = ContactMessage.objects.create(
        topic=topic,
        text="" if risk else text,
        reply_to="" if risk else reply_to,
        area=area,
        with_safeguarding=bool(risk),
    )
    if risk:
        said = "\n".join(filter(None, [f"{topic.label}.", text, reply_to]))
        raise_concern(target=f"contact:{message.pk}", reason=risk, words=said, area=area)
    now = timezone.localtime()
    tell_once(
        f"contact:{now:%Y-%m-%d.%H}",
        on=now.date(),
        users=(),
        kind="contact",
        url=reverse("contact_messages:index"),
        facts={},
        mailbox=partnership().contact_email,
    )
    return message


def most_urgent(text: str) -> str:
    """The code of the most urgent rule for phrases of danger that `text` meets, or "". One query."""
    found = [hit for hit in scan(text) if hit.kind == "risk"]
    return min(found, key=lambda hit: hit.tier).rule if found else ""


def forget_old_messages(today: datetime.date | None = None) -> int:
    """Delete messages of more than 90 days before the UK day `today`; how many. For the worker, in small batches."""
    last_kept = (today or uk_today()) - datetime.timedelta(days=KEPT_DAYS)
    gone = 0
    while ids := list(ContactMessage.objects.filter(day__lt=last_kept).values_list("pk", flat=True)[:BATCH]):
        gone += ContactMessage.objects.filter(pk__in=ids).delete()[0]
    return gone


def prepare_logo(image_id: int) -> None:
    """Make the sizes of a logo that are missing, and raise the version of public content. Writes files and rows."""
    images = list(get_image_model().objects.filter(pk=image_id))
    if images:
        make_renditions(images)
        with transaction.atomic():
            raise_version()
