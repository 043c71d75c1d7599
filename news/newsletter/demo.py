"""The demo's newsletter: a few readers, none of them real, one newsletter that was sent, and one being written."""

from __future__ import annotations

import datetime

from django.utils import timezone
from wagtail.models import Page

from core.areas.models import Area
from core.people.models import User
from news.models import NewsPage
from news.newsletter import consent
from news.newsletter.compiling import compile_now
from news.newsletter.enums import Copy, Stage, State
from news.newsletter.models import Newsletter, NewsletterItem, NewsletterSettings, Send, Sending, Subscriber

READERS = [
    ("amara", State.ACTIVE, ["kestrel-bay"]),
    ("ben", State.ACTIVE, []),
    ("cerys", State.ACTIVE, ["tarn-moor", "marlow-vale"]),
    ("dilan", State.ACTIVE, []),
    ("esme", State.ACTIVE, ["oakhampton"]),
    ("farid", State.OUT, []),
]
SENT = "Six new lights, and what else changed this month"
DRAFT = "Have your say before the end of the month"
INTRO = "<p>Hello,</p><p>Here is what you asked for and what came of it. Thank you to everybody who told us.</p>"
DAYS_AGO = 9


def load(today: datetime.date) -> None:
    """Write the readers and both newsletters where they are missing. Idempotent."""
    if Newsletter.objects.filter(subject=SENT).exists():
        return
    sent_at = timezone.make_aware(
        datetime.datetime.combine(today - datetime.timedelta(days=DAYS_AGO), datetime.time(9))
    )
    settings = NewsletterSettings.load()
    settings.how_often = settings.how_often or "about once a month"
    settings.save()
    readers = [_reader(*reader, asked_at=sent_at) for reader in READERS]
    pages = list(NewsPage.objects.live().filter(sensitivity=0).order_by("-published_on", "-pk")[:5])
    sent = _newsletter(SENT, "And a warm place to go after six.", pages[:3])
    sent.save_revision(user=sent.author, clean=False).publish()
    sent.refresh_from_db()
    _send(sent, readers, sent_at)
    draft = _newsletter(DRAFT, "", pages[3:])
    draft.live = False
    draft.save()
    draft.save_revision(user=draft.author, clean=False)


def _reader(name: str, state: State, areas: list[str], *, asked_at: datetime.datetime) -> Subscriber:
    before = asked_at - datetime.timedelta(days=30)
    facts = {
        "state": state,
        "language": "en-gb",
        "consent": consent.CURRENT,
        "asked_at": before,
        "confirmed_at": before,
    }
    person, _made = Subscriber.objects.update_or_create(email=f"{name}.reader@example.org", defaults=facts)
    person.areas.set(Area.objects.filter(slug__in=areas))
    return person


def _newsletter(subject: str, preheader: str, pages: list[Page]) -> Newsletter:
    made = Newsletter(
        subject=subject, preheader=preheader, intro=INTRO, author=User.objects.filter(username="editor").first()
    )
    made.items.add(*(NewsletterItem(page=page, sort_order=place) for place, page in enumerate(pages)))
    made.save()
    return made


def _send(newsletter: Newsletter, readers: list[Subscriber], at: datetime.datetime) -> None:
    """What sending it left behind."""
    active = [reader for reader in readers if reader.state == State.ACTIVE]
    sending = Sending.objects.create(
        newsletter=newsletter,
        stage=Stage.DONE,
        due_at=at,
        agreed_by=User.objects.filter(username="approver").first(),
        agreed_count=len(active),
        revision=newsletter.live_revision_id or 0,
        content=compile_now(newsletter).content,
        started_at=at,
        finished_at=at + datetime.timedelta(minutes=1),
        is_gathered=True,
        total=len(active),
        sent=len(active),
    )
    Send.objects.bulk_create(
        [Send(sending=sending, subscriber=reader, state=Copy.SENT, claimed_at=at) for reader in active]
    )
