"""Being told: in one's own list, and by an e-mail that says next to nothing, at most once."""

import smtplib
from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import IntegrityError, transaction
from django.utils import timezone

from core.live.hub import hub
from core.notifications import actions, notify, outbox, queries, registry
from core.notifications.models import How, Notification, OutboxMessage
from core.people import copies, erasure
from tests.factories.people import MemberFactory, UserFactory

registry.register("test.one", "Number %(count)s happened")
registry.register("test.urgent", "Look now", urgent=True)
pytestmark = pytest.mark.django_db
LATER = timedelta(minutes=11)


@pytest.fixture
def member():
    return MemberFactory(email="member@example.org")


def tell(user, kind="test.one", count=1):
    notify(user, kind, url="/community/x/", facts={"count": count})


def send_later():
    with time_machine.travel(timezone.now() + LATER):
        return outbox.send_due()


def test_one_sees_what_one_was_told_and_nobody_elses(member, client):
    tell(member, count=41)
    tell(UserFactory(), count=52)
    client.force_login(member)
    page = client.get("/account/notifications/").content.decode()
    assert "Number 41 happened" in page
    assert "Number 52 happened" not in page


def test_a_guest_is_asked_to_sign_in(client):
    for path in ("", "settings/"):
        assert client.get(f"/account/notifications/{path}").status_code == 302
    assert client.post("/account/notifications/read/").status_code == 302


def test_an_unknown_kind_is_refused(member):
    with pytest.raises(KeyError):
        notify(member, "test.none", url="/")


@pytest.mark.parametrize("url", ["https://evil.example/", "//evil.example/", "javascript:x", "", "/" + "x" * 200])
def test_only_paths_of_this_site_are_taken(member, url):
    with pytest.raises(ValueError, match="path of this site"):
        notify(member, "test.one", url=url)


def test_marking_as_read(member, client):
    for count in range(3):
        tell(member, count=count)
    other = UserFactory()
    tell(other)
    newest, _, oldest = queries.visible_to(member)
    client.force_login(member)
    client.post("/account/notifications/read/", {"only": oldest.pk})
    assert queries.unread_count(member) == 2
    client.post("/account/notifications/read/", {"upto": newest.pk + 100})
    assert queries.unread_count(member) == 0
    assert queries.unread_count(other) == 1


@pytest.mark.parametrize("number", ["", "x", "-1", "9" * 19, "9" * 400, "１", "\x00"])
def test_numbers_that_are_none_do_no_harm(member, client, number):
    tell(member)
    client.force_login(member)
    assert client.post("/account/notifications/read/", {"only": number}).status_code == 302
    assert client.get("/account/notifications/", {"before": number}).status_code == 200


def test_the_list_costs_the_same_with_one_and_with_many(member, client, django_assert_max_num_queries):
    client.force_login(member)
    tell(member)
    with django_assert_max_num_queries(14) as one:
        client.get("/account/notifications/")
    for count in range(60):
        tell(member, count=count)
    with django_assert_max_num_queries(len(one)):
        page = client.get("/account/notifications/")
    assert "Older" in page.content.decode()


def test_news_of_ten_minutes_become_one_quiet_email(member):
    for count in range(3):
        tell(member, count=count)
    assert outbox.send_due() == 0
    assert send_later() == 1
    assert send_later() == 0
    (sent,) = mail.outbox
    assert sent.subject == "You have something new to read"
    assert "3 new things" in sent.body
    for told in (sent.subject, sent.body, sent.alternatives[0].content):
        assert "happened" not in told
        assert "community" not in told
    assert sent.to == ["member@example.org"]


def test_urgent_news_leave_at_once(member):
    tell(member)
    tell(member, "test.urgent")
    assert outbox.send_due() == 1


def test_what_was_read_on_the_site_is_not_emailed(member):
    tell(member)
    actions.mark_read(by=member, upto=Notification.objects.get().pk)
    assert send_later() == 0
    assert mail.outbox == []


