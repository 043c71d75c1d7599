"""The sentence that says that this is a demonstration: on every page, by every box, in every e-mail."""

import pytest
from django.core import mail
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse

from core.people.models import User
from tests.factories.community import make_topic
from tests.factories.pages import small_site
from tests.factories.people import MemberFactory, UserFactory
from tests.factories.surveys import make_page, make_survey, text

pytestmark = pytest.mark.django_db
SENTENCE = "Brackenshire is not real and nobody reads what you send here."
EMAILS = [
    "account/email/base_message.txt",
    "account/email/email_confirmation_message.txt",
    "account/email/email_confirmation_signup_message.txt",
    "account/email/login_code_message.txt",
    "account/email/password_reset_key_message.txt",
    "account/email/password_reset_message.txt",
    "emails/news.txt",
    "emails/news.html",
    "wagtailadmin/notifications/base.txt",
]


@pytest.fixture
def demo(settings):
    settings.DEMO = True


def times_on(client, address):
    return client.get(address).content.decode().count(SENTENCE)


def test_every_page_says_it_in_a_demonstration(client, demo):
    assert times_on(client, "/search/") >= 1
    assert 'href="/demo/"' in client.get("/search/").content.decode()


def test_it_cannot_be_switched_off_while_demo_accounts_are_there(client):
    UserFactory(is_demo=True)
    page = client.get("/search/").content.decode()
    assert SENTENCE in page
    assert "noindex" in page
    assert 'href="/demo/"' not in page  # the tour itself is for demo mode only


def test_a_real_site_never_says_it(client):
    UserFactory()
    assert times_on(client, "/search/") == 0
    assert not User.objects.filter(is_demo=True).exists()


def test_the_boxes_for_a_reply_and_for_a_report_say_it_beside_them(demo):
    post = make_topic()
    client = Client()
    plain = times_on(client, "/search/")
    assert times_on(client, reverse("post_report", args=[post.uuid])) == plain + 1
    client.force_login(MemberFactory())
    board = post.thread.topic.board
    talk = client.get(reverse("post", args=[post.uuid]), follow=True).content.decode()
    assert "<textarea" in talk.split("</main>")[0]
    assert talk.count(SENTENCE) == plain + 1
    assert times_on(client, reverse("topic_new", args=[board.slug])) == plain + 1


def test_a_box_for_an_answer_in_own_words_says_it_beside_it(client, demo):
    small_site()
    page = make_page(survey=make_survey(questions=[text()]))
    address = reverse("consultation_answer", args=[page.slug])
    shown = client.post(address, headers={"sec-fetch-site": "same-origin"}, follow=True)
    assert b"<textarea" in shown.content.split(b"</main>")[0]
    assert shown.content.decode().count(SENTENCE) == 1 + 1  # the frame of answering has no footer


def test_the_boxes_of_every_footer_say_it(client, demo):
    footer = client.get("/search/").content.decode().split("<footer", 1)[1]
    assert footer.count(SENTENCE) == footer.count("<textarea") == 2


def test_the_editing_pages_say_it_too(client, demo):
    small_site()
    client.force_login(UserFactory(is_superuser=True, is_demo=True))
    assert SENTENCE in client.get("/cms/").content.decode()
    assert "This is a demonstration" in client.get("/cms/reports/locked/").content.decode()


@pytest.mark.parametrize("template", EMAILS)
def test_every_kind_of_email_says_it(demo, template):
    assert SENTENCE in render_to_string(template, {"user": UserFactory(), "count": 2})


def test_an_email_of_a_real_site_does_not_say_it():
    assert SENTENCE not in render_to_string("account/email/login_code_message.txt")


def test_the_letter_with_a_sign_in_code_says_it(client, demo):
    UserFactory(email="somebody@example.org")
    client.post(reverse("account_request_login_code"), {"email": "somebody@example.org"})
    assert SENTENCE in mail.outbox[0].body
