"""An editor of one area sees and changes their own hub's pages only, whichever address they try."""

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from wagtail.documents import get_document_model
from wagtail.models import Page, PageLogEntry

from core.people.enums import Role
from home.models import AreaHubPage, StandardPage
from home.publishing.models import VersionName
from home.tree import child
from news.models import NewsPage
from tests.factories.areas import AreaFactory
from tests.factories.news import document, image
from tests.factories.pages import editor, planted_with_workflow
from tests.factories.people import StaffFactory

pytestmark = pytest.mark.django_db
SECRET = "A plan nobody knows"


class Two:
    """Two hubs: `mine`, with an editor who is signed in, and `theirs`, with a public page and a draft."""

    def __init__(self, client):
        here, there = AreaFactory(slug="here", name="Here"), AreaFactory(slug="there", name="There")
        planted_with_workflow()
        self.user = StaffFactory(role=Role.EDITOR, area=here)
        self.mine, self.theirs = (AreaHubPage.objects.get(area=area) for area in (here, there))
        self.public = child(self.theirs, StandardPage, "public-page", title="Known to all")
        self.theirs.refresh_from_db()
        self.draft = self.theirs.add_child(instance=StandardPage(title=SECRET, slug="a-plan", live=False))
        self.version = self.draft.save_revision(user=editor(), clean=False)
        self.own = child(self.mine, StandardPage, "own", title="Ours")
        self.mine.refresh_from_db()
        client.force_login(self.user)
        self.client = client


@pytest.fixture
def two(client):
    return Two(client)


PAGES = [
    "edit",
    "history",
    "history_results",
    "view_draft",
    "delete",
    "unpublish",
    "move",
    "copy",
    "lock",
    "unlock",
    "set_privacy",
    "usage",
    "workflow_history",
    "convert_alias",
    "add_subpage",
    "preview_on_edit",
    "revisions_index",
]
OURS = ["page_preview_links", "page_correct", "page_take_down", "page_versions"]


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("method", ["get", "post"])
def test_every_screen_of_anothers_page_is_closed(two, name, method):
    for page in (two.draft, two.public):
        answer = getattr(two.client, method)(reverse(f"wagtailadmin_pages:{name}", args=[page.pk]))
        assert SECRET not in answer.content.decode()
        closed = answer.status_code in (403, 404, 405) or (answer.status_code == 302 and answer.url.startswith("/cms/"))
        assert closed, (name, answer.status_code)
    two.draft.refresh_from_db()
    assert Page.objects.get(pk=two.public.pk).live
    assert not two.draft.locked


@pytest.mark.parametrize("name", OURS)
def test_every_screen_of_ours_is_closed(two, name):
    assert two.client.get(reverse(name, args=[two.public.pk])).status_code in (302, 403)
    assert two.client.get(reverse(name, args=[two.own.pk])).status_code == 200


def test_versions_and_comparisons_of_others_are_closed(two):
    for address in (
        reverse("wagtailadmin_pages:revisions_view", args=[two.draft.pk, two.version.pk]),
        reverse("wagtailadmin_pages:revisions_revert", args=[two.draft.pk, two.version.pk]),
        reverse("wagtailadmin_pages:revisions_compare", args=[two.draft.pk, "earliest", "latest"]),
        reverse("wagtailadmin_pages:revisions_unschedule", args=[two.draft.pk, two.version.pk]),
        # One's own page with another's version
        reverse("wagtailadmin_pages:revisions_view", args=[two.own.pk, two.version.pk]),
        reverse("wagtailadmin_pages:revisions_revert", args=[two.own.pk, two.version.pk]),
        reverse("wagtailadmin_pages:revisions_compare", args=[two.own.pk, two.version.pk, "latest"]),
        reverse("page_version_name", args=[two.own.pk, two.version.pk]),
    ):
        assert SECRET not in two.client.get(address, follow=True).content.decode(), address
        two.client.post(address, {"name": "x"})
    assert not VersionName.objects.exists()


LISTS = [
    "/cms/",
    "/cms/pages/",
    "/cms/pages/search/?q=plan",
    "/cms/choose-page/?page_type=wagtailcore.page",
    "/cms/choose-page/search/?q=plan",
    "/cms/reports/site-history/",
    "/cms/reports/aging-pages/",
    "/cms/reports/workflow/",
    "/cms/reports/workflow_tasks/",
    "/cms/reports/locked/",
    "/cms/reports/pages-due/",
    "/cms/reports/changed-at-once/",
    "/cms/reports/page-types-usage/",
    "/cms/pages/usage/home/standardpage/",
]


@pytest.mark.parametrize("path", LISTS)
def test_no_list_names_anothers_draft(two, path):
    two.draft.get_workflow().start(two.draft, editor())
    answer = two.client.get(path, follow=True)
    assert SECRET not in answer.content.decode().replace("&#x27;", "'"), path


