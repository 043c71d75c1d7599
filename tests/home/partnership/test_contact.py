import datetime

import pytest
from django.core import mail
from django.urls import reverse

from core.notifications.once import mail_teams
from core.pages.reviews import uk_today
from core.people.enums import Role
from core.safeguarding.models import Concern
from home.archive.cached import forget_cached
from home.partnership.actions import forget_old_messages, write_to_us
from home.partnership.enums import ContactTopic
from home.partnership.models import ContactMessage
from home.partnership.views import MOST_AN_HOUR
from home.workflows import set_up
from tests.factories.areas import AreaFactory, PartnershipFactory
from tests.factories.partnership import contact_page
from tests.factories.people import MemberFactory, StaffFactory

pytestmark = pytest.mark.django_db
OURS = {"sec-fetch-site": "same-origin"}
RISK = "I want to kill myself tonight"


@pytest.fixture(autouse=True)
def _site():
    PartnershipFactory(contact_email="team@example.org")
    contact_page()
    forget_cached()
    yield
    forget_cached()


def send(client, headers=OURS, **fields):
    return client.post("/contact/", {"topic": "work", "text": "Can we meet?", **fields}, headers=headers)


def test_the_page_has_help_first_then_a_form_without_a_token_and_can_be_kept(client):
    answer = client.get("/about/contact/")
    html = answer.content.decode()
    assert html.index("tel:999") < html.index('name="text"')
    assert "csrfmiddlewaretoken" not in html
    assert answer.cookies == {}
    assert client.get("/contact/").url == "/about/contact/"


def test_a_message_is_kept_and_says_nothing_about_where_it_came_from(client):
    area = AreaFactory(slug="here")
    answer = send(client, reply_to="jo@example.org", area="here", text="Line one\r\nline two")
    assert (answer.status_code, answer.url) == (303, "/contact/sent/")
    message = ContactMessage.objects.get()
    assert (message.topic, message.text, message.reply_to) == ("work", "Line one\nline two", "jo@example.org")
    assert (message.area, message.with_safeguarding) == (area, False)
    assert Concern.objects.count() == 0
    assert client.get(answer.url)["Cache-Control"] == "no-store"


@pytest.mark.parametrize("fields", [{"text": RISK}, {"topic": "safety", "text": "She has bruises again."}])
def test_danger_becomes_a_concern_and_comms_staff_never_see_the_words(client, fields):
    lead = StaffFactory(role=Role.DSL)
    answer = send(client, reply_to="jo@example.org", **fields)
    concern, message = Concern.objects.get(), ContactMessage.objects.get()
    assert fields["text"] in concern.words
    assert "jo@example.org" in concern.words
    assert concern.target == f"contact:{message.pk}"
    assert (message.text, message.reply_to, message.with_safeguarding) == ("", "", True)
    assert lead.notifications.count() == 1
    html = client.get(answer.url).content.decode()
    assert "trained person reads it first" in html
    assert "tel:999" in html


def test_the_shared_mailbox_learns_only_that_a_message_waits_and_once_an_hour(client):
    for text in ("First secret", "Second secret"):
        send(client, text=text, reply_to="jo@example.org")
    mail_teams()
    (letter,) = mail.outbox
    assert letter.to == ["team@example.org"]
    assert letter.subject == "A message is waiting"
    assert "secret" not in letter.body
    assert "jo@" not in letter.body
    assert "/cms/contact_messages/" in letter.body


def test_without_a_shared_mailbox_nothing_is_lost(client):
    PartnershipFactory(contact_email="")
    assert send(client).status_code == 303
    assert (mail_teams(), ContactMessage.objects.count()) == (0, 1)


