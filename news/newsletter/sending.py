"""Sending newsletters: each person gets at most one copy, however often the worker dies.

A copy is claimed by compare-and-set, and that is committed, before the mail server is spoken to. A worker that dies in
between leaves the claim; after the lease it is marked UNKNOWN for staff and never tried again: the server may have
taken it, and one copy too few is better than two. Only what the server surely did not take is tried again.
"""

from __future__ import annotations

import datetime
import logging
import smtplib
import time

from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from core.audit.actions import record
from core.notifications import notify
from core.pages.reviews import uk_today
from news.newsletter import queries
from news.newsletter.addresses import digest
from news.newsletter.compiling import compile_now
from news.newsletter.enums import Copy, Stage, State
from news.newsletter.messages import House, Press, mail_connection, read_house
from news.newsletter.models import Newsletter, Send, Sending, Subscriber, Suppression
from news.newsletter.quiet import is_quiet
from news.newsletter.returned import refused

GATHER = 500
LEASE = datetime.timedelta(minutes=10)
LONGEST_RUN = 8.0  # seconds: under the lease of the due jobs, which another worker could take otherwise
MOST_ATTEMPTS = 5
_log = logging.getLogger(__name__)


class ServerAwayError(Exception):
    """The mail server takes nothing now: the rest of the run would fail too."""


def send_due() -> int:
    """Begin, go on with and end what is due, for some seconds; how many copies left. For the worker, outside a
    transaction. Nothing begins or leaves in quiet hours."""
    give_up_lost()
    house = read_house()
    now = timezone.now()
    if is_quiet(now, house.settings.quiet_from, house.settings.quiet_until):
        return 0
    waiting = Sending.objects.filter(stage=Stage.SCHEDULED, due_at__lte=now).order_by("due_at", "pk")
    for pk in waiting.values_list("pk", flat=True):
        begin(pk)
    end, left = time.monotonic() + LONGEST_RUN, 0
    for sending in Sending.objects.filter(stage=Stage.SENDING).order_by("started_at", "pk"):
        while not sending.is_gathered and time.monotonic() < end:
            gather(sending)
        if sending.is_gathered:
            left += _send_some(sending, house, end)
            _finish(sending.pk)
    return left


@transaction.atomic
def begin(pk: int) -> bool:
    """Compile the content of a sending whose time has come, once for ever; whether this call did it."""
    sending = Sending.objects.select_for_update().select_related("newsletter").get(pk=pk)
    if sending.stage != Stage.SCHEDULED:
        return False
    newsletter = sending.newsletter
    if not newsletter.live or newsletter.live_revision_id != sending.revision:
        Sending.objects.filter(pk=pk).update(stage=Stage.STOPPED, finished_at=timezone.now())
        _tell(sending, "newsletter.changed", {})
        return False
    compiled = compile_now(newsletter)
    last = Subscriber.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    sending.content, sending.gather_limit, sending.started_at = compiled.content, last, timezone.now()
    sending.stage = Stage.STOPPED if compiled.is_empty else Stage.SENDING
    sending.finished_at = sending.started_at if compiled.is_empty else None
    sending.save()
    record("newsletter.begun", target=f"newsletter:{sending.newsletter_id}", items=len(compiled.content["items"]),
           left_out=len(compiled.left_out))  # fmt: skip
    if compiled.left_out:
        _tell(sending, "newsletter.left_out", {"count": len(compiled.left_out)})
    return True


def gather(sending: Sending) -> None:
    """Write the next 500 people who get it. Who joins after the beginning is not among them."""
    people = queries.recipients(**{**queries.segment_of(sending.newsletter), "today": uk_today()})
    more = people.filter(pk__gt=sending.gathered_to, pk__lte=sending.gather_limit).order_by("pk")
    ids = list(more.values_list("pk", flat=True)[:GATHER])
    with transaction.atomic():
        here = Sending.objects.select_for_update().get(pk=sending.pk)
        if here.gathered_to == sending.gathered_to and not here.is_gathered:
            there = set(Subscriber.objects.filter(pk__in=ids).values_list("pk", flat=True))  # none erased since
            Send.objects.bulk_create([Send(sending=here, subscriber_id=each) for each in ids if each in there])
            here.total += len(there)
            here.gathered_to, here.is_gathered = ids[-1] if ids else here.gathered_to, len(ids) < GATHER
            here.save(update_fields=["total", "gathered_to", "is_gathered"])
    sending.refresh_from_db()


def _allowed(rate: int, now: datetime.datetime) -> int:
    """How many more may leave in this minute."""
    return max(0, rate - Send.objects.filter(claimed_at__gt=now - datetime.timedelta(minutes=1)).count())


def _send_some(sending: Sending, house: House, end: float) -> int:
    now = timezone.now()
    waiting = Send.objects.filter(sending=sending, state=Copy.WAITING).exclude(due_at__gt=now).order_by("pk")
    ids = list(waiting.values_list("pk", flat=True)[: min(GATHER, _allowed(house.settings.rate, now))])
    if not ids:
        return 0
    press, connection, left = Press(sending.content, house), mail_connection(), 0
    try:
        connection.open()
        for pk in ids:
            if time.monotonic() >= end:
                break
            left += _send_one(pk, press, connection)
    except ServerAwayError:
        _log.warning("The mail server takes no newsletters now; trying again soon.")
    except OSError as problem:
        _log.warning("The mail server does not answer: %s", type(problem).__name__)
    finally:
        _close(connection)
    return left