def test_the_chooser_shows_public_pages_of_others_and_no_draft(two):
    text = two.client.get(f"/cms/choose-page/{two.theirs.pk}/?page_type=wagtailcore.page").content.decode()
    assert "Known to all" in text
    assert SECRET not in text


def test_pages_of_others_are_no_place_to_copy_or_move_to(two):
    copy = {"new_title": "Ours", "new_slug": "ours", "new_parent_page": two.theirs.pk}
    two.client.post(reverse("wagtailadmin_pages:copy", args=[two.own.pk]), copy)
    two.client.post(reverse("wagtailadmin_pages:move_confirm", args=[two.own.pk, two.theirs.pk]))
    two.client.get(reverse("wagtailadmin_pages:move_confirm", args=[two.own.pk, two.theirs.pk]))
    two.client.post(
        reverse("wagtailadmin_pages:copy", args=[two.public.pk]),
        {"new_title": "Taken", "new_slug": "taken", "new_parent_page": two.mine.pk},
    )
    two.client.post(reverse("wagtailadmin_pages:move_confirm", args=[two.public.pk, two.mine.pk]))
    assert two.theirs.get_children().count() == 2
    assert set(two.mine.get_children().values_list("slug", flat=True)) == {"own"}


@pytest.mark.parametrize("action", ["publish", "unpublish", "delete", "move"])
def test_nothing_is_done_to_many_of_others_at_once(two, action):
    ids = f"id={two.draft.pk}&id={two.public.pk}"
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action]) + f"?{ids}&next=/cms/"
    text = two.client.get(address).content.decode()
    two.client.post(address, {"chooser": two.mine.pk, "include_descendants": "on", "count_was_seen": "1"})
    assert Page.objects.filter(pk__in=[two.draft.pk, two.public.pk], path__startswith=two.theirs.path).count() == 2
    assert Page.objects.get(pk=two.public.pk).live
    assert not Page.objects.get(pk=two.draft.pk).live
    assert SECRET not in text, action


def test_the_workflow_of_others_is_closed(two):
    two.draft.get_workflow().start(two.draft, editor())
    state = two.draft.current_workflow_task_state
    for name in ("approve", "reject"):
        for view in ("workflow_action", "collect_workflow_action_data"):
            two.client.post(reverse(f"wagtailadmin_pages:{view}", args=[two.draft.pk, name, state.pk]))
    two.client.get(reverse("wagtailadmin_pages:confirm_workflow_cancellation", args=[two.draft.pk]))
    preview = reverse("wagtailadmin_pages:workflow_preview", args=[two.draft.pk, state.task_id])
    assert SECRET not in two.client.get(preview, follow=True).content.decode()
    two.draft.refresh_from_db()
    assert two.draft.workflow_in_progress


def test_only_their_own_pictures_and_files_are_changed(two):
    picture, file = image("Theirs"), document("Theirs")
    own = get_document_model().objects.create(
        title="Ours", file=ContentFile(b"x", name="ours.txt"), uploaded_by_user=two.user
    )
    for address in (
        reverse("wagtailimages:edit", args=[picture.pk]),
        reverse("wagtaildocs:edit", args=[file.pk]),
        reverse("wagtaildocs:delete", args=[file.pk]),
        reverse("wagtailimages:delete", args=[picture.pk]),
    ):
        answer = two.client.post(address, {"title": "Mine now", "collection": 1})
        assert answer.status_code in (302, 403), address
    for thing in (picture, file):
        thing.refresh_from_db()
        assert thing.title == "Theirs"
    assert two.client.get(reverse("wagtaildocs:edit", args=[own.pk])).status_code == 200


EVERYBODYS = [
    "/cms/redirects/",
    "/cms/sites/",
    "/cms/users/",
    "/cms/workflows/list/",
    "/cms/collections/",
    "/cms/locales/",
    "/cms/groups/",
    "/cms/redirects/import/",
]


@pytest.mark.parametrize("path", EVERYBODYS)
def test_what_is_everybodys_is_closed(two, path):
    assert two.client.get(path).status_code in (302, 403, 404)


def test_their_own_pages_are_open(two):
    for name in ("edit", "history", "copy", "usage", "workflow_history"):
        assert two.client.get(reverse(f"wagtailadmin_pages:{name}", args=[two.own.pk])).status_code == 200, name
    assert not PageLogEntry.objects.filter(page__path__startswith=two.theirs.path, user=two.user).exists()
    assert two.client.get(reverse("wagtailadmin_pages:add", args=["news", "newspage", two.mine.pk])).status_code == 200
    answer = two.client.get(reverse("wagtailadmin_pages:add", args=["news", "newspage", two.theirs.pk]))
    assert answer.status_code in (302, 403)
    assert not NewsPage.objects.exists()
