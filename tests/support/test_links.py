"""Links to other sites are asked politely, by the worker alone, when staff said so; only this machine is asked here."""

import threading
from datetime import date, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from support import fetching, links
from support.enums import Channel
from support.fetching import Answer, ask
from support.models import ContactPoint, HelpSettings, LinkCheck
from tests.factories.support import OrganisationFactory, ServiceFactory

TODAY = date(2027, 1, 4)


class Site(BaseHTTPRequestHandler):
    """Answers by path, and remembers what it was asked."""

    asked: list[tuple[str, str, str]] = []

    def answer(self):
        Site.asked.append((self.command, self.path, self.headers["User-Agent"]))
        if self.path == "/slow":
            self.connection.close()
            return
        status = {"/gone": 404, "/away": 302, "/round": 302, "/inside": 302}.get(self.path, 200)
        if self.path == "/no-head" and self.command == "HEAD":
            status = 405
        self.send_response(status)
        targets = {"/away": "/fine", "/round": "/round", "/inside": "http://10.0.0.1/"}
        if self.path in targets:
            self.send_header("Location", targets[self.path])
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_GET = do_HEAD = answer

    def log_message(self, *_args):
        """Say nothing."""


@pytest.fixture
def site():
    Site.asked = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join(10)


@pytest.fixture
def loopback(settings):
    settings.LINKS_MAY_BE_LOOPBACK = True


@pytest.mark.parametrize(
    ("path", "answer"),
    [
        ("/fine", Answer(200, "")),
        ("/away", Answer(200, "")),
        ("/no-head", Answer(200, "")),
        ("/gone", Answer(404, "gone")),
        ("/round", Answer(0, "loop")),
        ("/inside", Answer(0, "private")),
        ("/slow", Answer(0, "silent")),
    ],
)
def test_how_a_page_answers(site, loopback, path, answer):
    assert ask(site + path) == answer


def test_it_says_who_asks_and_asks_for_the_head_first(site, loopback):
    ask(f"{site}/gone")
    assert [method for method, _path, _agent in Site.asked] == ["HEAD", "GET"]
    assert all(agent.startswith("Sayso link check (") for _method, _path, agent in Site.asked)


@pytest.mark.parametrize(
    "url",
    ["http://127.0.0.1/", "http://localhost/", "http://[::1]/", "http://10.1.2.3/", "http://169.254.169.254/",
     "http://[::ffff:127.0.0.1]/", "http://[64:ff9b::7f00:1]/", "http://[2002:7f00:1::1]/", "http://0.0.0.0/", "http://2130706433/"],
)  # fmt: skip
def test_no_machine_of_a_private_network_is_asked(monkeypatch, url):
    monkeypatch.setattr(fetching, "Pinned", _never)
    assert ask(url).problem in ("private", "name")


def _never(*_args, **_more):
    raise AssertionError("asked")


@pytest.mark.parametrize(
    "url", ["ftp://example.org/", "https:///x", "http://u:p@example.org/", "http://[", "", "http://x:99999/"]
)
def test_what_is_no_web_address_is_not_asked(url):
    assert ask(url) == Answer(0, "address")


def linked(*urls):
    service = ServiceFactory()
    for url in urls:
        ContactPoint.objects.create(service=service, channel=Channel.CHAT, value=url)
    return service


def switch_on():
    HelpSettings(checks_links=True).save()


@pytest.mark.django_db
def test_it_is_off_until_staff_switch_it_on(monkeypatch):
    monkeypatch.setattr(fetching, "ask", _never)
    linked("https://example.org/")
    links.enqueue_check()
    assert links.check_some.func() == 0
    assert LinkCheck.objects.count() == 0


@pytest.mark.django_db
def test_each_link_is_asked_once_a_day_and_one_a_host_in_a_batch(monkeypatch):
    asked = []
    monkeypatch.setattr(fetching, "ask", lambda url: asked.append(url) or Answer(200, ""))
    switch_on()
    linked("https://one.example/a", "https://one.example/b", "https://two.example/")
    ServiceFactory(organisation=OrganisationFactory(website="https://two.example/"))
    links.note_links(TODAY)
    assert LinkCheck.objects.count() == 3
    assert links.check_some.func() == 2
    assert links.check_some.func() == 1
    assert links.check_some.func() == 0
    assert sorted(asked) == ["https://one.example/a", "https://one.example/b", "https://two.example/"]


@pytest.mark.django_db
def test_links_that_are_gone_from_help_are_forgotten():
    linked("https://one.example/").delete()
    LinkCheck.objects.create(url_hash="x", url="https://one.example/")
    links.note_links(TODAY)
    assert LinkCheck.objects.count() == 0


@pytest.mark.django_db
def test_a_link_is_reported_after_failing_on_three_days_and_no_more_once_it_answers():
    link = LinkCheck.objects.create(url_hash="x", url="https://one.example/")
    gone = Answer(404, "gone")
    for day in (TODAY, TODAY, TODAY + timedelta(days=1)):
        links.note_answer(link, gone, day)
    assert not links.dead_links().exists()
    links.note_answer(link, gone, TODAY + timedelta(days=2))
    assert links.dead_links().get().first_failed_on == TODAY
    links.note_answer(link, Answer(200, ""), TODAY + timedelta(days=3))
    assert not links.dead_links().exists()
