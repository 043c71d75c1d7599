"""Letters to one person (please confirm; you get it already): each at most once, as in core.notifications.outbox."""

from __future__ import annotations

import logging
import smtplib
from datetime import timedelta

from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from core.notifications.refusals import NOT_TAKEN
from news.newsletter import consent, tokens
from news.newsletter.actions import answer_sign_ups
from news.newsletter.enums import LetterKind, LetterState, State
from news.newsletter.messages import House, frame_context, host, link, mail_connection, read_house
from news.newsletter.models import Letter

BATCH = 50
MOST_ATTEMPTS = 6
_log = logging.getLogger(__name__)


def answer() -> int:
    """Answer what forms said, and send what waits; how many letters left. For the worker, outside a transaction."""
    answer_sign_ups()
    return send_letters()


def send_letters() -> int:
    """Send every letter whose time has come, at most 50; how many left. For the worker, outside a transaction."""
    due = Letter.objects.filter(state=LetterState.WAITING, due_at__lte=timezone.now()).order_by("due_at")
    waiting = list(due.values_list("pk", flat=True)[:BATCH])
    house = read_house() if waiting else None
    return sum(_send(pk, house) for pk in waiting if house)


def _send(pk: int, house: House) -> bool:
    if not Letter.objects.filter(pk=pk, state=LetterState.WAITING).update(state=LetterState.SENDING):
        return False  # another worker has it
    letter = Letter.objects.select_related("subscriber").filter(pk=pk).first()
    wanted = State.PENDING if letter and letter.kind == LetterKind.CONFIRM else State.ACTIVE
    if letter is None or letter.subscriber.state != wanted:
        Letter.objects.filter(pk=pk).update(state=LetterState.DROPPED)
        return False
    try:
        _email(letter, house).send()
    except NOT_TAKEN:
        _try_later(letter)
        return False
    except (OSError, smtplib.SMTPException) as problem:
        # It may have been taken: one letter too few is better than two.
        _log.warning("Letter %s of the newsletter may not have left: %s", pk, type(problem).__name__)
        return False
    Letter.objects.filter(pk=pk).update(state=LetterState.SENT)
    return True


def _try_later(letter: Letter) -> None:
    _log.warning("Letter %s of the newsletter was not taken by the mail server.", letter.pk)
    letter.attempts += 1
    letter.state = LetterState.WAITING if letter.attempts < MOST_ATTEMPTS else LetterState.DROPPED
    letter.due_at = timezone.now() + timedelta(minutes=5 * 2**letter.attempts)
    letter.save()


def _email(letter: Letter, house: House) -> EmailMultiAlternatives:
    person = letter.subscriber
    with override(person.language):
        is_asking = letter.kind == LetterKind.CONFIRM
        context = {
            **frame_context(house, person.language),
            "is_asking": is_asking,
            "action": link("confirm", tokens.for_confirming(person))
            if is_asking
            else link("preferences", tokens.for_preferences(person.uuid)),
            "consent": consent.WORDS.get(person.consent, consent.words_now()),
            "days": tokens.CONFIRM_DAYS,
            "areas": [area.name for area in person.areas.all()],
            "topics": [topic.name for topic in person.topics.all()],
        }
        subject = _("Please confirm your e-mail address") if is_asking else _("You get our newsletter already")
        made = EmailMultiAlternatives(
            subject=subject,
            body=render_to_string("emails/newsletter_letter.txt", context).strip() + "\n",
            to=[person.email],
            headers={
                "From": house.sender,
                "Auto-Submitted": "auto-generated",
                "Message-ID": f"<newsletter-letter-{letter.pk}@{host()}>",
            },
            connection=mail_connection(),
        )
        made.attach_alternative(render_to_string("emails/newsletter_letter.html", context), "text/html")
    return made
