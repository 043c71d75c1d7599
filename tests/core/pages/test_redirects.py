"""Old addresses: one hop, no circles, none for what nobody saw, and nothing that is not public is given away."""

import pytest
from django.urls import reverse
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Locale, Page

from core.pages.redirect_form import OneHopForm
from home.models import StandardPage
from home.tree import child
from home.workflows import set_up
from tests.factories.news import article
from tests.factories.pages import approver, editor, small_site, standard_page

pytestmark = pytest.mark.django_db


@pytest.fixture
def home():
    made = small_site()
    set_up()
    return made


@pytest.fixture
def section(home):
    """A section with two public pages, one of them below the other, and a draft."""
    top = standard_page(home, "guides")
    inner = child(top, StandardPage, "inner", title="Inner")
    child(inner, StandardPage, "deep", title="Deep")
    inner.refresh_from_db()
    inner.add_child(instance=StandardPage(title="Draft", slug="draft", live=False))
    return Page.objects.get(pk=top.pk).specific


def rename(page, slug):
    page = Page.objects.get(pk=page.pk).specific
    page.slug = slug
    page.save_revision(clean=False).publish()


def leads(client, path):
    answer = client.get(path)
    return answer.status_code, answer.get("Location", "")


def test_every_old_address_leads_on_in_one_hop_however_often_it_moved(client, section):
    for slug in ("second", "third", "fourth"):
        rename(section, slug)
    for old in ("guides", "second", "third"):
        assert leads(client, f"/{old}/") == (301, "/fourth/")
        assert leads(client, f"/{old}/inner/deep/") == (301, "/fourth/inner/deep/")
    assert client.get("/fourth/inner/deep/").status_code == 200
    assert not Redirect.objects.filter(old_path__contains="draft").exists()


def test_moving_back_leaves_no_circle(client, section):
    rename(section, "away")
    rename(section, "guides")
    assert client.get("/guides/").status_code == 200
    assert leads(client, "/away/") == (301, "/guides/")
    assert not Redirect.objects.filter(old_path="/guides").exists()
    assert client.get("/away/")["Cache-Control"] == "no-cache"


def test_a_move_to_another_place_leads_on_too(client, home, section):
    other = standard_page(home, "other")
    section.get_children().get(slug="inner").move(other, pos="last-child")
    assert leads(client, "/guides/inner/deep/") == (301, "/other/inner/deep/")
    assert leads(client, "/guides/inner/") == (301, "/other/inner/")


def test_drafts_that_nobody_saw_get_none(client, home):
    page = article("a-draft", live=False)
    page.slug = "renamed"
    page.save()
    page.move(home, pos="last-child")
    assert Redirect.objects.count() == 0


@pytest.mark.parametrize("asked", ["/guides/", "/guides", "/guides/?page=2", "/guides?utm=x", "/guides/?a=1&b=%00"])
def test_a_slash_and_a_query_make_no_difference(client, section, asked):
    rename(section, "new")
    assert leads(client, asked) == ((404, "") if "%00" in asked else (301, "/new/"))


def test_a_page_that_is_not_public_is_given_away_by_no_redirect(client, section):
    rename(section, "secret-name")
    Page.objects.get(pk=section.pk).specific.unpublish()
    assert leads(client, "/guides/") == (404, "")


def test_an_old_address_in_another_language(client, home):
    Locale.objects.create(language_code="cy")
    cymraeg = Locale.objects.get(language_code="cy")
    top = home.copy_for_translation(cymraeg)
    top.save_revision(clean=False).publish()
    page = standard_page(home, "safety-page")
    copy = page.copy_for_translation(cymraeg)
    copy.slug = "hen"
    copy.save_revision(clean=False).publish()
    rename(copy, "newydd")
    assert leads(client, "/cy/hen/") == (301, "/cy/newydd/")
    assert leads(client, "/hen/") == (404, "")
    assert client.get("/safety-page/").status_code == 200


@pytest.mark.parametrize("path", ["/%5Cevil.example/", "/[/", "/%0d%0aX: y/", "/" + "a/" * 300, "/%ff/"])
def test_hostile_addresses_are_404s(client, section, path):
    assert client.get(path).status_code == 404


