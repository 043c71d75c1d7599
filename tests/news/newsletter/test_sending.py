"""A newsletter leaves once for each person who still wants it, and never at night."""

import datetime
import re
from email.header import decode_header, make_header

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.utils import timezone

from core.notifications.models import Notification
from news.newsletter import actions, issuing, queries, sending, tokens
from news.newsletter.addresses import digest
from news.newsletter.enums import Copy, Stage, State
from news.newsletter.models import Newsletter, Send, Sending, Subscriber, Suppression
from tests.factories.areas import PartnershipFactory
from tests.factories.news import article
from tests.factories.newsletter import agreed, never_quiet, newsletter, reader
from tests.factories.pages import approver, editor, small_site

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _site():
    PartnershipFactory(name="Brackenshire, “VRP” – the partnership", contact_address="1 High Street\nZZ99 1AA")
    small_site()
    never_quiet()


def counts(made):
    row = Sending.objects.get(newsletter=made)
    return {"total": row.total, "sent": row.sent, "failed": row.failed, "skipped": row.skipped, "unknown": row.unknown}


def states():
    return sorted(Send.objects.values_list("state", flat=True))


def test_each_reader_gets_one_and_running_again_sends_none(sink):
    people = [reader() for _number in range(3)]
    for state in (State.PENDING, State.OUT, State.BOUNCED):
        reader(state=state)
    made = newsletter(article())
    agreed(made)
    assert sending.send_due() == 3
    assert sorted(sink.addresses()) == sorted(person.email for person in people)
    assert sending.send_due() == 0
    assert counts(made) == {"total": 3, "sent": 3, "failed": 0, "skipped": 0, "unknown": 0}
    assert Sending.objects.get().stage == Stage.DONE
    assert queries.sent_in(timezone.localdate()) == {"newsletters": 1, "copies": 3}


def test_what_a_copy_is_made_of(sink):
    person = reader("jo@example.org")
    never_quiet(bounce_email="bounces@example.org", leave_email="leave@example.org")
    made = newsletter(
        article(title="Lights & <b>more</b>"),
        subject="Zwölf “neue” Lichter",
        intro='<p>Look at <a href="https://example.org/a?b=1&amp;c=2">the plan</a>.</p><ul><li>One</li></ul>',
    )
    agreed(made)
    sending.send_due()
    taken, copy = sink.taken[0], Send.objects.get()
    letter = taken.message
    assert taken.sender == f"bounces+{copy.key}@example.org"
    assert letter["Message-ID"] == f"<n.{copy.key}@localhost>"
    assert str(make_header(decode_header(letter["Subject"]))) == "Zwölf “neue” Lichter"
    assert letter["Reply-To"] == "hello@example.org"
    assert "hello@example.org" in letter["From"]
    https, mailto = re.findall(r"<([^>]+)>", letter["List-Unsubscribe"].replace("\n", ""))
    assert https == f"http://localhost:8000/newsletter/leave/{tokens.for_leaving(person.uuid)}/".replace(
        "http://localhost:8000", issuing_root()
    )
    assert mailto.startswith("mailto:leave@example.org?subject=leave%20")
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    plain, html = (part.get_payload(decode=True).decode() for part in letter.get_payload())
    assert [part.get_content_type() for part in letter.get_payload()] == ["text/plain", "text/html"]
    assert "Look at the plan (https://example.org/a?b=1&c=2)." in plain
    assert "- One" in plain
    assert "1 High Street" in plain
    assert "/news/late-buses/" in plain
    assert "Lights &amp; &lt;b&gt;more&lt;/b&gt;" in html
    assert https in plain
    assert https in html
    for never in ("<img", "<script", "url(", "http-equiv", "jo@example.org"):
        assert never not in html
    assert '<html lang="en-GB" dir="ltr">' in html


def issuing_root():
    from news.newsletter.compiling import root

    return root()


def test_the_frame_speaks_the_readers_language_and_the_content_its_own(sink):
    reader(language="ar")
    agreed(newsletter(article()))
    sending.send_due()
    html = sink.taken[0].message.get_payload()[1].get_payload(decode=True).decode()
    assert '<html lang="ar" dir="rtl">' in html
    assert 'class="body" lang="en-GB" dir="ltr"' in html
    assert "/ar/newsletter/leave/" in html


HOSTILE = ["One\nBcc: evil@example.org", "One\r\nBcc: evil@example.org"]


@pytest.mark.parametrize("subject", [*HOSTILE, "One\x00two"])
def test_a_subject_of_several_lines_is_refused(subject):
    with pytest.raises(ValidationError):
        Newsletter(subject=subject).clean()


