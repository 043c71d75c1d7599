"""What a page lacks stops it whichever way it goes up: the editor's form, an approver's list, its time. Rows too."""

import datetime

import pytest
from django.utils import timezone

from core.pages.gate import GateClosed, page_problems, stop_at_gate
from core.pages.media.enums import People
from home.partnership.models import PeoplePage, PersonPage
from home.publishing import schedule
from home.publishing.gatekeeping import standing_problems
from home.tree import child
from home.workflows import set_up
from tests.factories.events import event, publication, site_with_events
from tests.factories.news import document, image
from tests.factories.pages import approver, editor, standard_page
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def home():
    made = site_with_events()
    set_up()
    return made


def test_an_event_without_its_place_goes_up_in_no_way(home):
    page = event(live=False, place_name="", summary="")
    draft = page.get_latest_revision()
    for words in ("Say where it is.", "Say in one line what happens."):
        assert any(words in each for each in standing_problems(page))
    with pytest.raises(GateClosed):
        draft.publish(user=approver())
    with pytest.raises(GateClosed):
        page.get_workflow().start(page, editor())


def test_its_time_passes_without_it(home):
    page = event(live=False, place_name="")
    page.save_revision(clean=False, approved_go_live_at=timezone.now() - datetime.timedelta(minutes=1))
    schedule.publish_due()
    page.refresh_from_db()
    assert not page.live


def test_a_publication_needs_its_summary_in_words(home):
    page = publication(live=False, body=[], summary="")
    assert {"summary", "body"} <= set(page_problems(page))
    with pytest.raises(GateClosed):
        stop_at_gate(page)


@pytest.mark.parametrize(
    ("title", "stopped"),
    [
        ("scan_0012", True),
        ("Plan.PDF", True),
        ("img-7", True),
        ("The plan for 2026", False),
        ("Doc Martens appeal", False),
    ],
)
def test_a_file_of_a_publication_says_what_is_in_it(home, title, stopped):
    page = publication(live=False, files=[{"document": document(title)}])
    assert ("files" in page_problems(page)) is stopped
    named = publication("named", live=False, files=[{"document": document(title), "title": "The plan"}])
    assert "files" not in page_problems(named)


def test_the_editor_reads_it_beside_the_row(home):
    boss = UserFactory(is_superuser=True)
    page = publication(live=False)
    held = document("scan_0012")
    form_class = page.get_edit_handler().get_form_class()
    data = {
        "title": "Our plan", "slug": "our-plan", "kind": "plan", "published_on": "2026-01-01", "summary": "One line.",
        "sensitivity": "0", "body-count": "1", "body-0-deleted": "", "body-0-order": "0", "body-0-type": "paragraph",
        "body-0-id": "", "body-0-value": '{"blocks":[{"key":"a","text":"Words.","type":"unstyled","depth":0,'
        '"inlineStyleRanges":[],"entityRanges":[],"data":{}}],"entityMap":{}}',
        "files-TOTAL_FORMS": "1", "files-INITIAL_FORMS": "0", "files-0-document": str(held.pk), "files-0-ORDER": "1",
        "comments-TOTAL_FORMS": "0", "comments-INITIAL_FORMS": "0",
    }  # fmt: skip
    form = form_class(data, instance=page, parent_page=page.get_parent(), for_user=boss)
    assert not form.is_valid()
    assert "looks like the name of a file" in str(form.formsets["files"].errors)
    good = form_class(
        {**data, "files-0-title": "The plan"}, instance=page, parent_page=page.get_parent(), for_user=boss
    )
    assert good.is_valid(), (good.errors, good.formsets["files"].errors)


@pytest.mark.parametrize("people", [People.NOBODY, People.CROWD, ""])
def test_a_photo_of_a_person_needs_what_they_agreed_to(home, people):
    about = child(standard_page(home, "about"), PeoplePage, "people", title="People")
    photo = image()
    photo.people = people
    photo.save()
    one = child(about, PersonPage, "lead", title="Lead", lead_image=photo, lead_alt="A person at a desk")
    assert "lead_image" in page_problems(one)
    photo.people = People.AGREED
    photo.save()
    assert "lead_image" not in page_problems(PersonPage.objects.get(pk=one.pk))
    with pytest.raises(GateClosed, match="to mend"):  # nobody wrote down yet that they agreed
        stop_at_gate(PersonPage.objects.get(pk=one.pk))
