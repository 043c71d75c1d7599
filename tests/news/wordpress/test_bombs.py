"""Exports that are made to hurt take no memory beyond a bound, and bring no script to readers."""

import io
import tracemalloc
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given
from hypothesis import strategies as st

from core.pages.models import Topic
from news.models import NewsIndexPage, NewsPage
from news.wordpress import archives, planning
from news.wordpress.actions import begin
from news.wordpress.archives import has_short_list
from news.wordpress.enums import PostState
from news.wordpress.forms import UploadForm
from news.wordpress.reading import Reader
from news.wordpress.rules import places_for
from news.wordpress.tasks import go_on
from tests.factories.areas import AreaFactory, PartnershipFactory
from tests.factories.pages import editor, planted_with_workflow
from tests.factories.wordpress import held, item, moved, wxr, zipped

pytestmark = pytest.mark.django_db
SCRIPTS = """<p onclick="alert(1)">One <a href="java
script:alert(1)">two</a> <a href="JaVaScRiPt&colon;alert(1)">three</a> <a href="data:text/html,x">four</a>
<a href="https://example.org/&quot; onmouseover=&quot;alert(1)">five</a></p>
<svg onload=alert(1)><script>alert(1)</script></svg><math><mi xlink:href="javascript:alert(1)">x</mi></math>
<img src=x onerror=alert(1)>
<table><tr><td><img src=x onerror=alert(1)></td><td>&lt;script&gt;alert(2)&lt;/script&gt;</td>
</tr></table><blockquote><script>alert(1)</script>Said</blockquote><h2><img src=x onerror=alert(3)>Head</h2>
<style>@import 'https://evil.example/'</style><form action="https://evil.example/"><input></form>"""


@pytest.fixture
def index():
    PartnershipFactory()
    AreaFactory(slug="here", name="Here")
    planted_with_workflow()
    return NewsIndexPage.objects.get()


def test_no_script_of_an_old_post_reaches_a_reader(client, index):
    title = "</title><script>alert(9)</script>Hello"
    moved(wxr(item(1, title=title, content=SCRIPTS, excerpt="<img src=x onerror=alert(4)>")), editor(), index)
    page = NewsPage.objects.get()
    page.get_latest_revision().publish()
    for path in ("/news/post-1/", "/news/", "/news/feed/", "/"):
        html = client.get(path).content.decode().lower()
        for bad in ("alert(", "javascript:", "onerror", "onclick", "data:text", "evil.example", "<svg onload"):
            places = html.split(bad)[:-1]
            for before in places:  # as words it may be read, but in no tag and no script
                assert bad == "alert(" or before.rfind("<") < before.rfind(">"), (path, bad, before[-200:])
                assert before.rfind("<script") <= before.rfind("</script"), (path, bad, before[-200:])


def test_an_item_with_any_number_of_fields_keeps_those_that_are_known():
    many = "".join(f"<wp:x{number}>{'a' * 50_000}</wp:x{number}>" for number in range(400))
    (one,) = Reader(io.BytesIO(wxr(item(1, more=many)))).items()
    assert not [name for name in one.fields if name.startswith("wp:x")]
    assert one.fields["title"] == "A post"


def test_an_export_of_any_number_of_topics_counts_some(index, monkeypatch):
    monkeypatch.setattr(planning, "MOST_COUNTED", 5)
    items = [item(n, terms=[("category", f"T{n}-{k}") for k in range(4)]) for n in range(4)]
    export = held(wxr(*items), editor(), index)
    assert len(export.terms) == 5
    assert not Topic.objects.exists()


def test_a_zip_with_a_very_long_list_of_names_is_refused_without_reading_it(index, monkeypatch):
    monkeypatch.setattr(archives, "LARGEST_LIST", 2_000)
    body = zipped({f"uploads/{number}.jpg": b"" for number in range(60)})
    form = UploadForm(
        {"parent": str(index.pk)},
        {"file": SimpleUploadedFile("x.xml", wxr()), "uploads": SimpleUploadedFile("x.zip", body)},
        places=[index],
    )
    assert "too many files" in str(form.errors["uploads"])
    export = moved(wxr(item(1, content='<img src="/uploads/1.jpg">')), editor(), index, uploads=body)
    assert any("not in the ZIP" in note for note in export.posts.get().notes)


def test_a_zip_that_lies_in_its_newer_end_is_measured_by_it():
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("a.txt", "words")
    plain = buffer.getvalue()
    assert has_short_list(io.BytesIO(plain))
    end = plain[-22:]
    record = b"PK\x06\x06" + bytes(36) + (2**40).to_bytes(8, "little") + bytes(8)
    locator = b"PK\x06\x07" + bytes(4) + (len(plain) - 22).to_bytes(8, "little") + bytes(4)
    assert not has_short_list(io.BytesIO(plain[:-22] + record + locator + end))


@given(st.binary(max_size=200), st.binary(max_size=60))
def test_no_bytes_break_the_look_at_the_end(before, after):
    assert has_short_list(io.BytesIO(before + b"PK\x05\x06" + after)) in (True, False)


def test_reading_a_long_list_of_authors_stops_counting():
    authors = "".join(
        f"<wp:author><wp:author_login>a{n}</wp:author_login><wp:author_display_name>A</wp:author_display_name></wp:author>"
        for n in range(8_000)
    )
    body = wxr(item(1)).decode().replace("<item>", authors + "<item>", 1).encode()
    reader = Reader(io.BytesIO(body))
    tracemalloc.start()
    assert len(list(reader.items())) == 1
    tracemalloc.stop()
    assert len(reader.site.authors) <= 5_000


def test_posts_go_where_news_is_read_and_nowhere_else(client, index):
    places = places_for(editor(is_superuser=True))
    assert places[0].pk == index.pk
    assert all(page.depth > 2 for page in places)


def test_drafts_that_were_deleted_come_back_when_asked_and_only_then(client, index):
    user = editor()
    moved(wxr(item(1), item(2)), user, index)
    NewsPage.objects.get(slug="post-1").delete()
    client.force_login(user)
    export = held(wxr(item(1), item(2)), user, index)
    html = client.get(f"/cms/moving-in/{export.token}/").content.decode()
    assert "Bring back 1 post that was moved in before and deleted since" in html
    begin(export=export, user=user, topics={}, again=True)
    go_on.func(export.pk)
    assert NewsPage.objects.count() == 2
    assert sorted(post.state for post in export.posts.all()) == sorted([PostState.MADE, PostState.KNOWN])
    html = client.get(f"/cms/moving-in/{export.token}/").content.decode()
    for page in NewsPage.objects.all():
        assert f"/cms/pages/{page.pk}/edit/" in html