@pytest.mark.parametrize("subject", HOSTILE)
def test_a_subject_that_came_past_the_form_is_sent_as_one_line(sink, subject):
    reader()
    agreed(newsletter(article(), subject=subject))
    sending.send_due()
    assert sink.taken[0].message["Bcc"] is None
    assert "\n" not in str(sink.taken[0].message["Subject"]).replace("\n ", "")


@pytest.mark.parametrize(
    "happens",
    [
        lambda person: actions.leave(subscriber=person),
        lambda person: actions.erase(subscriber=person),
        lambda person: Subscriber.objects.filter(pk=person.pk).update(state=State.BOUNCED),
        lambda person: Subscriber.objects.filter(pk=person.pk).update(
            paused_until=timezone.localdate() + datetime.timedelta(days=2)
        ),
        lambda person: Suppression.objects.create(
            digest=digest(person.email), reason="complaint", on=timezone.localdate()
        ),
    ],
    ids=["left", "erased", "bounced", "paused", "suppressed"],
)
@pytest.mark.parametrize("when", ["gathered", "claimed"])
def test_who_goes_at_the_last_moment_gets_nothing(sink, happens, when, monkeypatch):
    stays, goes = reader(), reader()
    made = newsletter(article())
    agreed(made)
    if when == "gathered":
        never_quiet(rate=1)
        sending.send_due()
        happens(goes)
        never_quiet()
    else:
        real = sending._is_wanted

        def just_before(person):
            if person.pk == goes.pk:
                happens(person)
                found = Subscriber.objects.filter(pk=person.pk).first()
                return found is not None and real(found)
            return real(person)

        monkeypatch.setattr(sending, "_is_wanted", just_before)
    sending.send_due()
    assert sink.addresses() == [stays.email]
    assert counts(made) == {"total": 2, "sent": 1, "failed": 0, "skipped": 1, "unknown": 0}
    assert Sending.objects.get().stage == Stage.DONE


def test_who_joins_after_the_beginning_gets_the_next_one(sink):
    reader()
    agreed(newsletter(article()))
    never_quiet(rate=1)
    reader()
    sending.send_due()
    late = reader()
    with time_machine.travel(timezone.now() + datetime.timedelta(minutes=2)):
        sending.send_due()
    assert late.email not in sink.addresses()
    assert len(sink.taken) == 2


def test_no_more_than_the_rate_leave_in_a_minute(sink):
    never_quiet(rate=2)
    for _number in range(5):
        reader()
    agreed(newsletter(article()))
    assert [sending.send_due() for _time in range(3)] == [2, 0, 0]
    with time_machine.travel(timezone.now() + datetime.timedelta(seconds=61)):
        assert sending.send_due() == 2


def test_the_content_is_made_once(sink):
    never_quiet(rate=1)
    reader(), reader()
    page = article(title="Before")
    agreed(newsletter(page))
    sending.send_due()
    page.title = "After"
    page.save_revision().publish()
    with time_machine.travel(timezone.now() + datetime.timedelta(minutes=2)):
        sending.send_due()
    assert len(sink.taken) == 2
    for taken in sink.taken:
        text = taken.message.get_payload()[0].get_payload(decode=True).decode()
        assert "Before" in text
        assert "After" not in text


@pytest.mark.parametrize(
    "gone",
    [
        lambda page: page.unpublish(),
        lambda page: type(page).objects.filter(pk=page.pk).update(sensitivity=1),
        lambda page: type(page).objects.filter(pk=page.pk).update(sensitivity=2),
        lambda page: type(page).objects.filter(pk=page.pk).update(expire_at=timezone.now()),
        lambda page: page.view_restrictions.create(restriction_type="login"),
        lambda page: page.delete(),
    ],
    ids=["unpublished", "sensitive", "very sensitive", "ended", "private", "deleted"],
)
def test_what_is_not_for_all_at_sending_time_is_left_out_and_staff_are_told(sink, gone):
    writer = editor()
    reader()
    page = article("quiet", title="Something quiet", summary="Quiet words")
    link = f'<p>Read <a linktype="page" id="{page.pk}">about it</a> too.</p>'
    made = newsletter(article(), page, by=writer, intro=link)
    agreed(made)
    gone(page)
    sending.send_due()
    raw = sink.taken[0].raw.decode()
    assert "/news/late-buses/" in raw
    for word in ("Something quiet", "Quiet words", "/news/quiet/"):
        assert word not in raw
    assert "about it" in raw
    assert Notification.objects.filter(user=writer, kind="newsletter.left_out").count() == 1


