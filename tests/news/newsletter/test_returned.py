"""What comes back: bounces, complaints, letters that ask to leave; and mail made to break the reader."""

import base64
import io
from types import SimpleNamespace

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from news.newsletter import actions, anymail_events, bounces, returned, tokens
from news.newsletter.addresses import digest
from news.newsletter.enums import Bounce, State
from news.newsletter.models import Send, Sending, Subscriber, Suppression
from tests.factories.newsletter import newsletter, reader

KEY = "abcdefghijklmnopqrstuvwxyz"


def report(key=KEY, *, action="failed", status="5.1.1", to="bounces@example.org", returned_id=True):
    """A delivery report as RFC 3464 writes it."""
    own = f"Message-ID: <n.{key}@example.org>\r\n" if returned_id else ""
    return (
        f"From: MAILER-DAEMON@mail.example.org\r\nTo: {to}\r\nSubject: Undelivered\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="b"\r\n\r\n'
        "--b\r\nContent-Type: text/plain\r\n\r\nIt did not arrive.\r\n"
        "--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mail.example.org\r\n\r\n"
        f"Final-Recipient: rfc822; x@example.org\r\nAction: {action}\r\nStatus: {status}\r\n\r\n"
        f"--b\r\nContent-Type: text/rfc822-headers\r\n\r\n{own}Subject: News\r\n\r\n--b--\r\n"
    ).encode()


def complaint(key=KEY, kind="abuse"):
    """A complaint as RFC 5965 writes it."""
    return (
        'Content-Type: multipart/report; report-type=feedback-report; boundary="b"\r\n\r\n'
        "--b\r\nContent-Type: text/plain\r\n\r\nSomebody complained.\r\n"
        f"--b\r\nContent-Type: message/feedback-report\r\n\r\nFeedback-Type: {kind}\r\nVersion: 1\r\n\r\n"
        f"--b\r\nContent-Type: message/rfc822\r\n\r\nMessage-ID: <n.{key}@example.org>\r\n"
        "Subject: News\r\n\r\nHi\r\n--b--\r\n"
    ).encode()


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        (report(), Bounce.HARD),
        (report(status="5.1.1 (no such person)"), Bounce.HARD),
        (report(status="5.2.1"), Bounce.HARD),
        (report(status="5.2.2"), Bounce.SOFT),
        (report(status="5.7.1"), Bounce.SOFT),
        (report(status="4.4.1"), Bounce.SOFT),
        (report(status=""), Bounce.SOFT),
        (report(action="delayed", status="4.4.1"), Bounce.NONE),
        (report(action="delivered", status="2.0.0"), Bounce.NONE),
        (report(returned_id=False), Bounce.NONE),
        (report(to=f"bounces+{KEY}@example.org", returned_id=False), Bounce.HARD),
        (report(to=f"Bounces+{KEY.upper()}@example.org", returned_id=False), Bounce.HARD),
        (complaint(), Bounce.COMPLAINT),
        (complaint(kind="not-spam"), Bounce.NONE),
        (b"Subject: I am on holiday\r\n\r\n<n.%s@example.org>" % KEY.encode(), Bounce.NONE),
        (b"", Bounce.NONE),
    ],
)
def test_what_a_mail_says(raw, kind):
    found = bounces.read(raw)
    assert found.kind == kind
    assert found.keys == ((KEY,) if kind != Bounce.NONE else ())


def test_a_mail_that_names_many_copies_is_not_believed():
    other = KEY[::-1]
    raw = report().replace(b"It did not arrive.", f"<n.{other.replace('z', '7')}@x>".encode())
    assert bounces.read(raw).kind == Bounce.NONE


def test_names_inside_an_encoded_part_are_found():
    inner = base64.b64encode(f"Message-ID: <n.{KEY}@example.org>\r\n".encode())
    head = b"Content-Type: text/rfc822-headers\r\n"
    raw = report(returned_id=False).replace(
        head + b"\r\n", head + b"Content-Transfer-Encoding: base64\r\n\r\n" + inner + b"\r\n"
    )
    assert bounces.read(raw).keys == (KEY,)


@given(st.binary(max_size=2000))
def test_no_bytes_break_the_reader(raw):
    assert bounces.read(raw).kind in Bounce


@given(st.data())
def test_no_damaged_report_breaks_the_reader(data):
    raw = bytearray(data.draw(st.sampled_from([report(), complaint()])))
    for _time in range(data.draw(st.integers(1, 12))):
        place = data.draw(st.integers(0, len(raw) - 1))
        raw[place : place + data.draw(st.integers(0, 9))] = data.draw(
            st.sampled_from(
                [b"", b"\x00", b"\xff\xfe", b"\r\n", b"--b", b";charset=x", b"=?x?b?", b"message/rfc822\r\n"]
            )
        )
    assert bounces.read(bytes(raw)).kind in Bounce


@pytest.mark.parametrize(
    "raw",
    [
        b"Content-Type: message/rfc822\r\n\r\n" * 400,
        b'Content-Type: multipart/mixed; boundary="b"\r\n\r\n' + b"--b\r\n\r\n" * 5000,
        b"Content-Type: multipart/mixed; boundary=\r\n\r\n--\r\n",
        b"Subject: =?utf-7?b?" + b"A" * 9000,
        b"Content-Type: message/delivery-status; charset=nonsense\r\nContent-Transfer-Encoding: base64\r\n\r\n\xff\xff",
        b"Subject: leave " + b"0" * 32 + b"~" + b"a" * 43 + b"\r\n\r\n",
    ],
    ids=["nested", "many parts", "no boundary", "words", "charset", "a false leave"],
)
def test_mail_made_to_break_the_reader_does_not(raw):
    assert bounces.read(raw).kind in (Bounce.NONE, Bounce.LEAVE)


