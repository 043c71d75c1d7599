"""Moving in: an export becomes drafts, once; nothing is published, nothing that staff changed is touched."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image
from wagtail.contrib.redirects.models import Redirect
from wagtail.images import get_image_model
from wagtail.models import Page

from core.audit.models import AuditEntry
from core.pages.gate import GateClosed, page_problems, stop_at_gate
from core.pages.models import Topic
from core.people.enums import Role
from core.people.models import User
from home.models import AreaHubPage
from news.models import NewsPage
from news.wordpress import tasks
from news.wordpress.actions import NotAllowed, begin, forget_old_exports, take_upload
from news.wordpress.enums import ExportState, PostState
from news.wordpress.models import MovedPost, WordpressExport
from tests.factories.people import MemberFactory, StaffFactory
from tests.factories.wordpress import SITE, attachment, held, item, moved, thumbnail, wxr, zipped

pytestmark = pytest.mark.django_db


def picture():
    buffer = io.BytesIO()
    Image.new("RGB", (40, 30), "#ff8c69").save(buffer, "JPEG")
    return buffer.getvalue()


def states(export):
    return [(post.title, post.state) for post in export.posts.filter(is_file=False)]


def kinds(page):
    return [block["type"] for block in page.body.raw_data]


def test_a_post_becomes_a_draft_with_all_that_we_can_hold(index, user):
    light = Topic.objects.create(name="Lighting", slug="lighting")
    body = wxr(
        item(1, title="Lights &amp; <b>buses</b>", excerpt="In <i>one</i> line.",
             terms=[("category", "Lighting"), ("post_tag", "New one")],
             content='<h2>Why</h2><p>See <a href="/plan/">the plan</a>.</p>'
                     '<img src="/wp-content/uploads/a.jpg" alt="IMG_1">',
             more=thumbnail(9)),
        attachment(9, f"{SITE}/wp-content/uploads/lead.jpg"),
    )  # fmt: skip
    uploads = zipped({"uploads/a.jpg": picture(), "wp-content/uploads/lead.jpg": picture()})
    accounts = User.objects.count()
    export = moved(body, user, index, uploads=uploads)
    assert states(export) == [("Lights & buses", PostState.MADE)]
    page = NewsPage.objects.get()
    assert (page.live, page.title, page.summary) == (False, "Lights & buses", "In one line.")
    assert (str(page.published_on), page.byline, page.slug) == ("2020-05-06", "Sam of the team", "post-1")
    assert kinds(page) == ["heading", "paragraph", "image"]
    block = page.body.raw_data[2]["value"]
    assert (block["alt_text"], block["decorative"]) == ("", False)
    assert page.lead_image_id
    assert page.lead_alt == ""
    assert page.get_latest_revision_as_object().lead_image_id == page.lead_image_id
    assert list(page.topics.all()) == [light]
    assert User.objects.count() == accounts
    assert "reader@example.org" not in str(list(export.posts.values()))
    assert not Redirect.objects.exists()


def test_a_draft_with_a_picture_cannot_be_published_until_somebody_says_what_it_shows(index, user):
    body = wxr(item(1, content='<p>Words.</p><img src="/wp-content/uploads/a.jpg">'))
    moved(body, user, index, uploads=zipped({"a.jpg": picture()}))
    page = NewsPage.objects.get()
    assert page_problems(page)["body"]
    with pytest.raises(GateClosed):
        stop_at_gate(page)


def test_a_second_time_adds_only_what_is_new_and_touches_nothing(index, user):
    moved(wxr(item(1)), user, index)
    page = NewsPage.objects.get()
    page.title = "Changed by staff"
    page.save_revision().publish()
    again = moved(wxr(item(1, title="Changed there"), item(2, title="Second")), user, index)
    assert states(again) == [("Changed there", PostState.KNOWN), ("Second", PostState.MADE)]
    assert {one.title for one in NewsPage.objects.all()} == {"Changed by staff", "Second"}
    NewsPage.objects.get(title="Second").delete()
    third = moved(wxr(item(2)), user, index)
    assert states(third) == [("A post", PostState.KNOWN)]
    assert NewsPage.objects.count() == 1


def test_the_same_picture_is_moved_once(index, user):
    words = '<img src="/wp-content/uploads/a.jpg">' * 2
    moved(wxr(item(1, content=words), item(2, content=words)), user, index, uploads=zipped({"a.jpg": picture()}))
    assert get_image_model().objects.count() == 1


def test_what_is_no_news_or_was_private_is_left_out_and_said(index, user):
    body = wxr(
        item(1, kind="page"), item(2, status="private"), item(3, status="trash"), item(4, kind="nav_menu_item"),
        item(5, more="<wp:post_password>x</wp:post_password>"), item(6), item(7, guid=f"{SITE}/?p=6"),
    )  # fmt: skip
    export = held(body, user, index)
    found = {post.number: (post.state, post.notes) for post in export.posts.all()}
    assert [number for number, (state, _notes) in found.items() if state == PostState.NEW] == [6]
    assert set(found) == {1, 2, 3, 5, 6, 7}
    assert all(notes for number, (_state, notes) in found.items() if number != 6)


def test_a_dry_run_writes_no_page_no_topic_and_no_picture(index, user):
    pages = Page.objects.count()
    held(wxr(item(1, terms=[("category", "New")], content='<img src="/uploads/a.jpg">')), user, index)
    assert (Page.objects.count(), Topic.objects.count(), get_image_model().objects.count()) == (pages, 0, 0)


def test_topics_are_matched_made_or_left_out_as_chosen(index, user):
    old = Topic.objects.create(name="Old name", slug="old")
    terms = [("category", "One"), ("category", "Two"), ("post_tag", "Three"), ("post_format", "Aside")]
    user.user_permissions.add(*_permission("add_topic"))
    user = User.objects.get(pk=user.pk)
    moved(wxr(item(1, terms=terms)), user, index, topics={"One": str(old.pk), "Two": "new", "Three": ""})
    assert {topic.name for topic in NewsPage.objects.get().topics.all()} == {"Old name", "Two"}


def test_who_may_make_no_topics_makes_none(index, user):
    user.groups.clear()
    user = StaffFactory(role=Role.EDITOR, area=_area("here"))
    hub = AreaHubPage.objects.get(area__slug="here")
    if user.has_perm("pages.add_topic"):
        pytest.skip("editors may make topics")
    moved(
        wxr(item(1, terms=[("category", "Two"), ("category", "9999")])), user, hub, topics={"Two": "new", "9999": "77"}
    )
    assert not Topic.objects.exists()


def _permission(codename):
    from django.contrib.auth.models import Permission

    return Permission.objects.filter(codename=codename)


def _area(slug):
    from core.areas.models import Area

    return Area.objects.get(slug=slug)


def test_an_editor_of_an_area_moves_into_their_own_hub_alone(index):
    user = StaffFactory(role=Role.EDITOR, area=_area("here"))
    hub = AreaHubPage.objects.get(area__slug="here")
    moved(wxr(item(1)), user, hub)
    page = NewsPage.objects.get()
    assert page.get_parent().pk == hub.pk
    assert [area.slug for area in page.areas.all()] == ["here"]
    for other in (index, AreaHubPage.objects.get(area__slug="there")):
        with pytest.raises(NotAllowed):
            held(wxr(item(2)), user, other)


@pytest.mark.parametrize("role", [None, Role.MODERATOR, Role.ANALYST, Role.DSL])
def test_others_move_nothing_in(client, index, role):
    user = StaffFactory(role=role) if role else MemberFactory()
    with pytest.raises(NotAllowed):
        held(wxr(item(1)), user, index)
    client.force_login(user)
    for name in ("wordpress_choose", "wordpress_addresses"):
        assert client.get(reverse(name)).status_code in (302, 403, 404)


def test_the_upload_of_one_person_is_nobody_elses(client, index, user):
    export = held(wxr(item(1)), user, index)
    other = StaffFactory(role=Role.EDITOR)
    with pytest.raises(NotAllowed):
        begin(export=export, user=other, topics={})
    client.force_login(other)
    assert client.get(reverse("wordpress_export", args=[export.token])).status_code == 404


def test_who_lost_the_right_meanwhile_makes_no_drafts(index, user):
    export = held(wxr(item(1)), user, index)
    begin(export=export, user=user, topics={})
    user.groups.clear()
    tasks.go_on.func(export.pk)
    export.refresh_from_db()
    assert export.state == ExportState.BAD
    assert not NewsPage.objects.exists()


def test_work_that_was_cut_off_goes_on_and_makes_nothing_twice(index, user, monkeypatch):
    export = held(wxr(item(1), item(2), item(3)), user, index)
    begin(export=export, user=user, topics={})
    from news.wordpress import actions

    real, calls = actions._make_draft, []

    def cut_off(*args):
        calls.append(1)
        if len(calls) == 2:
            raise KeyboardInterrupt
        real(*args)

    monkeypatch.setattr(actions, "_make_draft", cut_off)
    with pytest.raises(KeyboardInterrupt):
        tasks.go_on.func(export.pk)
    assert NewsPage.objects.count() == 1
    monkeypatch.setattr(actions, "_make_draft", real)
    tasks.go_on.func(export.pk)
    tasks.go_on.func(export.pk)
    assert NewsPage.objects.count() == MovedPost.objects.count() == 3


def test_one_post_that_cannot_be_made_leaves_nothing_behind_and_stops_no_other(index, user, monkeypatch):
    from news.wordpress import actions

    real = actions._lead

    def breaks(export, old_id, uploads, notes):
        if old_id == "5":
            raise RuntimeError
        return real(export, old_id, uploads, notes)

    monkeypatch.setattr(actions, "_lead", breaks)
    export = moved(wxr(item(1, more=thumbnail(5)), item(2)), user, index)
    assert [state for _title, state in states(export)] == [PostState.FAILED, PostState.MADE]
    assert NewsPage.objects.count() == MovedPost.objects.count() == 1


def test_an_old_address_leads_on_once_its_page_is_public(client, index, user):
    moved(wxr(item(1), item(2, link=f"{SITE}/?p=2")), user, index)
    assert client.get("/2020/05/post-1/").status_code == 404
    page = NewsPage.objects.get(slug="post-1")
    page.get_latest_revision().publish()
    answer = client.get("/2020/05/post-1/")
    assert (answer.status_code, answer["Location"]) == (301, "/news/post-1/")
    page.get_latest_revision().publish()
    assert Redirect.objects.count() == 1
    NewsPage.objects.get(slug="post-2").get_latest_revision().publish()
    assert client.get("/").status_code == 200


def test_the_table_of_addresses_is_what_the_import_of_redirects_reads(client, index, user):
    moved(wxr(item(1), item(2)), user, index)
    NewsPage.objects.get(slug="post-1").get_latest_revision().publish()
    client.force_login(user)
    answer = client.get(reverse("wordpress_addresses"))
    lines = b"".join(answer.streaming_content).decode("utf-8-sig").split()
    assert lines == ["from,to", "/2020/05/post-1/,/news/post-1/"]
    everything = b"".join(client.get(reverse("wordpress_addresses") + "?all=1").streaming_content)
    assert b"/2020/05/post-2/" in everything
    client.force_login(StaffFactory(role=Role.EDITOR, area=_area("here")))
    assert b"post-1" not in b"".join(client.get(reverse("wordpress_addresses")).streaming_content)


def test_the_screen_from_upload_to_drafts(client, index, user):
    client.force_login(user)
    body = wxr(item(1, title="<script>x</script>Bold <b>one", terms=[("category", "C <i>")]))
    data = {"parent": index.pk, "file": SimpleUploadedFile("x.xml", body)}
    answer = client.post(reverse("wordpress_choose"), data)
    assert answer.status_code == 302
    assert not NewsPage.objects.exists()
    assert "Being read" in client.get(answer["Location"]).content.decode()
    export = WordpressExport.objects.get()
    tasks.go_on.func(export.pk)
    page = client.get(answer["Location"]).content.decode()
    assert "Bold one" in page
    assert "<script>x" not in page
    assert client.post(answer["Location"], {"topic-0": "nonsense"}).status_code == 302
    tasks.go_on.func(export.pk)
    assert "A draft was made" in client.get(answer["Location"]).content.decode()
    assert NewsPage.objects.get().live is False
    assert set(AuditEntry.objects.filter(action__startswith="wordpress.").values_list("action", flat=True)) == {
        "wordpress.began", "wordpress.made"
    }  # fmt: skip
    client.post(answer["Location"], {})
    assert NewsPage.objects.count() == 1


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({}, "This field is required"),
        ({"parent": "999999"}, "not one of the available choices"),
        ({"file": SimpleUploadedFile("x.xml", b"PK\x03\x04")}, "This is a ZIP"),
        ({"uploads": SimpleUploadedFile("x.zip", b"not a zip")}, "no ZIP file"),
        ({"file": SimpleUploadedFile("x.xml", b"")}, "empty"),
    ],
)
def test_what_cannot_be_taken_is_said_beside_the_field(client, index, user, data, words):
    client.force_login(user)
    good = {"parent": str(index.pk), "file": SimpleUploadedFile("x.xml", wxr())} if data else {}
    answer = client.post(reverse("wordpress_choose"), {**good, **data})
    assert answer.status_code == 200
    assert words in answer.content.decode()
    assert not WordpressExport.objects.exists()


def test_exports_go_after_a_month_with_their_files_and_what_they_made_stays(index, user):
    export = moved(wxr(item(1)), user, index)
    storage, name = export.file.storage, export.file.name
    assert forget_old_exports() == 0
    WordpressExport.objects.update(touched_at="2026-01-01T00:00:00Z")
    assert forget_old_exports() == 1
    assert not storage.exists(name)
    assert NewsPage.objects.count() == MovedPost.objects.count() == 1


def test_uploads_of_an_export_are_handed_out_to_nobody(client, index, user, media_root):
    export = held(wxr(item(1)), user, index)
    assert client.get(f"/media/{export.file.name}").status_code == 404


def test_the_command_tells_first_and_makes_drafts_when_told(index, user, tmp_path, capsys):
    from django.core.management import CommandError, call_command

    file = tmp_path / "x.xml"
    file.write_bytes(wxr(item(1, title="From the command", terms=[("category", "Fresh")])))
    call_command("import_wordpress", str(file), user=user.username)
    assert "From the command" in capsys.readouterr().out
    assert not NewsPage.objects.exists()
    assert not WordpressExport.objects.exists()
    call_command("import_wordpress", str(file), user=user.username, go=True)
    assert NewsPage.objects.get().live is False
    file.write_bytes(b"<rss>")
    for bad in ({"user": user.username}, {"user": "nobody"}, {"user": user.username, "under": "/nowhere/"}):
        with pytest.raises(CommandError):
            call_command("import_wordpress", str(file), **bad)


def test_an_upload_is_refused_where_no_news_can_be(index, user):
    from django.core.files.base import ContentFile

    with pytest.raises(NotAllowed):
        take_upload(user=user, parent=index.get_parent(), file=ContentFile(b"x", name="x"), fetches=False)