@pytest.mark.parametrize(
    "fields",
    [
        {"topic": ""}, {"topic": "x" * 300}, {"text": ""}, {"text": "   "}, {"text": "x" * 4001}, {"text": "a\x00b"},
        {"reply_to": "no address"}, {"reply_to": "a" * 300 + "@example.org"}, {"reply_to": "\x00@example.org"},
        {"area": "nowhere"}, {"area": "\x00"},
    ],
)  # fmt: skip
def test_bad_input_comes_back_in_plain_words_with_what_was_typed(client, fields):
    answer = send(client, **{"text": "Keep this sentence", **fields})
    html = answer.content.decode()
    assert answer.status_code == 422
    assert "to check" in html
    assert "Error:" in html
    if "text" not in fields:
        assert "Keep this sentence" in html
    assert ContactMessage.objects.count() == 0


def test_a_missing_field_and_a_body_that_is_no_form_are_plain_errors(client):
    assert client.post("/contact/", {}, headers=OURS).status_code == 422
    assert client.post("/contact/", b"\xff{", content_type="application/json", headers=OURS).status_code == 422
    assert client.put("/contact/").status_code == 405
    assert send(client, text="x" * 300_000).status_code == 413


def test_words_that_look_like_html_are_words(client):
    html = send(client, text="<script>alert(1)</script>", topic="").content.decode()
    assert "<script>alert(1)" not in html
    assert "&lt;script&gt;alert(1)" in html


@pytest.mark.parametrize("headers", [{}, {"sec-fetch-site": "cross-site"}, {"origin": "https://elsewhere.example"}])
def test_a_post_from_elsewhere_is_asked_to_confirm_and_loses_nothing(client, headers):
    answer = send(client, headers=headers, text="From an old browser")
    assert answer.status_code == 403
    assert "From an old browser" in answer.content.decode()
    assert ContactMessage.objects.count() == 0


def test_after_many_in_an_hour_one_is_asked_to_wait_but_never_somebody_in_danger(client):
    codes = [send(client, text=f"Message {number}").status_code for number in range(MOST_AN_HOUR + 1)]
    assert codes == [303] * MOST_AN_HOUR + [429]
    assert "One more for later" in send(client, text="One more for later").content.decode()
    assert send(client, text=RISK).status_code == 303
    assert send(client, topic="safety").status_code == 303
    assert Concern.objects.count() == 2


def test_messages_go_after_90_days_and_not_before():
    today = uk_today()
    for _number in range(3):
        write_to_us(topic=ContactTopic.OTHER, text="Hello")
    ages = zip(ContactMessage.objects.order_by("pk"), (89, 90, 91), strict=True)
    for message, days in ages:
        ContactMessage.objects.filter(pk=message.pk).update(day=today - datetime.timedelta(days))
    assert forget_old_messages(today) == 1
    assert ContactMessage.objects.count() == 2
    assert forget_old_messages(today) == 0


@pytest.mark.parametrize(
    ("role", "scoped", "may"),
    [
        (Role.EDITOR, False, True),
        (Role.APPROVER, False, True),
        (Role.EDITOR, True, False),
        (Role.MODERATOR, False, False),
        (None, False, False),
    ],
)
def test_who_reads_messages_in_the_cms(client, role, scoped, may):
    set_up()
    write_to_us(topic=ContactTopic.OTHER, text="Please ring me")
    area = AreaFactory(slug="here") if scoped else None
    client.force_login(StaffFactory(role=role, area=area) if role else MemberFactory())
    for name, arguments in (("index", []), ("inspect", [ContactMessage.objects.get().pk])):
        answer = client.get(reverse(f"contact_messages:{name}", args=arguments))
        assert (answer.status_code == 200) == may
    if may:
        assert "Please ring me" in answer.content.decode()


def test_guests_read_no_messages_and_staff_write_none(client):
    set_up()
    assert client.get(reverse("contact_messages:index")).status_code == 302
    client.force_login(StaffFactory(role=Role.APPROVER))
    assert client.get(reverse("contact_messages:add")).status_code in (302, 403, 404)


def test_staff_tick_a_message_off(client):
    set_up()
    message = write_to_us(topic=ContactTopic.OTHER, text="Please ring me")
    client.force_login(StaffFactory(role=Role.EDITOR))
    client.post(reverse("contact_messages:edit", args=[message.pk]), {"is_done": "on"})
    message.refresh_from_db()
    assert message.is_done
    assert message.text == "Please ring me"
