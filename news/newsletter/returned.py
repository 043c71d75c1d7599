"""What comes back about a copy: bounces, complaints and wishes to leave by e-mail."""

from __future__ import annotations

import re

from django.db import transaction
from django.db.models import F

from core.audit.actions import record
from core.pages.reviews import uk_today
from news.newsletter import actions
from news.newsletter.addresses import digest
from news.newsletter.enums import Bounce, State
from news.newsletter.models import Send, Subscriber, Suppression

SOFT_LIMIT = 3
KEY = re.compile(r"[a-z2-7]{26}", re.ASCII)
# Enhanced status codes (RFC 3463) that say: this mailbox does not exist or is closed for good.
GONE = re.compile(rb"\b5\.1\.(?:1|2|3|10)\b|\b5\.2\.1\b")


@transaction.atomic
def note(key: str, kind: Bounce) -> bool:
    """Note that `kind` came back about the copy named `key`; whether it was new. Repeating it changes nothing.

    A hard bounce ends the subscription at once, and so does the third soft one (of different newsletters). A complaint
    is taken as leaving. After a hard bounce or a complaint the address is suppressed. Writes the audit with ids.
    """
    if not KEY.fullmatch(key):
        return False
    copy = Send.objects.select_for_update(of=("self",)).select_related("sending").filter(key=key).first()
    if copy is None or copy.bounce in (kind, Bounce.COMPLAINT) or kind == Bounce.NONE:
        return False
    person = Subscriber.objects.select_for_update().get(pk=copy.subscriber_id)
    Send.objects.filter(pk=copy.pk).update(bounce=kind)
    if kind == Bounce.COMPLAINT:
        _suppress(person, "complaint")
        actions.leave(subscriber=person)
    elif kind == Bounce.LEAVE:
        actions.leave(subscriber=person)
    elif person.state == State.ACTIVE:
        _bounced(person, kind)
    record("newsletter.returned", target=f"subscriber:{person.uuid}", kind=str(kind),
           newsletter=copy.sending.newsletter_id)  # fmt: skip
    return True


def _bounced(person: Subscriber, kind: Bounce) -> None:
    here = Subscriber.objects.filter(pk=person.pk)
    if kind == Bounce.SOFT:
        here.update(soft_bounces=F("soft_bounces") + 1)
        if person.soft_bounces + 1 < SOFT_LIMIT:
            return
    else:
        _suppress(person, "hard")
    person.refresh_from_db()
    person.state = State.BOUNCED
    person.save()


def _suppress(person: Subscriber, reason: str) -> None:
    facts = {"reason": reason, "on": uk_today()}
    Suppression.objects.update_or_create(digest=digest(person.email), defaults=facts)


def refused(copy: Send, code: int, words: bytes) -> None:
    """The mail server refused this recipient for good with `code` and `words` (its answer).

    Only an address that is gone is a hard bounce, and only what stayed away for now a soft one: a server that refuses
    everybody, for its own reasons, must not empty the list.
    """
    if code >= 500 and GONE.search(words):
        note(copy.key, Bounce.HARD)
    elif 400 <= code < 500:
        note(copy.key, Bounce.SOFT)