def copy_of(person, made=None):
    made = made or newsletter()
    sent, _made = Sending.objects.get_or_create(
        newsletter=made, defaults={"due_at": timezone.now(), "agreed_count": 1, "revision": 1}
    )
    return Send.objects.create(sending=sent, subscriber=person, state="sent")


def state_of(person):
    return Subscriber.objects.values_list("state", "soft_bounces").get(pk=person.pk)


@pytest.mark.django_db
def test_a_hard_bounce_ends_it_at_once_and_suppresses_the_address():
    person = reader()
    assert returned.note(copy_of(person).key, Bounce.HARD)
    assert state_of(person)[0] == State.BOUNCED
    assert Suppression.objects.get().digest == digest(person.email)


@pytest.mark.django_db
def test_the_third_soft_bounce_ends_it_and_the_same_report_counts_once():
    person = reader()
    for number in range(1, 4):
        copy = copy_of(person)
        assert [returned.note(copy.key, Bounce.SOFT) for _time in range(3)] == [True, False, False]
        assert state_of(person) == (State.BOUNCED if number == 3 else State.ACTIVE, number)
    assert not Suppression.objects.exists()


@pytest.mark.django_db
def test_a_complaint_is_leaving_and_cannot_be_undone_by_adding_the_address_again():
    person = reader()
    returned.note(copy_of(person).key, Bounce.COMPLAINT)
    assert state_of(person)[0] == State.OUT
    address = person.email
    actions.erase(subscriber=person)
    again = reader(address)
    from news.newsletter.sending import _is_wanted

    assert not _is_wanted(again)


@pytest.mark.django_db
def test_a_name_that_is_nobodys_does_nothing():
    assert not returned.note(KEY, Bounce.HARD)


@pytest.mark.django_db
def test_the_command_reads_a_file_a_maildir_and_standard_input(tmp_path, monkeypatch):
    people = [reader() for _number in range(4)]
    made = newsletter()
    keys = [copy_of(person, made).key for person in people]
    one = tmp_path / "one.eml"
    one.write_bytes(report(keys[0]))
    box = tmp_path / "box"
    for part in ("new", "cur", "tmp"):
        (box / part).mkdir(parents=True)
    (box / "new" / "1").write_bytes(complaint(keys[1]))
    (box / "cur" / "2").write_bytes(b"\xff\x00 nonsense")
    (box / "cur" / "3").write_bytes(f"Subject: Re: leave {tokens.for_leaving(people[2].uuid)}\r\n\r\n".encode())
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(report(keys[3], status="4.2.2"))))
    said = io.StringIO()
    for place in (one, one, box, "-"):
        call_command("newsletter_bounces", str(place), stdout=said, delete=place == box)
    assert [state_of(person)[0] for person in people] == [State.BOUNCED, State.OUT, State.OUT, State.ACTIVE]
    assert said.getvalue().split("\n")[:4] == ["hard 1", "known before 1", "complaint 1, left 1, not ours 1", "soft 1"]
    assert list((box / "cur").iterdir()) == []
    assert "example.org" not in said.getvalue()
    with pytest.raises(CommandError):
        call_command("newsletter_bounces", str(tmp_path / "absent"))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("event_type", "reason", "state"),
    [
        ("bounced", "bounced", State.BOUNCED),
        ("bounced", "invalid", State.BOUNCED),
        ("bounced", "timed_out", State.ACTIVE),
        ("rejected", "blocked", State.ACTIVE),
        ("complained", "spam", State.OUT),
        ("unsubscribed", "", State.OUT),
        ("opened", "", State.ACTIVE),
        ("delivered", None, State.ACTIVE),
    ],
)
def test_what_events_of_mail_services_do(event_type, reason, state):
    person = reader()
    key = copy_of(person).key
    anymail_events.heard(
        event=SimpleNamespace(event_type=event_type, reject_reason=reason, metadata={"copy": key}), sender=None
    )
    assert state_of(person)[0] == state


@pytest.mark.django_db
def test_a_real_webhook_of_anymail_reaches_us(settings, rf):
    """Runs where the extra `anymail` is installed: its own view of one mail service reads a report as that sends it."""
    pytest.importorskip("anymail", reason="the extra `anymail` is not installed")
    from anymail.webhooks.postmark import PostmarkTrackingWebhookView

    settings.ANYMAIL = {"WEBHOOK_SECRET": "name:secret"}
    anymail_events.connect()
    person, other = reader(), reader()
    view = PostmarkTrackingWebhookView.as_view()
    reports = [
        {"RecordType": "Bounce", "Type": "HardBounce", "TypeCode": 1, "Metadata": {"copy": copy_of(person).key}},
        {"RecordType": "SpamComplaint", "Type": "SpamComplaint", "Metadata": {"copy": copy_of(other).key}},
    ]
    for said in reports:
        body = {"MessageID": "x", "Email": "x@example.org", "BouncedAt": "2026-11-22T09:00:00Z", **said}
        request = rf.post(
            "/", body, content_type="application/json", headers={"authorization": "Basic bmFtZTpzZWNyZXQ="}
        )
        assert view(request).status_code == 200
    assert (state_of(person)[0], state_of(other)[0]) == (State.BOUNCED, State.OUT)


@pytest.mark.django_db
@pytest.mark.parametrize("metadata", [None, {}, {"copy": None}, {"copy": "\x00"}, {"copy": "x" * 5000}])
def test_events_that_name_nothing_of_ours_are_passed_over(metadata):
    anymail_events.heard(event=SimpleNamespace(event_type="bounced", reject_reason="invalid", metadata=metadata))