def _close(connection: BaseEmailBackend) -> None:
    try:
        connection.close()
    except (OSError, smtplib.SMTPException):
        return


def _send_one(pk: int, press: Press, connection: BaseEmailBackend) -> bool:
    """Claim and send one copy; whether it left. Raises ServerAwayError where the server takes nothing now."""
    # No join here: PostgreSQL would look at the state in a subquery, and not again after waiting for another worker.
    claim = Send.objects.filter(pk=pk, state=Copy.WAITING)
    if not claim.update(state=Copy.CLAIMED, claimed_at=timezone.now()):
        return False  # another worker has it
    copy = Send.objects.select_related("subscriber", "sending").filter(pk=pk).first()
    if copy is not None and copy.sending.stage != Stage.SENDING:
        Send.objects.filter(pk=pk, state=Copy.CLAIMED).update(state=Copy.WAITING, claimed_at=None)
        return False  # it was stopped
    if copy is None or not _is_wanted(copy.subscriber):
        _settle(copy_id=pk, sending=copy.sending_id if copy else None, state=Copy.SKIPPED)
        return False
    person = copy.subscriber
    message = press.copy_for(
        person=person.uuid, email=person.email, language=person.language, key=copy.key, connection=connection
    )
    try:
        message.send()
    except smtplib.SMTPRecipientsRefused as problem:
        _refused(copy, problem)
        return False
    except (smtplib.SMTPResponseException, smtplib.SMTPConnectError, ConnectionRefusedError) as problem:
        _try_later(copy)
        raise ServerAwayError from problem
    except (OSError, smtplib.SMTPException) as problem:
        # It may have been taken: leave the claim, which becomes "not known".
        _log.warning("Copy %s of a newsletter may not have left: %s", pk, type(problem).__name__)
        raise ServerAwayError from problem
    _settle(copy_id=pk, sending=copy.sending_id, state=Copy.SENT)
    return True


def _is_wanted(person: Subscriber) -> bool:
    """Whether `person`, read after the claim, still wants it, and nobody put a suppressed address back."""
    if person.state != State.ACTIVE or person.is_paused(uk_today()):
        return False
    return not Suppression.objects.filter(digest=digest(person.email)).exists()


@transaction.atomic
def _settle(*, copy_id: int, sending: int | None, state: Copy) -> None:
    """Note what became of a claimed copy, and count it. A copy whose person was erased meanwhile is counted too."""
    rows = Send.objects.filter(pk=copy_id)
    changed = rows.filter(state=Copy.CLAIMED).update(state=state)
    if sending is not None and (changed or not rows.exists()):
        Sending.objects.filter(pk=sending).update(**{str(state): F(str(state)) + 1})


def _refused(copy: Send, problem: smtplib.SMTPRecipientsRefused) -> None:
    code, words = next(iter(problem.recipients.values()), (0, b""))
    if 400 <= code < 500 and copy.attempts + 1 < MOST_ATTEMPTS:
        _try_later(copy)
        return
    _settle(copy_id=copy.pk, sending=copy.sending_id, state=Copy.FAILED)
    refused(copy, code, words if isinstance(words, bytes) else str(words).encode())


def _try_later(copy: Send) -> None:
    """Give a copy back that the server surely did not take."""
    attempts = copy.attempts + 1
    if attempts >= MOST_ATTEMPTS:
        _settle(copy_id=copy.pk, sending=copy.sending_id, state=Copy.FAILED)
        return
    Send.objects.filter(pk=copy.pk, state=Copy.CLAIMED).update(
        state=Copy.WAITING, attempts=attempts, due_at=timezone.now() + datetime.timedelta(minutes=2 ** min(attempts, 5))
    )


def give_up_lost() -> int:
    """Mark claims older than their lease as not known; how many. They are never sent again."""
    lost = Send.objects.filter(state=Copy.CLAIMED, claimed_at__lt=timezone.now() - LEASE)
    count = 0
    for pk, sending in lost.values_list("pk", "sending_id")[:GATHER]:
        _settle(copy_id=pk, sending=sending, state=Copy.UNKNOWN)
        count += 1
    return count


@transaction.atomic
def _finish(pk: int) -> None:
    """End a sending of which nothing waits and nothing is under way; staff are told the counts."""
    sending = Sending.objects.select_for_update().get(pk=pk)
    is_open = Send.objects.filter(sending=sending, state__in=[Copy.WAITING, Copy.CLAIMED]).exists()
    if is_open or not sending.is_gathered or sending.stage != Stage.SENDING:
        return
    sending.stage, sending.finished_at = Stage.DONE, timezone.now()
    sending.save(update_fields=["stage", "finished_at"])
    counts = {name: getattr(sending, name) for name in ("sent", "failed", "skipped", "unknown")}
    record("newsletter.sent", target=f"newsletter:{sending.newsletter_id}", **counts)
    _tell(sending, "newsletter.unknown" if sending.unknown else "newsletter.sent", counts)


def _tell(sending: Sending, kind: str, facts: dict[str, str | int]) -> None:
    """Tell who wrote it and who agreed to it, where they are still staff."""
    newsletter = Newsletter.objects.select_related("author").get(pk=sending.newsletter_id)
    for user in {person for person in (sending.agreed_by, newsletter.author) if person and person.is_active}:
        notify(user, kind, url=f"/cms/newsletters/{newsletter.pk}/", facts=facts)
