"""Feeds and files at an address: only public ones, page by page, within bounds."""

import json

import pytest

from support.exchange import fetching
from support.exchange.csv_files import BadFile

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.0.0.1", "192.168.1.1", "172.16.0.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1",
     "255.255.255.255", "::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "ff02::1", "::ffff:127.0.0.1",
     "::ffff:10.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "::127.0.0.1", "192.0.2.1"],
)  # fmt: skip
def test_addresses_that_are_not_public_are_not(address):
    assert not fetching.is_public(address)


@pytest.mark.parametrize("address", ["1.1.1.1", "93.184.216.34", "2606:4700:4700::1111", "::ffff:1.1.1.1"])
def test_public_addresses_are(address):
    assert fetching.is_public(address)


@pytest.mark.parametrize(
    "address",
    ["http://example.org/", "ftp://example.org", "file:///etc/passwd", "gopher://x", "https://", "example.org",
     "https://user:secret@example.org/", "https://127.0.0.1/", "https://localhost/", "https://[::1]/",
     "https://2130706433/",
     "https://0x7f.1/", "https://10.1.2.3:8000/", "https://[::ffff:127.0.0.1]/", "https://x:99999/", "https://[/",
     "\x00", "https://example.org\r\nHost: x/"],
)  # fmt: skip
def test_an_address_that_may_not_be_read_is_refused(address):
    with pytest.raises(BadFile):
        fetching.Reader().read(address)


@pytest.fixture
def server(settings):
    """A web server of this machine that answers what a test puts into `pages`."""
    import threading
    from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

    pages: dict[str, tuple[int, dict[str, str], bytes]] = {}

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            status, headers, body = pages.get(self.path, (404, {}, b""))
            self.send_response(status)
            for name, value in {"Content-Length": str(len(body)), **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args):
            pass

    running = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=running.serve_forever)
    thread.start()
    settings.IMPORT_FROM_PRIVATE_ADDRESSES = True
    yield f"http://127.0.0.1:{running.server_address[1]}", pages
    running.shutdown()
    thread.join()
    running.server_close()


def test_a_file_is_read_from_an_address_and_through_a_redirect(server):
    base, pages = server
    pages["/old"] = (302, {"Location": "/new.csv"}, b"")
    pages["/new.csv"] = (200, {}, b"name\nHarbour\n")
    assert fetching.read_address(f"{base}/old") == ([{"name": "Harbour"}], False)


@pytest.mark.parametrize("to", ["file:///etc/passwd", "ftp://x/", "/round"])
def test_a_redirect_is_checked_like_the_address_itself(server, to):
    base, pages = server
    pages["/round"] = (302, {"Location": to}, b"")
    with pytest.raises(BadFile):
        fetching.read_address(f"{base}/round")


def test_an_answer_that_is_no_answer_is_refused(server):
    base, pages = server
    pages["/large"] = (200, {}, b"x" * (20 * 1024 * 1024 + 1))
    for path, words in (("/none", "answers 404"), ("/large", "larger than 20 MB")):
        with pytest.raises(BadFile, match=words):
            fetching.read_address(base + path)


def test_a_whole_feed_is_read_page_by_page_and_service_by_service(server):
    base, pages = server
    ids = [f"ac148810-d857-441c-9679-408f346de1{number:02}" for number in range(3)]
    pages["/api"] = (200, {}, b'{"version":"HSDS-UK-3.0"}')
    for number in (1, 2, 3):
        page = {"total_pages": 3, "contents": [{"id": ids[number - 1], "name": "Listed"}]}
        path = "/api/services" if number == 1 else f"/api/services?page={number}"
        pages[path] = (200, {}, json.dumps(page).encode())
        pages[f"/api/services/{ids[number - 1]}"] = (
            200,
            {},
            json.dumps({"id": ids[number - 1], "name": "Whole"}).encode(),
        )
    rows, is_feed = fetching.read_address(f"{base}/api")
    assert is_feed
    assert [(row["uuid"], row["name"]) for row in rows] == [(one, "Whole") for one in ids]
