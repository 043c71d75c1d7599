"""The hash chain over the audit: sealing new entries, and checking the whole.

Why no entry can slip in behind a seal. A seal covers every entry after the seal before it, up to its own `last`; so
when it is made, no transaction may still be about to commit an entry with a lower id. SQLite has one writer at a time
and never uses an id twice, so inside our own write transaction everything lower is there or will never be. PostgreSQL
hands ids out when a row is inserted and shows the row when its transaction commits, so ids can appear out of order.
There we first take SHARE ROW EXCLUSIVE on the table of entries: it is granted only when every transaction that
inserted has ended, and an insert must hold its own lock on the table before it draws an id. The statement that then
reads the entries sees all that were committed (READ COMMITTED takes a new snapshot for it), and a missing id is missing
for ever: a rolled-back insert. The same lock lets only one process seal at a time, which makes one chain. We wait for
it a second at most, so that an unusually long transaction delays the seal and not the people who are working.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC

from django.db import OperationalError, connection, transaction
from django.db.models import Max

from core.audit.models import AuditEntry, AuditSeal

LONGEST_RUN = 5_000


@dataclass(frozen=True)
class Verdict:
    """What checking found: `entries` and `seals` read, entries not yet sealed, and what is wrong, in words."""

    entries: int
    seals: int
    unsealed: int
    problems: tuple[str, ...]


def canonical(entry: AuditEntry) -> bytes:
    """`entry` as one line of JSON that is the same on every machine: sorted keys, UTC, no spaces, ASCII."""
    fields = {
        "id": entry.pk,
        "at": entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "action": entry.action,
        "actor": str(entry.actor) if entry.actor else None,
        "target": entry.target,
        "facts": entry.facts,
    }
    return json.dumps(fields, sort_keys=True, separators=(",", ":")).encode("ascii")


def _digest(previous: str, entries: Iterable[AuditEntry]) -> tuple[str, int]:
    """SHA-256 (hex) over the digest before and each entry's line, and how many entries there were."""
    sha, count = hashlib.sha256(previous.encode("ascii")), 0
    for entry in entries:
        sha.update(b"\n" + canonical(entry))
        count += 1
    return sha.hexdigest(), count


def _take_the_pen() -> None:
    """Be the only one who seals until this transaction ends, with no insert under way. Raises OperationalError."""
    if connection.vendor != "postgresql":
        return  # the transaction was opened with BEGIN IMMEDIATE: we are the one writer already
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL lock_timeout = '1s'")
        cursor.execute(f"LOCK TABLE {AuditEntry._meta.db_table} IN SHARE ROW EXCLUSIVE MODE")
        cursor.execute("SET LOCAL lock_timeout = DEFAULT")


def _seal_one_run() -> int:
    with transaction.atomic():
        _take_the_pen()
        latest = AuditSeal.objects.order_by("-id").first()
        since, previous = (latest.last, latest.digest) if latest else (0, "")
        run = list(AuditEntry.objects.filter(pk__gt=since).order_by("pk")[:LONGEST_RUN])
        if run:
            digest, _count = _digest(previous, run)
            AuditSeal.objects.create(first=run[0].pk, last=run[-1].pk, previous=previous, digest=digest)
        return len(run)


def seal() -> int:
    """Seal every unsealed entry, in id order, in runs of at most 5,000; the number sealed. Call outside a transaction.

    Writes AuditSeal rows. Any number of processes may call it at once: they make one chain. Where the database is busy
    with someone else's long transaction, what could not be sealed waits for the next call.
    """
    sealed = 0
    try:
        while run := _seal_one_run():
            sealed += run
    except OperationalError as problem:
        if not any(word in str(problem) for word in ("lock timeout", "locked")):
            raise
    return sealed


def verify() -> Verdict:
    """Read the whole chain again and say what does not agree. Reads every entry once, a run at a time."""
    problems: list[str] = []
    previous, since, entries, seals = "", 0, 0, 0
    for mark in AuditSeal.objects.order_by("pk").iterator():
        run = AuditEntry.objects.filter(pk__gt=since, pk__lte=mark.last).order_by("pk")
        digest, count = _digest(mark.previous, run.iterator())
        if mark.previous != previous:
            problems.append(f"Seal {mark.pk} does not follow the seal before it.")
        if digest != mark.digest:
            problems.append(f"Entries {mark.first} to {mark.last} are not what was sealed.")
        previous, since = mark.digest, max(since, mark.last)
        entries, seals = entries + count, seals + 1
    unsealed = AuditEntry.objects.filter(pk__gt=since).count()
    return Verdict(entries + unsealed, seals, unsealed, tuple(problems))


def head() -> str:
    """The newest digest (hex) or an empty string. Kept elsewhere, it also shows when the chain's end was cut off."""
    newest = AuditSeal.objects.aggregate(newest=Max("pk"))["newest"]
    return AuditSeal.objects.values_list("digest", flat=True).get(pk=newest) if newest else ""
