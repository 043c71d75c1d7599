"""Pictures and files of the old site: from the upload or, when asked, from there; bounded, and none lost unsaid."""

import io

import pytest
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from news.models import NewsPage
from news.wordpress import media
from tests.factories.wordpress import item, moved, wxr, zipped
from tests.news.wordpress.test_moving_in import kinds, picture

pytestmark = pytest.mark.django_db


def test_a_file_of_the_old_site_becomes_a_document(index, user):
    words = '<p>Read <a href="/wp-content/uploads/plan.txt">the plan</a>.</p>'
    moved(wxr(item(1, content=words)), user, index, uploads=zipped({"plan.txt": b"The plan."}))
    assert kinds(NewsPage.objects.get()) == ["paragraph", "document"]
    assert get_document_model().objects.get().title == "plan"


@pytest.mark.parametrize(
    "uploads",
    [
        {"../../wp-content/uploads/a.jpg": b"x"},
        {"/uploads/a.jpg": b"x"},
        {"a.jpg": b"<script>"},
        {"a.jpg": b""},
        {"a.jpg": b"\xff\xd8\xff" + b"\0" * 100},
        {"other.jpg": b"x"},
    ],
)
def test_a_picture_that_is_not_there_or_is_none_is_left_out_and_said(index, user, uploads):
    body = wxr(item(1, content='<p>Words.</p><img src="/wp-content/uploads/a.jpg">'))
    export = moved(body, user, index, uploads=zipped(uploads))
    assert kinds(NewsPage.objects.get()) == ["paragraph"]
    assert any("a.jpg" in note for note in export.posts.get().notes)
    assert not get_image_model().objects.exists()


def test_a_bomb_in_the_zip_is_read_no_further_than_the_limit(index, user, monkeypatch):
    monkeypatch.setattr(media, "LARGEST", 10_000)
    body = wxr(item(1, content='<img src="/uploads/a.jpg">'))
    export = moved(body, user, index, uploads=zipped({"a.jpg": b"\0" * 5_000_000}))
    assert "larger than" in export.posts.get().notes[0]


def test_links_in_the_zip_are_passed_over(index, user):
    import zipfile

    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        link = zipfile.ZipInfo("uploads/a.jpg")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
    export = moved(wxr(item(1, content='<img src="/uploads/a.jpg">')), user, index, uploads=buffer.getvalue())
    assert "not in the ZIP" in export.posts.get().notes[0]


@pytest.mark.parametrize(
    "address",
    ["http://127.0.0.1/a.jpg", "http://localhost/a.jpg", "http://[::1]/a.jpg", "http://169.254.169.254/latest/",
     "http://2130706433/a.jpg", "ftp://example.org/a.jpg", "file:///etc/passwd", "http://user:x@example.org/a.jpg",
     "http://[/", "http://x:99999/"],
)  # fmt: skip
def test_nothing_is_fetched_from_inside(address):
    with pytest.raises(media.NotHere):
        media.fetch(address)


def test_nothing_is_fetched_unless_asked(index, user, monkeypatch):
    monkeypatch.setattr(media, "fetch", lambda address: pytest.fail("fetched"))
    moved(wxr(item(1, content='<img src="/uploads/a.jpg">')), user, index)


def test_pictures_are_fetched_from_the_old_site_when_asked(index, user, settings):
    import threading
    from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

    body = picture()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            if self.path == "/uploads/round.jpg":
                self.send_response(302)
                self.send_header("Location", "file:///etc/passwd")
                self.end_headers()
                return
            self.send_response(200 if self.path == "/uploads/a.jpg" else 404)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args):
            pass

    running = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=running.serve_forever)
    thread.start()
    settings.IMPORT_FROM_PRIVATE_ADDRESSES = True
    base = f"http://127.0.0.1:{running.server_address[1]}/uploads"
    try:
        words = "".join(f'<img src="{base}/{name}.jpg">' for name in ("a", "none", "round"))
        export = moved(wxr(item(1, content=words)), user, index, fetches=True)
    finally:
        running.shutdown()
        thread.join()
        running.server_close()
    assert kinds(NewsPage.objects.get()) == ["image"]
    assert len(export.posts.get().notes) == 2
