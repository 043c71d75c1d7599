"""The chooser of pages for a newsletter offers what its form takes, and nothing else."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction
from wagtail.search import index

from news.models import NewsIndexPage
from news.newsletter import rights
from news.newsletter.choosing import PURPOSE
from news.newsletter.compiling import includable
from tests.factories.news import article
from tests.factories.pages import editor, small_site

pytestmark = pytest.mark.django_db
SEARCH = reverse("wagtailadmin_choose_page_search")


@pytest.fixture
def pages():
    small_site()
    rights.grant()
    made = {
        "public": article("word-public"),
        "draft": article("word-draft", live=False),
        "sensitive": article("word-sensitive", sensitivity=1),
        "hidden": article("word-hidden", sensitivity=2),
        "private": article("word-private"),
        "ended": article("word-ended", expire_at=timezone.now() - timedelta(hours=1)),
        "embargoed": article("word-embargoed", embargo_until=timezone.now() + timedelta(days=1)),
    }
    PageViewRestriction.objects.create(page=made["private"], restriction_type="login")
    return made


def listed(client, address, **asked):
    body = client.get(address, {"page_type": "wagtailcore.page", **asked}).json()["html"]
    return {word for word in ("public", "draft", "sensitive", "hidden", "private", "ended", "embargoed")
            if f"Word {word}" in body}  # fmt: skip


def browse():
    return reverse("wagtailadmin_choose_page_child", args=[NewsIndexPage.objects.get().pk])


def test_browsing_for_a_newsletter_lists_what_the_form_takes(client, pages):
    client.force_login(editor())
    assert listed(client, browse(), user_perms=PURPOSE) == {"public"}
    taken = includable(Page.objects.values_list("pk", flat=True))
    assert {name for name, page in pages.items() if page.pk in taken} == {"public"}


def test_searching_for_a_newsletter_finds_what_the_form_takes(client, pages):
    client.force_login(editor())
    for page in pages.values():
        index.insert_or_update_object(page)
    body = client.get(SEARCH, {"q": "word", "user_perms": PURPOSE, "page_type": "wagtailcore.page"}).content.decode()
    assert "Word public" in body
    assert not [name for name in pages if name != "public" and f"Word {name}" in body]


def test_other_choosers_list_what_they_did(client, pages):
    client.force_login(editor())
    assert listed(client, browse()) >= {"public", "draft", "sensitive"}


def test_the_editor_of_newsletters_asks_for_such_pages(client, pages):
    from news.newsletter.models import Newsletter

    client.force_login(editor())
    body = client.get(reverse(Newsletter.snippet_viewset.get_url_name("add"))).content.decode()
    assert f"userPerms&quot;: &quot;{PURPOSE}&quot;" in body or f'"userPerms": "{PURPOSE}"' in body