@pytest.mark.parametrize("facts", [{"email": ""}, {"email": "x@example.org", "profile__age_band": "13-15"}])
def test_people_without_email_and_the_youngest_are_told_only_on_the_site(facts):
    young = MemberFactory(**facts)
    tell(young)
    assert OutboxMessage.objects.count() == 0
    assert queries.unread_count(young) == 1


def test_choosing_only_the_site_drops_what_waits(member, client):
    tell(member)
    client.force_login(member)
    client.post("/account/notifications/settings/", {"how": "site"})
    assert queries.wanted_by(member) == How.SITE
    assert send_later() == 0


def test_a_wrong_choice_gets_a_message_beside_the_field(member, client):
    client.force_login(member)
    page = client.post("/account/notifications/settings/", {"how": "pigeon"}).content.decode()
    assert 'role="alert"' in page


class DeadServer(EmailBackend):
    """A mail server that fails in the way that the test says."""

    problem = None

    def send_messages(self, messages):
        raise self.problem


@pytest.fixture
def failing(settings):
    settings.EMAIL_BACKEND = f"{__name__}.DeadServer"

    def fail_with(problem):
        DeadServer.problem = problem

    return fail_with


def test_a_server_that_did_not_take_it_is_tried_again_a_few_times(member, failing):
    failing(ConnectionRefusedError())
    tell(member)
    now = timezone.now()
    for attempt in range(1, 12):
        with time_machine.travel(now + timedelta(days=attempt)):
            outbox.send_due()
    message = OutboxMessage.objects.get()
    assert (message.state, message.attempts) == ("dropped", outbox.MOST_ATTEMPTS)


def test_after_a_refusal_the_email_leaves_once(member, failing, settings):
    failing(smtplib.SMTPDataError(451, b"later"))
    tell(member)
    assert send_later() == 0
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    with time_machine.travel(timezone.now() + timedelta(days=1)):
        assert outbox.send_due() == 1
        assert outbox.send_due() == 0
    assert len(mail.outbox) == 1


@pytest.mark.parametrize("problem", [smtplib.SMTPServerDisconnected(), TimeoutError(), ConnectionResetError()])
def test_what_may_have_left_is_never_sent_again(member, failing, settings, problem):
    failing(problem)
    tell(member)
    send_later()
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    with time_machine.travel(timezone.now() + timedelta(days=9)):
        assert outbox.send_due() == 0


def test_a_worker_that_dies_while_sending_does_not_send_again(member, failing, settings):
    failing(SystemExit())
    tell(member)
    with pytest.raises(SystemExit):
        send_later()
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    with time_machine.travel(timezone.now() + timedelta(days=9)):
        assert outbox.send_due() == 0
    tell(member, count=2)
    assert send_later() == 1
    assert "one new thing" in mail.outbox[0].body


def test_two_workers_send_once(member):
    tell(member)
    message = OutboxMessage.objects.get()
    assert outbox._claim(message.pk)
    assert outbox._claim(message.pk) is None


def test_only_one_message_waits_for_a_person(member):
    tell(member)
    with pytest.raises(IntegrityError), transaction.atomic():
        OutboxMessage.objects.create(user=member, due_at=timezone.now())


def test_a_rolled_back_action_tells_nobody(member, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True) as left, transaction.atomic():
        tell(member)
        transaction.set_rollback(True)
    assert left == []
    assert hub.is_full is False
    assert Notification.objects.count() == 0


def test_in_a_demo_no_email_leaves(member, settings):
    settings.DEMO = True
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    assert outbox.backend() == "django.core.mail.backends.console.EmailBackend"


def test_a_copy_holds_it_and_erasing_deletes_it(member):
    tell(member, count=7)
    assert copies.copy_of(member)["notifications"][0]["what"] == "Number 7 happened"
    erasure.erase_parts(member)
    assert Notification.objects.count() == OutboxMessage.objects.count() == 0


def test_old_news_are_deleted(member):
    tell(member)
    with time_machine.travel(timezone.now() + timedelta(days=181)):
        actions.prune()
    assert Notification.objects.count() == 0
