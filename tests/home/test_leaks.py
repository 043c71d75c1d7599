"""Small doors that stood open once: each test shuts one."""

from __future__ import annotations

import pytest
from django.conf import settings as site_settings
from django.test import Client

from community.discussion.models import Post
from community.moderation import actions as desk
from community.moderation.enums import FlagReason
from config.env import ROOT
from core.pages.cache import _key as page_key
from core.people.enums import Role
from tests.factories.community import make_topic
from tests.factories.people import MemberFactory, StaffFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "name",
    [
        "/documents/plan.pdf",
        "./documents/plan.pdf",
        "images/../documents/plan.pdf",
        "images/%2e%2e/documents/plan.pdf",
        "%5cdocuments/plan.pdf",
        "Documents/plan.pdf",
        "//original_images/plan.pdf",
    ],
)
def test_private_uploads_are_not_found_by_a_way_round(client, media_root, name):
    for folder in ("documents", "original_images", "images"):
        (media_root / folder).mkdir(exist_ok=True)
        (media_root / folder / "plan.pdf").write_text("x")
    assert client.get(f"/media/{name}").status_code == 404


@pytest.mark.parametrize(
    ("said", "scheme"), [("https", "https"), ("https, x", "https"), ("evil", "http"), ("", "http")]
)
def test_a_forwarded_scheme_makes_no_copies_of_kept_pages(said, scheme):
    environ = {"REQUEST_METHOD": "GET", "PATH_INFO": "/", "HTTP_X_FORWARDED_PROTO": said}
    assert (page_key(environ) or ())[0] == scheme


@pytest.mark.parametrize("role", [None, Role.MODERATOR])
def test_who_is_signed_in_without_a_right_to_the_cms_is_told_so_and_not_sent_round_for_ever(client, role):
    client.force_login(StaffFactory(role=role) if role else MemberFactory())
    assert client.get("/cms/users/", follow=True).status_code == 404


def test_what_somebody_signed_in_reads_is_not_kept_for_the_next_person_at_the_phone(client):
    author = MemberFactory()
    post = make_topic(author=author, shown=False)
    client.force_login(author)
    for address in ("/community/yours/", f"/community/posts/{post.uuid}/", "/community/"):
        assert "no-store" in client.get(address)["Cache-Control"]


def test_the_receipt_of_a_report_is_never_kept_and_so_never_counted(client):
    post = make_topic()
    flag = desk.flag(target_kind="post", target_id=post.pk, reason=FlagReason.OTHER, note="", area_id=None)
    assert "no-store" in client.get(f"/community/reports/{flag.reference}/")["Cache-Control"]


def test_behind_our_proxy_each_visitor_has_a_limit_of_their_own(client, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    url = f"/community/posts/{make_topic().uuid}/report/"

    def reported_from(place: str) -> int:
        headers = {"sec-fetch-site": "same-origin", "x-forwarded-for": place}
        return client.post(url, {"why": "other"}, headers=headers).status_code

    assert [reported_from("192.0.2.1") for _turn in range(11)][-1] == 429
    assert reported_from("192.0.2.2") == 302


def test_leaving_takes_the_token_of_forms_away_too(client):
    client.cookies[site_settings.CSRF_COOKIE_NAME] = "a" * 32
    assert client.get("/exit/").cookies[site_settings.CSRF_COOKIE_NAME]["max-age"] == 0


def test_logs_quote_no_address_that_was_not_found_and_no_page_that_somebody_came_from(caplog):
    client = Client(enforce_csrf_checks=True)
    client.get("/account/password/reset/key/zz99-1ab-secret/")
    client.get("/zz99-1ab/")
    client.post("/account/login/", {}, secure=True, headers={"referer": "https://mail.example/?q=zz99-1ab"})
    assert "zz99" not in caplog.text


def test_the_same_token_from_somebody_else_gives_nothing_of_the_first_post(client):
    first = make_topic(shown=False, text="mine alone")
    client.force_login(MemberFactory())
    place = f"/community/{first.thread.topic.board.slug}/new/"
    answer = client.post(place, {"token": str(first.uuid), "title": "A talk", "text": "other words"})
    assert answer.status_code == 200
    assert b"mine alone" not in answer.content
    assert Post.objects.count() == 1
    assert client.get(f"/community/posts/{first.uuid}/").status_code == 404


@pytest.mark.parametrize("name", ["stack", "compose.yaml"])
def test_the_socket_server_is_told_to_log_no_connection(name):
    """At its usual level it writes a network address for each, whatever it is told about an access log."""
    words = (ROOT / "deploy" / name).read_text()
    lines = words.replace("\\\n", " ").splitlines()
    started = [line for line in lines if "config.asgi:application" in line]
    assert started
    assert all("--log-level warning" in line for line in started)