def test_chains_that_staff_wrote_are_one_hop_and_circles_lead_nowhere(client, section):
    Redirect.add_redirect("/one", "http://localhost/two")
    Redirect.add_redirect("/two", "http://localhost/three?x=1")
    Redirect.add_redirect("/three", section)
    assert leads(client, "/one/") == (301, "/guides/")
    Redirect.add_redirect("/round", "http://localhost/and-round")
    Redirect.add_redirect("/and-round", "http://localhost/round")
    assert leads(client, "/round/") == (404, "")
    Redirect.add_redirect("/script", "javascript:alert(1)")
    assert leads(client, "/script/") == (404, "")


def form(old, *, page=None, link=""):
    return OneHopForm({"old_path": old, "redirect_page": page.pk if page else "", "redirect_link": link})


@pytest.mark.parametrize(
    ("old", "link", "words"),
    [
        ("/a/", "/a/", "leads to itself"),
        ("/a", "http://localhost/a/", "leads to itself"),
        ("/a/", "", "Choose one place"),
        ("/guides/", "https://example.org/", "A page is at this address"),
        ("/b/", "/taken/", "leads in a circle"),
        ("/a/", "javascript:alert(1)", "valid URL"),
        ("/" + "a" * 300, "https://example.org/", ""),
    ],
)
def test_the_form_and_the_import_refuse_what_cannot_work(section, old, link, words):
    Redirect.add_redirect("/taken", "http://localhost/b")
    tried = form(old, link=link)
    assert not tried.is_valid()
    assert words in str(tried.errors)


def test_a_path_of_this_site_becomes_its_page(client, section):
    tried = form("/old-name/", link="/guides/inner/")
    assert tried.is_valid(), tried.errors
    assert tried.save().redirect_page.slug == "inner"
    assert leads(client, "/old-name/") == (302, "/guides/inner/")


def test_only_approvers_write_redirects(client, section):
    address = reverse("wagtailredirects:add")
    data = {"old_path": "/x", "redirect_page": section.pk, "is_permanent": "on", "redirect_link": ""}
    client.force_login(editor())
    client.post(address, data)
    assert not Redirect.objects.exists()
    client.force_login(approver())
    client.post(address, {**data, "old_path": "/guides"})
    assert not Redirect.objects.exists()
    client.post(address, data)
    assert Redirect.objects.get().old_path == "/x"


def test_an_import_row_that_goes_in_circles_is_left_out(client, section):
    client.force_login(approver())
    from django.core.files.uploadedfile import SimpleUploadedFile

    rows = b"from,to\n/one,/one\n/old-guides,/guides/\n/out,https://example.org/\n/bad,notaurl\n"
    page = client.post(reverse("wagtailredirects:start_import"), {"import_file": SimpleUploadedFile("r.csv", rows)})
    hidden = {name: page.context["form"].initial[name] for name in ("import_file_name", "input_format")}
    answer = client.post(
        reverse("wagtailredirects:process_import"), {**hidden, "from_index": 0, "to_index": 1, "permanent": "on"}
    )
    assert b"leads to itself" in answer.content
    assert set(Redirect.objects.values_list("old_path", flat=True)) == {"/old-guides", "/out"}
    assert leads(client, "/old-guides/") == (301, "/guides/")


def test_the_count_is_shown_before_a_section_moves(client, home, section):
    other = standard_page(home, "other")
    client.force_login(approver())
    confirm = reverse("wagtailadmin_pages:move_confirm", args=[section.pk, other.pk])
    assert b"3 public addresses will change" in client.get(confirm).content
    client.post(confirm)
    assert leads(client, "/guides/inner/deep/") == (301, "/other/guides/inner/deep/")


def test_the_count_is_shown_before_pages_move_together(client, home, section):
    other = standard_page(home, "other")
    client.force_login(approver(is_superuser=True))
    bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "move"]) + f"?id={section.pk}&next=/cms/"
    first = client.post(bulk, {"chooser": other.pk})
    assert b"3 public addresses will change" in first.content
    assert client.get("/guides/").status_code == 200
    client.post(bulk, {"chooser": other.pk, "count_was_seen": "1"})
    assert leads(client, "/guides/") == (301, "/other/guides/")


def test_a_draft_that_changes_the_address_says_how_many(client, section):
    section.slug = "renamed"
    section.save_revision(clean=False)
    client.force_login(editor())
    answer = client.get(reverse("wagtailadmin_pages:edit", args=[section.pk]))
    assert b"3 public addresses will change" in answer.content