def test_one_of_which_nothing_is_left_does_not_leave(sink):
    reader()
    page = article()
    made = newsletter(page, intro="")
    agreed(made)
    page.unpublish()
    assert sending.send_due() == 0
    assert Sending.objects.get().stage == Stage.STOPPED


def test_taking_the_approval_back_stops_it(sink):
    reader()
    made = newsletter(article())
    agreed(made)
    made.unpublish()
    assert sending.send_due() == 0
    assert Sending.objects.get().stage == Stage.STOPPED


def test_stopping_in_the_middle_and_before(sink):
    never_quiet(rate=1)
    reader(), reader()
    made, boss = newsletter(article()), approver()
    agreed(made)
    sending.send_due()
    assert issuing.stop(by=boss, newsletter=made)
    with time_machine.travel(timezone.now() + datetime.timedelta(minutes=2)):
        sending.send_due()
    assert len(sink.taken) == 1
    other = newsletter(article("other"))
    agreed(other, at=timezone.now() + datetime.timedelta(hours=1))
    assert issuing.stop(by=boss, newsletter=other)
    assert queries.sending_of(other) is None
    assert not issuing.stop(by=boss, newsletter=other)


@pytest.mark.parametrize(
    ("answer", "state", "person", "attempts"),
    [
        ("550 5.1.1 no such person", Copy.FAILED, State.BOUNCED, 0),
        ("550 5.7.1 we do not like you", Copy.FAILED, State.ACTIVE, 0),
        ("451 4.7.1 come back later", Copy.WAITING, State.ACTIVE, 1),
    ],
)
def test_what_a_refusal_means(sink, answer, state, person, attempts):
    refused, fine = reader(), reader()
    sink.refuse[refused.email] = answer
    agreed(newsletter(article()))
    sending.send_due()
    copy = Send.objects.get(subscriber=refused)
    refused.refresh_from_db()
    assert (copy.state, copy.attempts, refused.state) == (state, attempts, person)
    assert sink.addresses() == [fine.email]
    assert Suppression.objects.exists() == (person == State.BOUNCED)


def test_a_server_that_is_away_loses_nothing(sink, settings):
    reader()
    agreed(newsletter(article()))
    port, settings.EMAIL_PORT = settings.EMAIL_PORT, 1
    assert sending.send_due() == 0
    assert states() == ["waiting"]
    settings.EMAIL_PORT = port
    assert sending.send_due() == 1


def test_a_server_that_refuses_every_letter_is_asked_again_and_ends_as_failed(sink):
    sink.data_answer = "554 5.6.0 no"
    reader()
    made = newsletter(article())
    agreed(made)
    for hours in range(sending.MOST_ATTEMPTS + 1):
        with time_machine.travel(timezone.now() + datetime.timedelta(hours=hours)):
            sending.send_due()
    assert counts(made) == {"total": 1, "sent": 0, "failed": 1, "skipped": 0, "unknown": 0}


def test_when_the_server_hangs_up_after_the_letter_it_is_not_known_and_never_sent_again(sink):
    reader()
    writer = editor()
    made = newsletter(article(), by=writer)
    agreed(made)
    sink.data_answer = ""
    sending.send_due()
    assert states() == ["claimed"]
    sink.data_answer = "250 taken"
    sending.send_due()
    with time_machine.travel(timezone.now() + sending.LEASE + datetime.timedelta(seconds=1)):
        sending.send_due()
    assert sink.taken == []
    assert counts(made) == {"total": 1, "sent": 0, "failed": 0, "skipped": 0, "unknown": 1}
    assert Notification.objects.filter(user=writer, kind="newsletter.unknown").count() == 1


@pytest.mark.parametrize(
    ("at", "leaves"),
    [
        ("2026-07-01T18:59:00Z", True),  # 19:59 in the UK
        ("2026-07-01T19:00:00Z", False),  # 20:00
        ("2026-07-02T06:59:00Z", False),  # 07:59
        ("2026-07-02T07:00:00Z", True),  # 08:00
        ("2026-12-01T19:59:00Z", True),
        ("2026-12-01T20:00:00Z", False),
    ],
)
def test_nothing_leaves_at_night(sink, at, leaves):
    never_quiet(quiet_from=datetime.time(20), quiet_until=datetime.time(8))
    reader()
    with time_machine.travel(at, tick=False):
        agreed(newsletter(article(published_on=datetime.date(2026, 1, 1))))
        assert bool(sending.send_due()) == leaves


def test_nothing_leaves_before_its_time(sink):
    reader()
    agreed(newsletter(article()), at=timezone.now() + datetime.timedelta(hours=1))
    assert sending.send_due() == 0
    with time_machine.travel(timezone.now() + datetime.timedelta(minutes=61)):
        assert sending.send_due() == 1
