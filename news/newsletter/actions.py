"""What changes a subscriber: asking, confirming, choosing, pausing, leaving, being erased."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Count, F, Q, QuerySet
from django.utils import timezone

from core.areas.models import Area
from core.audit.actions import record
from core.pages.models import Topic
from core.pages.reviews import uk_today
from news.newsletter import consent
from news.newsletter.addresses import digest
from news.newsletter.enums import Copy, LetterKind, State
from news.newsletter.models import Letter, Send, Sending, SignUp, Subscriber, Suppression
from news.newsletter.tokens import CONFIRM_DAYS

if TYPE_CHECKING:
    from core.people.models import User

BATCH = 100
BETWEEN_LETTERS = datetime.timedelta(hours=2)
MOST_LETTERS_A_WEEK = 3
SUPPRESSED_DAYS = 30


def ask(*, email: str, areas: Iterable[int], topics: Iterable[int], language: str) -> None:
    """Keep what the form said (`email` normalised), for the worker. One write, the same for every address."""
    wishes = {"areas": sorted(areas), "topics": sorted(topics)}
    SignUp.objects.create(email=email, wishes=wishes, language=language, consent=consent.CURRENT)


def answer_sign_ups() -> int:
    """Turn what forms said into subscribers and letters, at most 100; how many. For the worker."""
    waiting = SignUp.objects.order_by("pk").values_list("pk", flat=True)[:BATCH]
    return sum(_answer(pk) for pk in waiting)


@transaction.atomic
def _answer(pk: int) -> bool:
    asked = SignUp.objects.select_for_update().filter(pk=pk).first()
    if asked is None:
        return False  # another worker had it
    asked.delete()
    now = timezone.now()
    facts = {"language": asked.language, "consent": asked.consent, "asked_at": now}
    person, is_new = Subscriber.objects.get_or_create(email=asked.email, defaults=facts)
    person = Subscriber.objects.select_for_update().get(pk=person.pk)
    is_known = person.state == State.ACTIVE
    if not is_known:
        # Never what an active subscriber chose: whoever types their address must not change it.
        person.areas.set(Area.objects.filter(pk__in=asked.wishes.get("areas", []), is_active=True))
        person.topics.set(Topic.objects.filter(pk__in=asked.wishes.get("topics", [])))
    if not _may_write(person, now):
        if is_new:
            person.delete()
        return True
    if not is_known:
        Subscriber.objects.filter(pk=person.pk).update(state=State.PENDING, changed_at=now, **facts)
    kind = LetterKind.KNOWN if is_known else LetterKind.CONFIRM
    Letter.objects.create(subscriber=person, kind=kind, due_at=now)
    return True


def _may_write(person: Subscriber, now: datetime.datetime) -> bool:
    """Nobody can have somebody's mailbox flooded: one letter in two hours, three a week, one in 30 days after a
    complaint or a hard bounce. `jo+1@` and `jo+2@` are one mailbox."""
    today = uk_today()
    suppressed = Suppression.objects.filter(digest=digest(person.email))
    if suppressed.exists():
        long_ago = suppressed.filter(on__lte=today - datetime.timedelta(days=SUPPRESSED_DAYS))
        return bool(long_ago.update(on=today))
    local, _at, domain = person.email.rpartition("@")
    name = local.partition("+")[0]
    same = Q(email=f"{name}@{domain}") | Q(email__startswith=f"{name}+", email__endswith=f"@{domain}")
    letters = Letter.objects.filter(subscriber__in=Subscriber.objects.filter(same | Q(pk=person.pk)))
    recent = letters.filter(at__gt=now - datetime.timedelta(days=7))
    return not recent.filter(at__gt=now - BETWEEN_LETTERS).exists() and recent.count() < MOST_LETTERS_A_WEEK


@transaction.atomic
def confirm(*, subscriber: Subscriber, asking: int) -> bool:
    """Make `subscriber` active, for their asking number `asking`; whether they are active now. Idempotent."""
    person = Subscriber.objects.select_for_update().filter(pk=subscriber.pk).first()
    if person is None or person.ask != asking:
        return False
    if person.state == State.ACTIVE:
        return True
    now = timezone.now()
    if person.state != State.PENDING or person.asked_at < now - datetime.timedelta(days=CONFIRM_DAYS):
        return False
    Suppression.objects.filter(digest=digest(person.email)).delete()
    person.state, person.confirmed_at, person.soft_bounces, person.paused_until = State.ACTIVE, now, 0, None
    person.save()
    return True


@transaction.atomic
def choose(
    *, subscriber: Subscriber, areas: Iterable[Area], topics: Iterable[Topic], language: str, pause_days: int | None
) -> None:
    """Keep what an active subscriber chose. `pause_days`: nothing for so many days from today, 0 ends a pause, None
    leaves it as it is."""
    person = Subscriber.objects.select_for_update().get(pk=subscriber.pk)
    person.areas.set(areas)
    person.topics.set(topics)
    person.language = language
    if pause_days is not None:
        person.paused_until = uk_today() + datetime.timedelta(days=pause_days) if pause_days else None
    person.soft_bounces = 0
    person.save()


def leave(*, subscriber: Subscriber) -> None:
    """Send `subscriber` nothing any more, from this moment. Idempotent; older links to confirm stop working."""
    here = Subscriber.objects.filter(pk=subscriber.pk).exclude(state=State.OUT)
    here.update(state=State.OUT, ask=F("ask") + 1, changed_at=timezone.now())


@transaction.atomic
def erase(*, subscriber: Subscriber, by: User | None = None) -> None:
    """Delete all that is held about `subscriber`; `by` the member of staff whom they asked, or themselves.

    Counts of newsletters stay, and so does the hash of an address that complained.
    """
    record(
        "newsletter.erased",
        actor=by.opaque_id if by else None,
        target=f"subscriber:{subscriber.uuid}",
        asked_staff=by is not None,
    )
    _delete(Subscriber.objects.filter(pk=subscriber.pk))


def _delete(people: QuerySet[Subscriber]) -> None:
    """Delete `people` and note for newsletters under way that they get none."""
    ids = list(people.values_list("pk", flat=True))
    open_copies = Send.objects.filter(subscriber__in=ids, state=Copy.WAITING).values("sending")
    for sending, many in open_copies.annotate(n=Count("pk")).values_list("sending", "n"):
        Sending.objects.filter(pk=sending).update(skipped=F("skipped") + many)
    Subscriber.objects.filter(pk__in=ids).delete()


@transaction.atomic
def prune() -> int:
    """Delete what was kept long enough, at most 100 of a kind; how many people went. Repeatable.

    Who did not confirm in 7 days; 30 days after leaving or bouncing; who got what, after 180 days.
    """
    now = timezone.now()
    old = now - datetime.timedelta(days=30)
    unconfirmed = Subscriber.objects.filter(
        state=State.PENDING, asked_at__lt=now - datetime.timedelta(days=CONFIRM_DAYS)
    )
    gone = Subscriber.objects.filter(state__in=[State.OUT, State.BOUNCED], changed_at__lt=old)
    ids = [*unconfirmed.values_list("pk", flat=True)[:BATCH], *gone.values_list("pk", flat=True)[:BATCH]]
    _delete(Subscriber.objects.filter(pk__in=ids))
    _delete_some(Letter.objects.filter(at__lt=old))
    _delete_some(SignUp.objects.filter(at__lt=now - datetime.timedelta(days=2)))
    _delete_some(Send.objects.filter(sending__finished_at__lt=now - datetime.timedelta(days=180)))
    return len(ids)


def _delete_some(rows: QuerySet) -> None:
    ids = list(rows.values_list("pk", flat=True)[: 10 * BATCH])
    rows.model._default_manager.filter(pk__in=ids).delete()
